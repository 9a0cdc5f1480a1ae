import { isObject, type JsonObject } from '../../lib/json.ts';
import { error, numberOf, warning, type Finding } from '../finding.ts';
import { shortened } from '../schema/messages.ts';
import { hasPlaceholder } from './placeholders.ts';
import { containersOf } from './task-view.ts';

const ranges = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
} as const;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export function checkHealthChecks(task: JsonObject): Finding[] {
  return containersOf(task).flatMap(({ value, path }) => {
    const check = value['healthCheck'];
    if (!isObject(check)) return [];
    const at = [...path, 'healthCheck'];
    const findings: Finding[] = [];
    for (const [name, [least, most]] of Object.entries(ranges)) {
      const number = numberOf(check[name]);
      if (number === undefined || (number >= least && number <= most)) continue;
      findings.push(error([...at, name], `${name} is ${number}, but must be ${least} to ${most}`));
    }
    const command = check['command'];
    if (!Array.isArray(command)) return findings;
    const [first] = command as readonly unknown[];
    if (first === undefined) {
      findings.push(
        error([...at, 'command'], 'command is empty; write ["CMD-SHELL", "…"] or leave healthCheck out'),
      );
    } else if (
      typeof first === 'string' &&
      !['CMD', 'CMD-SHELL', 'NONE'].includes(first) &&
      !hasPlaceholder(first)
    ) {
      const message = `command begins with ${shortened(first)}, but must begin with "CMD" or "CMD-SHELL"`;
      findings.push(warning([...at, 'command', 0], message));
    }
    return findings;
  });
}
