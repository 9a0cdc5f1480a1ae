import type { Event } from '../domain/events.ts';
import { errorMessage } from './text/error-text.ts';
import { stepData } from './text/plan-text.ts';
import { summarise } from './text/trace-text.ts';

/** An event for machines; of a step, what is sent to AWS is left out, as it may hold secrets. */
export function eventData(event: Event): object {
  const { kind, ...rest } = event;
  switch (event.kind) {
    case 'step-started':
    case 'step-done':
      return { event: kind, ...rest, step: stepData(event.step) };
    case 'step-failed':
      return { event: kind, step: stepData(event.step), message: errorMessage(event.error) };
    case 'interrupted':
      return { event: kind, ...rest, inFlight: event.inFlight.map(stepData) };
    case 'api-calls':
      return { event: kind, actions: summarise(event.calls) };
    default:
      return { event: kind, ...rest };
  }
}
