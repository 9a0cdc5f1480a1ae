import { describe, expect, it } from 'vitest';
import { poll, type Observation } from '../../../src/apply/poll.ts';
import { toAppError } from '../../../src/aws/sdk/call.ts';
import type { Event } from '../../../src/domain/events.ts';
import { InterruptedError, WaitTimeoutError } from '../../../src/errors.ts';
import { awsError } from '../../support/aws-error.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { walk } from './walk.ts';

/** An error as the SDK throws it. */
const fault = (name: string) => Object.assign(new Error('said AWS'), { name });
const event: Event = { kind: 'still-waiting', for: ['news'], seconds: 0 };
const waiting = (...events: Event[]): Observation<string> => ({ events, waitingFor: ['web', 'db'] });
const done: Observation<string> = { events: [event], waitingFor: [], done: { result: 'ready' } };

/** Shows these looks one after the other, the last one for ever. */
function showing(...looks: Observation<string>[]) {
  const left = [...looks];
  let count = 0;
  const look = () => {
    count += 1;
    return Promise.resolve((left.length > 1 ? left.shift() : left[0]) as Observation<string>);
  };
  return { look, count: () => count };
}

const options = (overrides: object = {}) => ({
  clock: fakeClock(),
  signal: new AbortController().signal,
  timeoutMs: 600_000,
  timeoutHint: () => 'wait on',
  ...overrides,
});

describe('polling', () => {
  it('ends with the first observation that has a result, without a pause', async () => {
    const clock = fakeClock();
    const { events, result } = await walk(poll(showing(done).look, options({ clock })));
    expect([result, events, clock.pauses]).toEqual(['ready', [event], []]);
  });

  it('observes often at first, and every five seconds later', async () => {
    const clock = fakeClock();
    await walk(poll(showing(...Array.from({ length: 10 }, () => waiting()), done).look, options({ clock })));
    expect(clock.pauses.map(Math.round)).toEqual([
      1000, 1300, 1690, 2197, 2856, 3713, 4827, 5000, 5000, 5000,
    ]);
  });

  it('reports every 30 seconds what it waits for, if there is no other event', async () => {
    const quiet = Array.from({ length: 20 }, () => waiting());
    const { events } = await walk(poll(showing(...quiet, { ...done, events: [] }).look, options()));
    expect(events).toEqual([
      { kind: 'still-waiting', for: ['web', 'db'], seconds: 33 },
      { kind: 'still-waiting', for: ['web', 'db'], seconds: 63 },
    ]);
  });

  it('reports nothing of its own between other events', async () => {
    const looks = Array.from({ length: 30 }, (_, index) => (index % 5 === 0 ? waiting(event) : waiting()));
    const { events } = await walk(poll(showing(...looks, done).look, options()));
    expect(events).toEqual(Array.from({ length: 7 }, () => event));
  });

  it('ends when the time is up, not later, and says what was waited for', async () => {
    const clock = fakeClock();
    const watching = walk(poll(showing(waiting()).look, options({ clock, timeoutMs: 120_000 })));
    const error = await watching.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({
      message: 'not finished after 2 minutes: web, db',
      hint: 'wait on',
      exitStatus: 5,
    });
    expect(clock.now()).toBe(120_000);
  });

  it.each([
    [30_000, '0.5 minutes'],
    [60_000, '1 minute'],
    [120_000, '2 minutes'],
  ])('says after %i milliseconds that it was %s', async (timeoutMs, time) => {
    const watching = walk(poll(showing(waiting()).look, options({ timeoutMs })));
    await expect(watching).rejects.toThrow(`not finished after ${time}: web, db`);
  });

  it('observes once even without time', async () => {
    expect((await walk(poll(showing(done).look, options({ timeoutMs: 0 })))).result).toBe('ready');
  });

  it('observes once more when the time is just up', async () => {
    const { look, count } = showing(waiting(), waiting(), done);
    expect((await walk(poll(look, options({ timeoutMs: 1_500 })))).result).toBe('ready');
    expect(count()).toBe(3);
  });

  it('ends within a pause when it is interrupted', async () => {
    const interruption = new AbortController();
    const clock = fakeClock((now) => now > 5_000 && interruption.abort(new InterruptedError()));
    const { look, count } = showing(waiting());
    const watching = walk(poll(look, options({ clock, signal: interruption.signal })));
    await expect(watching).rejects.toThrow(InterruptedError);
    expect(count()).toBe(4);
  });

  it('continues after observations that fail with a transient error of any service', async () => {
    const faults = [
      fault('ECONNRESET'),
      fault('ThrottlingException'),
      fault('ServiceUnavailable'),
      // EFS's own, those of EC2, and what emulators and newer services answer.
      fault('InternalServerError'),
      fault('Unavailable'),
      fault('DependencyTimeout'),
      fault('SlowDown'),
      fault('RequestThrottled'),
      Object.assign(fault('BrandNewException'), { $metadata: { httpStatusCode: 503 } }),
    ];
    const { look } = showing(waiting(event), done);
    let looks = 0;
    const troubled = () => {
      looks += 1;
      const error = faults[looks - 2];
      return error ? Promise.reject(toAppError(error, 'looking')) : look();
    };
    const { events, result } = await walk(poll(troubled, options()));
    expect([looks, result, events]).toEqual([faults.length + 2, 'ready', [event, event]]);
  });

  it('fails when AWS is unreachable for five minutes', async () => {
    const clock = fakeClock();
    const failure = awsError({ kind: 'unreachable', code: 'ECONNREFUSED' });
    await expect(walk(poll(() => Promise.reject(failure), options({ clock })))).rejects.toBe(failure);
    expect(Math.floor(clock.now() / 60_000)).toBe(5);
  });

  it('reports the last observation at the time-out, even if AWS is unreachable then', async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      return looks === 1
        ? Promise.resolve(waiting())
        : Promise.reject(awsError({ kind: 'unreachable', code: 'ECONNREFUSED' }));
    };
    await expect(walk(poll(look, options({ timeoutMs: 60_000 })))).rejects.toThrow(
      'not finished after 1 minute: web, db',
    );
  });

  it('does not poll at the same moments as other runs', async () => {
    const pausesWith = async (random: () => number) => {
      const clock = fakeClock();
      await walk(poll(showing(waiting(), waiting(), done).look, options({ clock, random })));
      return clock.pauses.map(Math.round);
    };
    expect(await pausesWith(() => 0)).toEqual([800, 1040]);
    expect(await pausesWith(() => 0.999_999)).toEqual([1200, 1560]);
  });

  it('fails if an observation fails for another reason', async () => {
    const failure = new Error('denied');
    await expect(walk(poll(() => Promise.reject(failure), options()))).rejects.toBe(failure);
  });
});
