import type { ServiceContent } from '../../domain/content.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Current } from '../../domain/folder.ts';
import type { Difference, Step } from '../../domain/plan.ts';
import { formatRevision, sameRevision } from '../../domain/revision.ts';
import type { CurrentService, WantedService } from '../../domain/service.ts';
import { fromTagList, recordedRevision, recordedServiceDigest } from '../../domain/tags.ts';
import type { RevisionReference } from '../../domain/task-definition.ts';
import { userTags, withoutEmpty } from './canonical-task-definition.ts';
import { contradictions, fixedContradictions, serviceDigest, serviceUpdate } from './compare-service.ts';
import { differences } from './difference.ts';
import type { PlannedTaskDefinition } from './plan-task-definition.ts';

/** What a service is to run. */
interface Target {
  readonly kind: 'found';
  readonly reference: RevisionReference;
  /** Undefined if the task definition is not one of this folder. */
  readonly digest: string | undefined;
}

interface PlannedService {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the plan of a service depends on, besides the service. */
export interface ServiceFacts {
  readonly current: Current;
  /** By family. */
  readonly taskDefinitions: ReadonlyMap<string, PlannedTaskDefinition>;
  readonly alwaysMake: boolean;
  readonly recreate: boolean;
}

/** Decides for one service: create it, update it, or leave it alone. */
export function planService(wanted: WantedService, facts: ServiceFacts): PlannedService {
  const target = findTarget(wanted, facts);
  if (target.kind === 'missing') return { steps: [], diagnostics: [target.diagnostic] };
  const present = facts.current.services.get(wanted.name);
  if (!present || present.status !== 'ACTIVE') {
    const afterDraining = present?.status === 'DRAINING';
    const why = afterDraining ? 'new, once the one that is being deleted is gone' : 'new';
    return { diagnostics: [], steps: [createStep(wanted, target, { afterDraining, why })] };
  }
  if (facts.recreate) {
    const why = '--recreate';
    const remove: Step = { kind: 'delete-service', service: wanted.name, why };
    return { diagnostics: [], steps: [remove, createStep(wanted, target, { afterDraining: true, why })] };
  }
  const diagnostics = fixedContradictions(wanted, present).map((name) => fixedDiagnostic(wanted, name));
  const why = facts.alwaysMake ? 'always (-B)' : reasonToUpdate(wanted, target, present);
  if (diagnostics.length > 0 || why === undefined) return { diagnostics, steps: [] };
  return { diagnostics, steps: [updateStep(wanted, target, { present, why })] };
}

function createStep(
  wanted: WantedService,
  target: Target,
  { afterDraining, why }: { afterDraining: boolean; why: string },
): Step {
  const { content, desiredCount } = wanted;
  return {
    kind: 'create-service',
    ...commonParts(wanted, target),
    content: withCircuitBreaker(content),
    desiredCount: content.schedulingStrategy === 'DAEMON' ? undefined : (desiredCount ?? 1),
    afterDraining,
    why,
  };
}

function updateStep(
  wanted: WantedService,
  target: Target,
  { present, why }: { present: CurrentService; why: string },
): Step {
  return {
    kind: 'update-service',
    ...commonParts(wanted, target),
    update: serviceUpdate(wanted, present),
    differences: changesOf(wanted, present, target.reference),
    tags: fromTagList(userTags(wanted.content.tags)),
    why,
  };
}

/** What the steps that create and update a service have in common. */
function commonParts(wanted: WantedService, { reference, digest }: Target) {
  const digests = { service: serviceDigest(wanted), taskDefinition: digest };
  return { file: wanted.file, service: wanted.name, taskDefinition: reference, digests };
}

function findTarget(
  wanted: WantedService,
  { current, taskDefinitions }: ServiceFacts,
): Target | { readonly kind: 'missing'; readonly diagnostic: Diagnostic } {
  const { taskDefinition } = wanted;
  if (taskDefinition.kind === 'of-folder') {
    const found = taskDefinitions.get(taskDefinition.family);
    if (found) return { kind: 'found', reference: found.reference, digest: found.digest };
    throw new Error(`the service ${wanted.name} refers to ${taskDefinition.family}, which was not planned`);
  }
  const { names } = taskDefinition;
  const revision = names.map((name) => current.lookedUp.get(name)).find((found) => found !== undefined);
  if (revision) return { kind: 'found', reference: { kind: 'known', revision }, digest: undefined };
  const shown = names.map((name) => `'${name}'`).join(' or ');
  const message = `there is no .taskdef file and no active task definition called ${shown}`;
  return { kind: 'missing', diagnostic: { ...wanted.taskDefinitionLocation, message } };
}

/**
 * A deployment that cannot succeed ends and is rolled back, unless the file says otherwise. ECS accepts a circuit
 * breaker only for rolling updates that it makes itself.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html
 */
function withCircuitBreaker(content: ServiceContent): ServiceContent {
  const { deploymentController, deploymentConfiguration } = content;
  if (deploymentController && deploymentController.type !== 'ECS') return content;
  if ((deploymentConfiguration?.strategy ?? 'ROLLING') !== 'ROLLING') return content;
  const deploymentCircuitBreaker = { enable: true, rollback: true };
  return { ...content, deploymentConfiguration: { deploymentCircuitBreaker, ...deploymentConfiguration } };
}

function fixedDiagnostic({ file, name }: WantedService, attribute: string): Diagnostic {
  const message =
    `${attribute} of the running service '${name}' cannot be changed; ` +
    `change it back, or delete and create the service with --recreate ${name}`;
  return { file, message };
}

function reasonToUpdate(
  wanted: WantedService,
  { reference, digest }: Target,
  present: CurrentService,
): string | undefined {
  const reasons: string[] = [];
  const recorded = recordedRevision(present.tags);
  if (reference.kind === 'registered-here') {
    reasons.push('its task definition changes');
  } else if (!sameRevision(present.taskDefinition, reference.revision)) {
    const running = present.taskDefinition ? formatRevision(present.taskDefinition) : 'nothing';
    const byHand = sameRevision(recorded, reference.revision) ? ', changed by hand' : '';
    reasons.push(`runs ${running} instead of ${formatRevision(reference.revision)}${byHand}`);
  }
  const { desiredCount } = wanted;
  if (desiredCount !== undefined && desiredCount !== present.desiredCount) {
    reasons.push(`desiredCount is ${present.desiredCount} instead of ${desiredCount}`);
  }
  const different = contradictions(wanted, present);
  if (different.length > 0) reasons.push(`differs in ${different.join(', ')}`);
  if (reasons.length > 0) return reasons.join('; ');
  const recordedService = recordedServiceDigest(present.tags);
  if (recordedService !== undefined && recordedService !== serviceDigest(wanted)) return 'its file changed';
  const isUnrecorded = recorded && digest && recorded.digest !== digest;
  return isUnrecorded ? 'an earlier run ended before it recorded what it did' : undefined;
}

/** What changes, as far as the file sets it: AWS adds members of its own to an attribute. */
function changesOf(
  wanted: WantedService,
  present: CurrentService,
  reference: RevisionReference,
): Difference[] {
  const before = present.taskDefinition ? formatRevision(present.taskDefinition) : undefined;
  const after =
    reference.kind === 'known' ? formatRevision(reference.revision) : `${reference.family} (new revision)`;
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
