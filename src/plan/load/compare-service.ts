import { updatableAttributes, type ServiceContent, type ServiceUpdate } from '../../domain/content.ts';
import type { CurrentService, WantedService } from '../../domain/service.ts';
import { asJson, isObject, type Json, type Members } from '../../lib/json.ts';
import { userTags, withoutEmpty } from './canonical-task-definition.ts';
import { digest } from './digest.ts';

type ServiceAttribute = keyof ServiceContent;

/** Lists that `UpdateService` empties only when it is sent an empty list. */
const clearable = [
  'loadBalancers',
  'placementConstraints',
  'placementStrategy',
  'serviceRegistries',
] as const satisfies readonly ServiceAttribute[];

/** Attributes that are fixed when a service is created. */
const fixed = ['launchType', 'schedulingStrategy'] as const satisfies readonly ServiceAttribute[];

/** The digest of everything that a service file says, except what the service runs. */
export function serviceDigest({ content, desiredCount }: WantedService): string {
  const canonical: Members<ServiceContent> & { readonly desiredCount: number | undefined } = {
    ...content,
    tags: userTags(content.tags),
    clientToken: undefined,
    desiredCount,
  };
  return digest(withoutEmpty(canonical) ?? {});
}

/** The attributes to send with `UpdateService`; lists that the file no longer has are emptied. */
export function serviceUpdate(wanted: WantedService, current: CurrentService): ServiceUpdate {
  const { content, desiredCount } = wanted;
  const given = updatableAttributes
    .filter((name) => content[name] !== undefined)
    .map((name) => [name, name === 'deploymentConfiguration' ? keepGuard(content, current) : content[name]]);
  const cleared = clearable
    .filter((name) => content[name] === undefined && (current.content[name]?.length ?? 0) > 0)
    .map((name) => [name, []]);
  return {
    ...(Object.fromEntries([...cleared, ...given]) as ServiceUpdate),
    ...(desiredCount !== undefined && { desiredCount }),
  };
}

/** A deployment configuration that does not mention the circuit breaker leaves it as it is. */
function keepGuard({ deploymentConfiguration }: ServiceContent, { content }: CurrentService) {
  const deploymentCircuitBreaker = content.deploymentConfiguration?.deploymentCircuitBreaker;
  if (!deploymentCircuitBreaker) return deploymentConfiguration;
  return { deploymentCircuitBreaker, ...deploymentConfiguration };
}

/** Attributes whose value in AWS is visibly not the one in the file, because somebody changed it by hand. */
export function contradictions(wanted: WantedService, current: CurrentService): ServiceAttribute[] {
  return updatableAttributes.filter((name) => contradicts(wanted.content[name], current.content[name]));
}

/** Attributes that the file changes although ECS cannot change them. */
export function fixedContradictions(wanted: WantedService, current: CurrentService): ServiceAttribute[] {
  return fixed.filter((name) => contradicts(wanted.content[name], current.content[name]));
}

/** AWS adds to what it was given and leaves some of it out, so that only a different value tells. */
function contradicts(wanted: unknown, current: unknown): boolean {
  const asked = withoutEmpty(wanted);
  return (
    asked !== undefined && current !== undefined && current !== null && !contains(asJson(current), asked)
  );
}

function contains(whole: Json | undefined, part: Json | undefined): boolean {
  if (isObject(part)) {
    return (
      isObject(whole) &&
      Object.entries(part).every(
        // What AWS does not show, it may still have.
        ([name, member]) => whole[name] === undefined || contains(whole[name], member),
      )
    );
  }
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((item: Json) => whole.some((other: Json) => contains(other, item)))
    );
  }
  return whole === part;
}
