import type { ServiceContent } from '../../domain/content.ts';
import type { Current, Wanted } from '../../domain/folder.ts';
import type { Plan, StepOf } from '../../domain/plan.ts';
import type { CurrentService, WantedService } from '../../domain/service.ts';
import { requirementsOf, type Demand } from './placement.ts';

/**
 * The tasks that a plan adds to the cluster's instances: all tasks of a new service; of an updated service the tasks
 * that it gets more of, and one more, since ECS starts new tasks beside the old ones unless old ones may stop first.
 * Services on Fargate, daemons, and task definitions that this folder does not have are left out, and so is a cluster
 * without instances.
 */
export function demandsOf({ steps }: Plan, wanted: Wanted, current: Current): Demand[] {
  if (!current.hasInstances) return [];
  return steps.flatMap((step): Demand[] => {
    if (step.kind !== 'create-service' && step.kind !== 'update-service') return [];
    const service = wanted.services.find(({ name }) => name === step.service);
    if (!service || !usesInstances(service.content)) return [];
    const { taskDefinition } = service;
    const definition = wanted.taskDefinitions.find(
      ({ family }) => taskDefinition.kind === 'of-folder' && family === taskDefinition.family,
    );
    if (!definition) return [];
    const count = addedTasks(step, service, current.services.get(step.service));
    const requirements = requirementsOf(definition.content);
    return count > 0 ? [{ service: service.name, count, requirements }] : [];
  });
}

function addedTasks(
  step: StepOf<'create-service' | 'update-service'>,
  service: WantedService,
  present: CurrentService | undefined,
): number {
  const { desiredCount } = service;
  if (step.kind === 'create-service' || !present) return desiredCount ?? 1;
  const more = desiredCount === undefined ? 0 : Math.max(0, desiredCount - present.desiredCount);
  return more + (isDeployment(step) && startsBeside(service) ? 1 : 0);
}

/** Whether ECS replaces tasks; a change of the count alone only starts what is missing. */
function isDeployment({ differences = [] }: StepOf<'update-service'>): boolean {
  return differences.length === 0 || differences.some(({ path }) => path !== 'desiredCount');
}

function usesInstances({
  launchType,
  schedulingStrategy,
  capacityProviderStrategy,
}: ServiceContent): boolean {
  const isFargate = capacityProviderStrategy?.some((entry) => entry.capacityProvider?.startsWith('FARGATE'));
  return schedulingStrategy !== 'DAEMON' && (launchType ?? 'EC2') === 'EC2' && !isFargate;
}

/** Whether ECS starts a new task before it stops an old one. */
function startsBeside({ content, desiredCount }: WantedService): boolean {
  return (content.deploymentConfiguration?.minimumHealthyPercent ?? 100) >= 100 && desiredCount !== 0;
}
