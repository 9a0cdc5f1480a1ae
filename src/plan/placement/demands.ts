import type { Current, Wanted } from '../../domain/folder.ts';
import type { CurrentService, WantedService } from '../../domain/service.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import { isObject, jsonText, type Json, type JsonObject } from '../../lib/json.ts';
import { canonicalTaskDefinition } from '../load/canonical-task-definition.ts';
import { taskNeeds, type Demand } from './placement.ts';

/**
 * The room that a plan asks of the cluster's instances: that of all tasks of a new service; of a service that is
 * updated that of the tasks it gets more of, and of one more, since ECS starts the new ones beside the old ones,
 * unless old ones may end first. Services on Fargate, daemons, and task definitions that this folder does not hold
 * are left out, and so is a cluster without instances.
 */
export function demandsOf({ steps }: Plan, wanted: Wanted, current: Current): Demand[] {
  if (!current.hasInstances) return [];
  return steps.flatMap((step): Demand[] => {
    if (step.kind !== 'create-service' && step.kind !== 'update-service') return [];
    const service = wanted.services.find(({ name }) => name === step.service);
    if (!service || !usesInstances(service.content)) return [];
    const { taskDefinition } = service;
    const definition = wanted.taskDefinitions.find(
      ({ family }) => 'family' in taskDefinition && family === taskDefinition.family,
    );
    if (!definition) return [];
    const needs = taskNeeds(canonicalTaskDefinition(definition.content));
    const present = current.services.get(step.service);
    const count =
      step.kind === 'create-service' || !present
        ? (service.desiredCount ?? 1)
        : additional(service, present) +
          (step.kind === 'update-service' && isDeployment(step) ? atOnce(service) : 0);
    return count > 0 ? [{ service: service.name, count, needs }] : [];
  });
}

/** Whether ECS starts new tasks beside the old ones; a change of the count alone starts only what is missing. */
function isDeployment({ differences = [] }: Extract<Step, { kind: 'update-service' }>): boolean {
  return differences.length === 0 || differences.some(({ path }) => path !== 'desiredCount');
}

function additional({ desiredCount }: WantedService, present: CurrentService): number {
  return desiredCount === undefined ? 0 : Math.max(0, desiredCount - present.desiredCount);
}

function usesInstances({ launchType, schedulingStrategy, capacityProviderStrategy }: JsonObject): boolean {
  const providers = Array.isArray(capacityProviderStrategy) ? capacityProviderStrategy : [];
  const isFargate = (entry: Json) =>
    isObject(entry) && jsonText(entry['capacityProvider']).startsWith('FARGATE');
  return schedulingStrategy !== 'DAEMON' && (launchType ?? 'EC2') === 'EC2' && !providers.some(isFargate);
}

function atOnce({ content, desiredCount }: WantedService): number {
  const configuration = content['deploymentConfiguration'];
  const minimum = isObject(configuration) ? Number(configuration['minimumHealthyPercent'] ?? 100) : 100;
  return minimum < 100 || desiredCount === 0 ? 0 : 1;
}
