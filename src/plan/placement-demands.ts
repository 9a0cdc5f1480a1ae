import { isObject, jsonText, type Json, type JsonObject } from '../json.ts';
import { canonicalTaskDefinition } from './canonical-task-definition.ts';
import { taskNeeds, type Demand } from './placement.ts';
import type { Plan, Wanted, WantedService } from './types.ts';

/**
 * The room that a plan asks of the cluster's instances: that of all tasks of a new service; of one task of a
 * service that is updated, since ECS starts the new ones beside the old ones, unless old ones may end first.
 * Services on Fargate, daemons, and task definitions that this folder does not hold are left out.
 */
export function demandsOf({ steps }: Plan, wanted: Wanted): Demand[] {
  return steps.flatMap((step): Demand[] => {
    if (step.do !== 'create-service' && step.do !== 'update-service') return [];
    const service = wanted.services.find(({ name }) => name === step.service);
    if (!service || !usesInstances(service.content)) return [];
    const { taskDefinition } = service;
    const definition = wanted.taskDefinitions.find(
      ({ family }) => 'family' in taskDefinition && family === taskDefinition.family,
    );
    if (!definition) return [];
    const count = step.do === 'create-service' ? (service.desiredCount ?? 1) : atOnce(service);
    const needs = taskNeeds(canonicalTaskDefinition(definition.content));
    return count > 0 ? [{ service: service.name, count, needs }] : [];
  });
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
