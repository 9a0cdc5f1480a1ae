import type { StepKind } from '../../domain/plan.ts';
import type { Event } from '../../domain/events.ts';

import { estimateLine } from './plan-text.ts';
import { stepWords } from './step-text.ts';
import { callLine, summaryLines } from './trace-text.ts';

/** Steps that take so long that their beginning is worth a line. */
const long = new Set<StepKind>([
  'wait-for-stack',
  'create-stack',
  'update-stack',
  'continue-rollback',
  'wait-for-tasks',
  'wait-until-drained',
  'remove-instances',
  'delete-stack',
  'delete-file-system',
]);

/** What a log shows of an event; none for what is not worth a line. */
export function eventLines(event: Event): string[] {
  switch (event.kind) {
    case 'step-started': {
      const { doing, name } = stepWords(event.step);
      return long.has(event.step.kind) ? [`${doing} ${name}: ${event.step.why}`] : [];
    }
    case 'step-done': {
      const { done, name } = stepWords(event.step);
      if (long.has(event.step.kind)) return [`${done} ${name}${event.result ? ` (${event.result})` : ''}`];
      const what = event.result && event.step.kind === 'register-task-definition' ? event.result : name;
      return [`${done} ${what}: ${event.step.why}`];
    }
    case 'step-failed': {
      const { verb, name } = stepWords(event.step);
      return [`failed to ${verb} ${name}: ${event.message}`];
    }
    case 'interrupted': {
      const inFlight = event.inFlight.map((step) => `${stepWords(step).doing} ${stepWords(step).name}`);
      const left = event.left > 0 ? [`${event.left} not begun`] : [];
      return [`interrupted: ${[...inFlight, ...left].join(', ')}; Ctrl-C again leaves at once`];
    }
    case 'waiting-for-quota':
      return [`waiting ${event.seconds} s for AWS's quota on ${event.quota}`];
    case 'stack-resource': {
      const reason = event.reason && event.status.endsWith('FAILED') ? `: ${event.reason}` : '';
      return [`  ${event.status}  ${event.resource} (${event.resourceType})${reason}`];
    }
    case 'service': {
      const count = `${event.running} of ${event.desired} running`;
      const pending = event.pending > 0 ? `, ${event.pending} pending` : '';
      const rollout = event.rollout && event.rollout !== 'COMPLETED' ? `, ${event.rollout}` : '';
      return [`  ${event.service}: ${event.steady ? 'steady, ' : ''}${count}${pending}${rollout}`];
    }
    case 'estimate':
      return [estimateLine(event)];
    case 'api-call':
      return [callLine(event)];
    case 'api-calls':
      return summaryLines(event.calls);
    case 'warning':
      return [`warning: ${event.message}`];
    case 'still-waiting':
      return [`still waiting after ${event.seconds} s for ${event.for.join(', ')}`];
  }
}
