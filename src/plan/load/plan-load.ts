import type { Current, Wanted } from '../../domain/folder.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import { isSteady } from '../../domain/service.ts';
import { throwDiagnostics, UsageError } from '../../errors.ts';
import { planService } from './plan-service.ts';
import { planTaskDefinition } from './plan-task-definition.ts';

export interface LoadOptions {
  /** Treats everything as changed. */
  readonly alwaysMake: boolean;
  /** Deletes the services whose files are gone. */
  readonly prune?: boolean;
  /** Services that are deleted and created again. */
  readonly recreate?: readonly string[];
}

/**
 * Decides what it takes to load the folder: the task definitions to register, then the services to create or update,
 * then those to delete.
 *
 * @throws InputError if a service names a task definition that is nowhere, or changes what no service can change
 * @throws UsageError if --recreate names a service that this folder does not have
 */
export function planLoad(wanted: Wanted, current: Current, options: LoadOptions): Plan {
  const { alwaysMake, prune = false, recreate = [] } = options;
  checkNames(recreate, wanted);
  const planned = new Map(
    wanted.taskDefinitions.map(
      (definition) => [definition.family, planTaskDefinition(definition, current, alwaysMake)] as const,
    ),
  );
  const services = wanted.services.map((service) => ({
    name: service.name,
    ...planService(service, {
      current,
      taskDefinitions: planned,
      alwaysMake,
      recreate: recreate.includes(service.name),
    }),
  }));
  throwDiagnostics(services.flatMap(({ diagnostics }) => diagnostics));
  const isAwaited = ({ name, steps }: (typeof services)[number]): boolean => {
    const present = current.services.get(name);
    return steps.length > 0 || (present !== undefined && !isSteady(present));
  };
  const { orphans } = current;
  const why = 'its file is gone (--prune)';
  return {
    version: 1,
    prefix: wanted.prefix,
    cluster: wanted.cluster,
    steps: [
      ...[...planned.values()].flatMap(({ step }) => step ?? []),
      ...services.flatMap(({ steps }) => steps),
      ...(prune ? orphans.map((service): Step => ({ kind: 'delete-service', service, why })) : []),
    ],
    awaited: services.filter(isAwaited).map(({ name }) => name),
    ...(!prune && orphans.length > 0 && { orphans }),
  };
}

function checkNames(names: readonly string[], { services }: Wanted): void {
  const known = services.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(
    `there is no service ${unknown.map((name) => `'${name}'`).join(', ')} in this folder (--recreate)`,
    known.length > 0 ? `There are: ${known.join(', ')}` : undefined,
  );
}
