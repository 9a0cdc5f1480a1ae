import { error, warning, numberOf, objectOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { containersOf } from '../view/task-view.ts';

const ranges = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
} as const;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export const healthCheckRule: Rule = {
  id: 'task-definition/health-check',
  page: apiPage('HealthCheck'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  return containersOf(task).flatMap(({ value, path }) => {
    const healthCheck = objectOf(value['healthCheck']);
    const at = [...path, 'healthCheck'];
    const diagnostics: PathDiagnostic[] = [];
    for (const [name, [least, most]] of Object.entries(ranges)) {
      const number = numberOf(healthCheck[name]);
      if (number === undefined || (number >= least && number <= most)) continue;
      diagnostics.push(error([...at, name], `${name} is ${number}, but must be ${least} to ${most}`));
    }
    const command = healthCheck['command'];
    if (!Array.isArray(command)) return diagnostics;
    const [first] = command as readonly unknown[];
    if (first === undefined) {
      diagnostics.push(
        error([...at, 'command'], 'command is empty; write ["CMD-SHELL", "…"] or leave healthCheck out'),
      );
    } else if (
      typeof first === 'string' &&
      !['CMD', 'CMD-SHELL', 'NONE'].includes(first) &&
      !hasPlaceholder(first)
    ) {
      const message = `command begins with ${shortened(first)}, but must begin with "CMD" or "CMD-SHELL"`;
      diagnostics.push(warning([...at, 'command', 0], message));
    }
    return diagnostics;
  });
}
