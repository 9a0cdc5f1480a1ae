import { isObject, type JsonObject } from '../../lib/json.ts';
import { error, textOf, warning, type Finding } from '../finding.ts';
import { containersOf } from './task-view.ts';

/**
 * Log drivers that need something else.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html ("the task definition must
 * contain a log router container") and https://docs.docker.com/engine/logging/drivers/awslogs/ (awslogs-group)
 */
export function checkLogging(task: JsonObject): Finding[] {
  const containers = containersOf(task);
  const routers = containers.filter(({ value }) => isObject(value['firelensConfiguration']));
  const findings: Finding[] = [];
  for (const { value, path } of containers) {
    const logging = value['logConfiguration'];
    if (!isObject(logging)) continue;
    const driver = textOf(logging['logDriver']);
    const at = [...path, 'logConfiguration', 'logDriver'];
    if (driver === 'awsfirelens' && routers.length === 0) {
      const message =
        'awsfirelens needs a container of this task with "firelensConfiguration": { "type": "fluentbit" }';
      findings.push(error(at, message));
    }
    const options = isObject(logging['options']) ? logging['options'] : {};
    if (driver === 'awslogs' && textOf(options['awslogs-group']) === undefined) {
      findings.push(warning(at, 'awslogs needs "options": { "awslogs-group": "…" }'));
    }
  }
  const [, second] = routers;
  if (second) {
    const message = 'a task has one log router, and another container has a firelensConfiguration already';
    findings.push(warning([...second.path, 'firelensConfiguration'], message));
  }
  return findings;
}
