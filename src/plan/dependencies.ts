import type { Step, StepKind } from '../domain/plan.ts';

const onStack: readonly StepKind[] = [
  'write-parameters',
  'wait-for-stack',
  'continue-rollback',
  'create-stack',
  'update-stack',
];
const onServices: readonly StepKind[] = [...onStack, 'delete-service', 'stop-task', 'wait-for-tasks'];
const onNodes: readonly StepKind[] = [
  ...onServices,
  'remove-instances',
  'keep-file-system',
  'mark-file-system',
];

/** Which kinds of earlier steps a step waits for; a service also waits for the task definition that it is to run. */
const waitsFor: Readonly<Record<StepKind, readonly StepKind[]>> = {
  'write-parameters': [],
  'wait-for-stack': onStack,
  'continue-rollback': onStack,
  // What a failed creation left has the same names.
  'create-stack': [...onStack, 'delete-stack', 'delete-file-system'],
  'update-stack': onStack,
  // A task definition belongs to the region, not to the cluster; but an update of the stack may still be refused.
  'register-task-definition': ['update-stack'],
  'create-service': onStack,
  'update-service': onStack,
  'delete-service': onStack,
  'drain-service': onStack,
  'wait-until-drained': [...onStack, 'delete-service', 'drain-service'],
  'stop-task': onStack,
  'wait-for-tasks': onServices,
  'remove-instances': onServices,
  'keep-file-system': [],
  'mark-file-system': [],
  'delete-stack': onNodes,
  'delete-file-system': [...onNodes, 'delete-stack'],
  // Their tags name the prefix, which an interrupted run needs as long as anything of it is left.
  'deregister-task-definition': [...onNodes, 'delete-stack', 'delete-file-system'],
  'delete-task-definition': ['deregister-task-definition'],
};

/**
 * Says what each step of a plan has to wait for; steps that wait for nothing in common may be done side by side.
 *
 * @returns for each step the indexes of the earlier steps that must be done before it
 */
export function planDependencies(steps: readonly Step[]): readonly (readonly number[])[] {
  return steps.map((step, index) => {
    const earlier = [...steps.slice(0, index).entries()];
    return earlier.filter(([, before]) => comesBefore(before, step)).map(([position]) => position);
  });
}

function comesBefore(before: Step, step: Step): boolean {
  if (waitsFor[step.kind].includes(before.kind)) return true;
  // A service that is deleted and created again.
  if (before.kind === 'delete-service' && step.kind === 'create-service')
    return before.service === step.service;
  if (before.kind !== 'register-task-definition') return false;
  if (step.kind !== 'create-service' && step.kind !== 'update-service') return false;
  const { taskDefinition } = step;
  return taskDefinition.kind === 'registered-here' && taskDefinition.family === before.family;
}
