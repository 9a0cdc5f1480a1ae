import { throwProblems } from '../errors.ts';
import { isSteady } from './is-steady.ts';
import { planService } from './plan-services.ts';
import { planTaskDefinition } from './plan-task-definitions.ts';
import type { Current, Plan, Wanted } from './types.ts';

/**
 * Decides what loading the folder takes: the task definitions to register, then the services to create or update.
 *
 * @throws InputError if a service names a task definition that is nowhere, or changes what no service can change
 */
export function planLoad(wanted: Wanted, current: Current, options: { alwaysMake: boolean }): Plan {
  const { alwaysMake } = options;
  const planned = new Map(
    wanted.taskDefinitions.map(
      (definition) => [definition.family, planTaskDefinition(definition, current, alwaysMake)] as const,
    ),
  );
  const services = wanted.services.map((service) => ({
    name: service.name,
    ...planService(service, current, planned, alwaysMake),
  }));
  throwProblems(services.flatMap(({ problems }) => problems));
  const isAwaited = ({ name, step }: (typeof services)[number]): boolean => {
    const present = current.services.get(name);
    return step !== undefined || (present !== undefined && !isSteady(present));
  };
  return {
    version: 1,
    prefix: wanted.prefix,
    cluster: wanted.cluster,
    steps: [
      ...[...planned.values()].flatMap(({ step }) => step ?? []),
      ...services.flatMap(({ step }) => step ?? []),
    ],
    awaited: services.filter(isAwaited).map(({ name }) => name),
  };
}
