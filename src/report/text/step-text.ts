import type { Step, StepKind } from '../../domain/plan.ts';
import { byteSize, lastSegment } from '../../lib/text.ts';

interface StepText {
  /** `create service` */
  readonly verb: string;
  /** `creating service` */
  readonly doing: string;
  /** `created service` */
  readonly done: string;
  readonly name: string;
  /** The step takes so long that its start is worth a line. */
  readonly isLong: boolean;
}

interface Row<Kind extends StepKind> {
  /** Before, during and after the step. */
  readonly verbs: readonly [verb: string, doing: string, done: string];
  /** What comes between verb and name. */
  readonly object?: string;
  readonly name: (step: Extract<Step, { readonly kind: Kind }>) => string;
  readonly isLong?: true;
}

const create = ['create', 'creating', 'created'] as const;
const update = ['update', 'updating', 'updated'] as const;
const remove = ['delete', 'deleting', 'deleted'] as const;
const wait = ['wait for', 'waiting for', 'waited for'] as const;

const rows: { readonly [Kind in StepKind]: Row<Kind> } = {
  'write-parameters': { verbs: ['write', 'writing', 'wrote'], name: ({ file }) => file },
  'wait-for-stack': { verbs: wait, object: 'stack', name: ({ stack }) => stack, isLong: true },
  'create-stack': { verbs: create, object: 'stack', name: ({ stack }) => stack.name, isLong: true },
  'update-stack': { verbs: update, object: 'stack', name: ({ stack }) => stack.name, isLong: true },
  'continue-rollback': {
    verbs: ['roll back', 'rolling back', 'rolled back'],
    object: 'stack',
    name: ({ stack }) => stack,
    isLong: true,
  },
  'register-task-definition': {
    verbs: ['register', 'registering', 'registered'],
    object: 'task definition',
    name: ({ family }) => family,
  },
  'create-service': { verbs: create, object: 'service', name: ({ service }) => service },
  'update-service': { verbs: update, object: 'service', name: ({ service }) => service },
  'delete-service': { verbs: remove, object: 'service', name: ({ service }) => service },
  'drain-service': {
    verbs: ['drain', 'draining', 'drained'],
    object: 'service',
    name: ({ service }) => service,
  },
  'wait-until-drained': {
    verbs: wait,
    name: ({ services }) => `the tasks of ${services.join(', ')} to stop`,
    isLong: true,
  },
  'stop-task': {
    verbs: ['stop', 'stopping', 'stopped'],
    object: 'task',
    name: ({ task }) => lastSegment(task),
  },
  'wait-for-tasks': { verbs: wait, name: () => 'services and tasks to stop', isLong: true },
  'remove-instances': {
    verbs: ['terminate', 'terminating', 'terminated'],
    object: 'the instances of',
    name: ({ group, instances }) => `${group} (${instances})`,
    isLong: true,
  },
  'keep-file-system': {
    verbs: ['keep', 'keeping', 'kept'],
    object: 'file system',
    name: ({ fileSystem }) => fileSystem,
  },
  'mark-file-system': {
    verbs: ['tag', 'tagging', 'tagged'],
    object: 'file system',
    name: ({ fileSystem }) => fileSystem,
  },
  'delete-stack': { verbs: remove, object: 'stack', name: ({ stack }) => stack, isLong: true },
  'delete-file-system': {
    verbs: remove,
    object: 'file system',
    name: ({ fileSystem, bytes }) => `${fileSystem} (${byteSize(bytes)})`,
    isLong: true,
  },
  'delete-task-definition': { verbs: remove, object: 'task definition', name: revisionNames },
  'deregister-task-definition': {
    verbs: ['deregister', 'deregistering', 'deregistered'],
    object: 'task definition',
    name: revisionNames,
  },
};

/** The words for a step before, during and after it. */
export function stepText(step: Step): StepText {
  const { verbs, object, name, isLong = false } = rows[step.kind] as Row<StepKind>;
  const [verb, doing, done] = verbs.map((word) => (object ? `${word} ${object}` : word));
  return { verb: verb ?? '', doing: doing ?? '', done: done ?? '', name: name(step), isLong };
}

function revisionNames(step: { readonly family: string; readonly revisions: readonly number[] }): string {
  return step.revisions.map((revision) => `${step.family}:${revision}`).join(', ');
}
