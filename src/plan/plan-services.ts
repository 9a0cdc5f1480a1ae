import type { Problem } from '../errors.ts';
import { isObject, jsonText, type Json, type JsonObject } from '../json.ts';
import { userTags, withoutEmpty } from './canonical-task-definition.ts';
import { contradictions, fixedContradictions, serviceDigest, updateContent } from './compare-service.ts';
import { differences, type Difference } from './difference.ts';
import { recordedRevision, recordedServiceDigest } from './ownership-tags.ts';
import type { PlannedTaskDefinition } from './plan-task-definitions.ts';
import { formatRevision, sameRevision } from './revision.ts';
import type { Current, CurrentService, RevisionReference, Step, Tags, WantedService } from './types.ts';

type ServiceStep = Extract<Step, { do: 'create-service' | 'update-service' }>;

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
  alwaysMake: boolean,
): { step?: ServiceStep; problems: Problem[] } {
  const target = findTarget(wanted, current, planned);
  if ('problem' in target) return { problems: [target.problem] };
  const present = current.services.get(wanted.name);
  const digests = { service: serviceDigest(wanted), taskDefinition: target.digest };
  const { file, name: service } = wanted;
  if (!present || present.status !== 'ACTIVE') {
    const afterDraining = present?.status === 'DRAINING';
    const why = afterDraining ? 'new, once the one that is being deleted is gone' : 'new';
    const taskDefinition = target.reference;
    const content = createContent(wanted);
    return {
      problems: [],
      step: { do: 'create-service', file, service, taskDefinition, content, digests, afterDraining, why },
    };
  }
  const problems = fixedContradictions(wanted, present).map((attribute) => fixedProblem(wanted, attribute));
  const why = alwaysMake ? 'always (-B)' : reasonToUpdate(wanted, digests.service, present, target.reference);
  if (problems.length > 0 || why === undefined) return { problems };
  return {
    problems,
    step: {
      do: 'update-service',
      file,
      service,
      taskDefinition: target.reference,
      content: updateContent(wanted, present),
      differences: changesOf(wanted, present, target.reference),
      tags: tagsOf(wanted.content),
      digests,
      why,
    },
  };
}

function findTarget(
  wanted: WantedService,
  current: Current,
  planned: ReadonlyMap<string, PlannedTaskDefinition>,
): Target | { problem: Problem } {
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
  return { problem: { ...wanted.taskDefinitionPlace, message } };
}

/** A replica service must be given a count; a daemon service takes none. */
function createContent({ content, desiredCount }: WantedService): JsonObject {
  if (content['schedulingStrategy'] === 'DAEMON') return content;
  return { ...content, desiredCount: desiredCount ?? 1 };
}

function fixedProblem({ file, name }: WantedService, attribute: string): Problem {
  const message =
    `${attribute} of the running service '${name}' cannot be changed; ` +
    `change it back, or delete the service and load it again`;
  return { file, message };
}

function reasonToUpdate(
  wanted: WantedService,
  wantedDigest: string,
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
  if (reasons.length === 0 && recorded !== undefined && recorded !== wantedDigest) {
    reasons.push('its file changed');
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
