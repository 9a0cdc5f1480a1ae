import type { Step } from '../../domain/plan.ts';

interface StepWords {
  /** `create service` */
  readonly verb: string;
  /** `creating service` */
  readonly doing: string;
  /** `created service` */
  readonly done: string;
  readonly name: string;
}

/** How a step is called, before, while and after it is done. */
export function stepWords(step: Step): StepWords {
  switch (step.kind) {
    case 'write-parameters':
      return words('write', 'writing', 'wrote', '', step.file);
    case 'wait-for-stack':
      return words('wait for', 'waiting for', 'waited for', 'stack', step.stack);
    case 'create-stack':
      return words('create', 'creating', 'created', 'stack', step.stack.name);
    case 'update-stack':
      return words('update', 'updating', 'updated', 'stack', step.stack.name);
    case 'continue-rollback':
      return words('roll back', 'rolling back', 'rolled back', 'stack', step.stack);
    case 'register-task-definition':
      return words('register', 'registering', 'registered', 'task definition', step.family);
    case 'create-service':
      return words('create', 'creating', 'created', 'service', step.service);
    case 'update-service':
      return words('update', 'updating', 'updated', 'service', step.service);
    case 'delete-service':
      return words('delete', 'deleting', 'deleted', 'service', step.service);
    case 'drain-service':
      return words('drain', 'draining', 'drained', 'service', step.service);
    case 'wait-until-drained':
      return words(
        'wait for',
        'waiting for',
        'waited for',
        '',
        `the tasks of ${step.services.join(', ')} to end`,
      );
    case 'stop-task':
      return words('stop', 'stopping', 'stopped', 'task', step.task.split('/').at(-1) as string);
    case 'wait-for-tasks':
      return words('wait for', 'waiting for', 'waited for', '', 'services and tasks to end');
    case 'remove-instances':
      return words('end', 'ending', 'ended', 'the instances of', `${step.group} (${step.instances})`);
    case 'keep-file-system':
      return words('keep', 'keeping', 'keeping', 'file system', step.fileSystem);
    case 'delete-stack':
      return words('delete', 'deleting', 'deleted', 'stack', step.stack);
    case 'delete-file-system':
      return words(
        'delete',
        'deleting',
        'deleted',
        'file system',
        `${step.fileSystem} (${size(step.bytes)})`,
      );
    case 'delete-task-definition': {
      const revisions = step.revisions.map((revision) => `${step.family}:${revision}`).join(', ');
      return words('delete', 'deleting', 'deleted', 'task definition', revisions);
    }
    case 'deregister-task-definition': {
      const revisions = step.revisions.map((revision) => `${step.family}:${revision}`).join(', ');
      return words('deregister', 'deregistering', 'deregistered', 'task definition', revisions);
    }
  }
}

function words(verb: string, doing: string, done: string, kind: string, name: string): StepWords {
  const join = (word: string) => (kind ? `${word} ${kind}` : word);
  return { verb: join(verb), doing: join(doing), done: join(done), name };
}

function size(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const exponent = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** exponent).toPrecision(3))} ${units[exponent]}`;
}
