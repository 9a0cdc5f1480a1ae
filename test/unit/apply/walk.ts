import type { ApplyContext } from '../../../src/apply/context.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { FakeAws } from '../../support/fake-aws.ts';
import { fakeClock } from '../../support/fake-clock.ts';

/** A context around this AWS in which time costs nothing. */
export function contextOf(aws: FakeAws, overrides: Partial<ApplyContext> = {}): ApplyContext {
  return {
    aws,
    clock: fakeClock(),
    signal: new AbortController().signal,
    timeoutMs: 30 * 60_000,
    writeNewFile: (name) => Promise.reject(new Error(`nobody asked for ${name}`)),
    ...overrides,
  };
}

/** All events, and what came of it; an error comes through. @param seen is filled as they come */
export async function walk<Result>(
  events: AsyncGenerator<Event, Result>,
  seen: Event[] = [],
): Promise<{ events: Event[]; result: Result }> {
  for (;;) {
    const next = await events.next();
    if (next.done) return { events: seen, result: next.value };
    seen.push(next.value);
  }
}
