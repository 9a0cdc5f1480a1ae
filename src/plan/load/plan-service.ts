import type { Current } from '../../domain/folder.ts';
import type { CurrentService, ServiceDigests, WantedService } from '../../domain/service.ts';
import { type RevisionReference, formatRevision, sameRevision } from '../../domain/task-definition.ts';
import type { Step, Difference } from '../../domain/plan.ts';
import { type Tags, recordedRevision, recordedServiceDigest } from '../../domain/tags.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';

import { isObject, jsonText, type Json, type JsonObject } from '../../lib/json.ts';
import { userTags, withoutEmpty } from './canonical-task-definition.ts';
import { contradictions, fixedContradictions, serviceDigest, updateContent } from './compare-service.ts';
import { differences } from './difference.ts';

import type { PlannedTaskDefinition } from './plan-task-definition.ts';

interface Target {
  readonly reference: RevisionReference;
  /** Undefined if the task definition is not one of this folder. */
  readonly digest: string | undefined;
}

/** Decides for one service: create it, update it, or leave it alone. */
export function planService(
  wanted: WantedService,
  current: Current,
  planned: ReadonlyMap<string, PlannedTaskDefinition>,
  options: { alwaysMake: boolean; recreate: boolean },
): { steps: Step[]; diagnostics: Diagnostic[] } {
  const target = findTarget(wanted, current, planned);
  if ('diagnostic' in target) return { steps: [], diagnostics: [target.diagnostic] };
  const present = current.services.get(wanted.name);
  const digests = { service: serviceDigest(wanted), taskDefinition: target.digest };
  const { file, name: service } = wanted;
  const create = (afterDraining: boolean, why: string): Step => ({
    kind: 'create-service',
    file,
    service,
    taskDefinition: target.reference,
    content: createContent(wanted),
    digests,
    afterDraining,
    why,
  });
  if (!present || present.status !== 'ACTIVE') {
    const afterDraining = present?.status === 'DRAINING';
    const why = afterDraining ? 'new, once the one that is being deleted is gone' : 'new';
    return { diagnostics: [], steps: [create(afterDraining, why)] };
  }
  if (options.recreate) {
    const why = '--recreate';
    return { diagnostics: [], steps: [{ kind: 'delete-service', service, why }, create(true, why)] };
  }
  const diagnostics = fixedContradictions(wanted, present).map((attribute) =>
    fixedDiagnostic(wanted, attribute),
  );
  const why = options.alwaysMake ? 'always (-B)' : reasonToUpdate(wanted, digests, present, target.reference);
  if (diagnostics.length > 0 || why === undefined) return { diagnostics, steps: [] };
  const update: Step = {
    kind: 'update-service',
    file,
    service,
    taskDefinition: target.reference,
    content: updateContent(wanted, present),
    differences: changesOf(wanted, present, target.reference),
    tags: tagsOf(wanted.content),
    digests,
    why,
  };
  return { diagnostics, steps: [update] };
}

function findTarget(
  wanted: WantedService,
  current: Current,
  planned: ReadonlyMap<string, PlannedTaskDefinition>,
): Target | { diagnostic: Diagnostic } {
  const { taskDefinition } = wanted;
  if ('family' in taskDefinition) {
    const found = planned.get(taskDefinition.family);
    if (found) return { reference: found.reference, digest: found.digest };
    throw new Error(`the service ${wanted.name} refers to ${taskDefinition.family}, which was not planned`);
  }
  const reference = taskDefinition.lookUp
    .map((name) => current.lookedUp.get(name))
    .find((revision) => revision !== undefined);
  if (reference) return { reference, digest: undefined };
  const names = taskDefinition.lookUp.map((name) => `'${name}'`).join(' or ');
  const message = `there is no .taskdef file and no active task definition called ${names}`;
  return { diagnostic: { ...wanted.taskDefinitionLocation, message } };
}

