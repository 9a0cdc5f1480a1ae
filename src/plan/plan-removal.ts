import type { Plan, Step } from '../domain/plan.ts';
import type { CurrentService } from '../domain/service.ts';

interface Names {
  readonly prefix: string;
  readonly cluster: string;
}

/** A service, with the number of its tasks that ECS wants to stop and whose containers may still run. */
export interface ServiceTasks extends CurrentService {
  readonly stopping: number;
}

/** Decides how services come to run no task; those that run none already stay as they are. */
export function planDrain(names: Names, services: readonly ServiceTasks[]): Plan {
  const busy = services.filter(
    ({ desiredCount, runningCount, pendingCount, stopping }) =>
      desiredCount + runningCount + pendingCount + stopping > 0,
  );
  const steps = busy
    .filter(({ status, desiredCount }) => status === 'ACTIVE' && desiredCount > 0)
    .map((service) => stopStep('drain-service', service));
  return planOf(names, steps, busy);
}

/** Decides how services go; those that are being deleted already are only waited for. */
export function planRemove(names: Names, services: readonly ServiceTasks[]): Plan {
  const steps = services
    .filter(({ status }) => status === 'ACTIVE')
    .map((service) => stopStep('delete-service', service));
  return planOf(names, steps, services);
}

function stopStep(kind: 'drain-service' | 'delete-service', { name, runningCount }: CurrentService): Step {
  return { kind, service: name, why: `${runningCount} running` };
}

function planOf(names: Names, steps: readonly Step[], awaited: readonly CurrentService[]): Plan {
  const services = awaited.map(({ name }) => name);
  const wait: Step[] =
    services.length > 0
      ? [{ kind: 'wait-until-drained', services, why: 'they are given time to finish what they do' }]
      : [];
  return { version: 1, ...names, steps: [...steps, ...wait], awaited: [] };
}
