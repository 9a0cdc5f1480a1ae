import type { CurrentService, WantedService } from '../../domain/service.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { userTags, withoutEmpty } from './canonical-task-definition.ts';
import { digest } from './digest.ts';

/**
 * The attributes that `UpdateService` takes, names and counts aside.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
const updatable = [
  'availabilityZoneRebalancing',
  'capacityProviderStrategy',
  'deploymentConfiguration',
  'deploymentController',
  'enableECSManagedTags',
  'enableExecuteCommand',
  'healthCheckGracePeriodSeconds',
  'loadBalancers',
  'networkConfiguration',
  'placementConstraints',
  'placementStrategy',
  'platformVersion',
  'propagateTags',
  'serviceConnectConfiguration',
  'serviceRegistries',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
];

/** Lists that `UpdateService` empties only when it is sent an empty list. */
const clearable = ['loadBalancers', 'placementConstraints', 'placementStrategy', 'serviceRegistries'];

/** Attributes that are fixed when a service is created. */
const fixed = ['launchType', 'schedulingStrategy'];

/** The digest of everything that a service file says, what it runs aside. */
export function serviceDigest(wanted: WantedService): string {
  const { content, desiredCount } = wanted;
  const canonical = { ...content, tags: userTags(content['tags']), clientToken: undefined, desiredCount };
  return digest(withoutEmpty(canonical) ?? {});
}

/** The attributes to send with `UpdateService`, lists that the file no longer has emptied. */
export function updateContent(wanted: WantedService, current: CurrentService): JsonObject {
  const given = Object.entries(wanted.content)
    .filter(([name]) => updatable.includes(name))
    .map(([name, value]) => [name, name === 'deploymentConfiguration' ? keepGuard(value, current) : value]);
  const cleared = clearable
    .filter((name) => wanted.content[name] === undefined && isFilled(current.content[name]))
    .map((name) => [name, []]);
  return {
    ...Object.fromEntries([...cleared, ...given]),
    ...(wanted.desiredCount !== undefined && { desiredCount: wanted.desiredCount }),
  };
}

/** A deployment configuration that says nothing of the circuit breaker leaves it as it is. */
function keepGuard(wanted: Json | undefined, { content }: CurrentService): Json | undefined {
  const present = content['deploymentConfiguration'];
  const { deploymentCircuitBreaker }: JsonObject = isObject(present) ? present : {};
  return isObject(wanted) && deploymentCircuitBreaker ? { deploymentCircuitBreaker, ...wanted } : wanted;
}

/** Attributes whose value in AWS is visibly not the one in the file, because somebody changed it by hand. */
export function contradictions(wanted: WantedService, current: CurrentService): string[] {
  return updatable.filter((name) => contradicts(wanted.content[name], current.content[name]));
}

/** Attributes that the file changes and no service can. */
export function fixedContradictions(wanted: WantedService, current: CurrentService): string[] {
  return fixed.filter((name) => contradicts(wanted.content[name], current.content[name]));
}

/** AWS adds to what it was given and leaves some of it out, so that only a different value tells. */
function contradicts(wanted: Json | undefined, current: Json | undefined): boolean {
  const asked = withoutEmpty(wanted);
  return asked !== undefined && current !== undefined && current !== null && !contains(current, asked);
}

function contains(whole: Json | undefined, part: Json | undefined): boolean {
  if (isObject(part)) {
    return (
      isObject(whole) &&
      Object.entries(part).every(
        // What AWS does not show it may have all the same.
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

function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}