/** A replica service must be given a count; a daemon service takes none. */
function createContent({ content, desiredCount }: WantedService): JsonObject {
  const guarded = withCircuitBreaker(content);
  if (content['schedulingStrategy'] === 'DAEMON') return guarded;
  return { ...guarded, desiredCount: desiredCount ?? 1 };
}

/**
 * A deployment that cannot succeed is to end and to be rolled back, unless the file says otherwise. ECS takes a
 * circuit breaker only for rolling updates that it makes itself.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html
 */
function withCircuitBreaker(content: JsonObject): JsonObject {
  const controller = content['deploymentController'];
  const configuration = content['deploymentConfiguration'] ?? {};
  if (isObject(controller) && controller['type'] !== 'ECS') return content;
  if (!isObject(configuration) || (configuration['strategy'] ?? 'ROLLING') !== 'ROLLING') return content;
  const deploymentCircuitBreaker = { enable: true, rollback: true };
  return { ...content, deploymentConfiguration: { deploymentCircuitBreaker, ...configuration } };
}

function fixedDiagnostic({ file, name }: WantedService, attribute: string): Diagnostic {
  const message =
    `${attribute} of the running service '${name}' cannot be changed; ` +
    `change it back, or delete the service and create it anew with --recreate ${name}`;
  return { file, message };
}

function reasonToUpdate(
  wanted: WantedService,
  digests: ServiceDigests,
  present: CurrentService,
  reference: RevisionReference,
): string | undefined {
  const reasons: string[] = [];
  if ('registered' in reference) {
    reasons.push('its task definition changes');
  } else if (!sameRevision(present.taskDefinition, reference)) {
    const running = present.taskDefinition ? formatRevision(present.taskDefinition) : 'nothing';
    const byHand = sameRevision(recordedRevision(present.tags), reference) ? ', changed by hand' : '';
    reasons.push(`runs ${running} instead of ${formatRevision(reference)}${byHand}`);
  }
  const { desiredCount } = wanted;
  if (desiredCount !== undefined && desiredCount !== present.desiredCount) {
    reasons.push(`desiredCount is ${present.desiredCount} instead of ${desiredCount}`);
  }
  const different = contradictions(wanted, present);
  if (different.length > 0) reasons.push(`differs in ${different.join(', ')}`);
  const recorded = recordedServiceDigest(present.tags);
  if (reasons.length === 0 && recorded !== undefined && recorded !== digests.service) {
    reasons.push('its file changed');
  }
  const madeFrom = recordedRevision(present.tags);
  if (
    reasons.length === 0 &&
    madeFrom &&
    digests.taskDefinition &&
    madeFrom.digest !== digests.taskDefinition
  ) {
    reasons.push('an earlier run ended before it had noted what it did');
  }
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

/** What changes, as far as it can be told: AWS adds to an attribute, so that only what the file says counts. */
function changesOf(
  wanted: WantedService,
  present: CurrentService,
  reference: RevisionReference,
): Difference[] {
  const before = present.taskDefinition ? formatRevision(present.taskDefinition) : undefined;
  const after =
    'registered' in reference ? `${reference.registered} (new revision)` : formatRevision(reference);
  const { desiredCount } = wanted;
  return [
    ...(before === after ? [] : [{ path: 'taskDefinition', before, after }]),
    ...(desiredCount === undefined || desiredCount === present.desiredCount
      ? []
      : [{ path: 'desiredCount', before: present.desiredCount, after: desiredCount }]),
    ...contradictions(wanted, present).flatMap((name) =>
      differences(withoutEmpty(present.content[name]), withoutEmpty(wanted.content[name]), name).filter(
        (difference) => difference.after !== undefined,
      ),
    ),
  ];
}

function tagsOf(content: JsonObject): Tags {
  const tags = userTags(content['tags']);
  if (!Array.isArray(tags)) return {};
  return Object.fromEntries(
    tags.flatMap((tag: Json) =>
      isObject(tag) ? [[jsonText(tag['key']), jsonText(tag['value'] ?? '')]] : [],
    ),
  );
}
