import type { Event } from '../../domain/events.ts';
import { changeLines } from './difference-text.ts';
import { errorMessage } from './error-text.ts';
import { estimateLine } from './plan-text.ts';
import { stepText } from './step-text.ts';
import { callLine, summaryLines } from './trace-text.ts';

/** The lines of a log for an event; none for what is not worth a line. */
export function eventLines(event: Event): string[] {
  switch (event.kind) {
    case 'step-started': {
      const { doing, name, isLong } = stepText(event.step);
      return isLong ? [`${doing} ${name}: ${event.step.why}`] : [];
    }
    case 'step-done': {
      const { done, name, isLong } = stepText(event.step);
      if (isLong) return [`${done} ${name}${event.result ? ` (${event.result})` : ''}`];
      const what = event.result && event.step.kind === 'register-task-definition' ? event.result : name;
      return [`${done} ${what}: ${event.step.why}`];
    }
    case 'step-failed': {
      const { verb, name } = stepText(event.step);
      return [`failed to ${verb} ${name}: ${errorMessage(event.error)}`];
    }
    case 'interrupted': {
      const inFlight = event.inFlight.map((step) => `${stepText(step).doing} ${stepText(step).name}`);
      const left = event.left > 0 ? [`${event.left} not started`] : [];
      return [`interrupted: ${[...inFlight, ...left].join(', ')}; Ctrl-C again exits at once`];
    }
    case 'waiting-for-quota':
      return [`waiting ${event.seconds} s for AWS's rate limit on ${event.quota}`];
    case 'stack-changes':
      return changeLines(event.changes).map((line) => `  ${line}`);
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
