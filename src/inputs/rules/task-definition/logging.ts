import { isObject } from '../../../lib/json.ts';
import { objectOf, error, warning, textOf, type PathDiagnostic } from '../../document/values.ts';
import type { ContentView, Rule } from '../rule.ts';
import { containersOf } from '../view/task-view.ts';

/**
 * Log drivers that need something else.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html ("the task definition must
 * contain a log router container") and https://docs.docker.com/engine/logging/drivers/awslogs/ (awslogs-group)
 */
export const loggingRule: Rule = {
  id: 'task-definition/logging',
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html',
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  const containers = containersOf(task);
  const routers = containers.filter(({ value }) => isObject(value['firelensConfiguration']));
  const diagnostics: PathDiagnostic[] = [];
  for (const { value, path } of containers) {
    const { logDriver, options } = objectOf(value['logConfiguration']);
    const driver = textOf(logDriver);
    const at = [...path, 'logConfiguration', 'logDriver'];
    if (driver === 'awsfirelens' && routers.length === 0) {
      const message =
        'awsfirelens needs a container of this task with "firelensConfiguration": { "type": "fluentbit" }';
      diagnostics.push(error(at, message));
    }
    if (driver === 'awslogs' && textOf(objectOf(options)['awslogs-group']) === undefined) {
      diagnostics.push(warning(at, 'awslogs needs "options": { "awslogs-group": "…" }'));
    }
  }
  const [, second] = routers;
  if (second) {
    const message = 'a task has one log router, and another container has a firelensConfiguration already';
    diagnostics.push(warning([...second.path, 'firelensConfiguration'], message));
  }
  return diagnostics;
}
