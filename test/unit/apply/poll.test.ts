import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/domain/events.ts';
import { watch, type Look } from '../../../src/apply/poll.ts';
import { AwsError, InterruptedError, WaitTimeoutError } from '../../../src/errors.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { walk } from './walk.ts';

const event: Event = { kind: 'still-waiting', for: ['news'], seconds: 0 };
const waiting = (...events: Event[]): Look<string> => ({ events, waitingFor: ['web', 'db'] });
const done: Look<string> = { events: [event], waitingFor: [], done: { result: 'ready' } };

/** Shows these looks one after the other, the last one for ever. */
function showing(...looks: Look<string>[]) {
  const left = [...looks];
  let count = 0;
  const look = () => {
    count += 1;
    return Promise.resolve((left.length > 1 ? left.shift() : left[0]) as Look<string>);
  };
  return { look, count: () => count };
}

const options = (overrides: object = {}) => ({
  clock: fakeClock(),
  signal: new AbortController().signal,
  timeoutMs: 600_000,
  timeoutHint: 'wait on',
  ...overrides,
});

describe('watching', () => {
  it('ends with the first look that has a result, without a pause', async () => {
    const clock = fakeClock();
    const { events, result } = await walk(watch(showing(done).look, options({ clock })));
    expect([result, events, clock.pauses]).toEqual(['ready', [event], []]);
  });

  it('looks often at first, and every five seconds later', async () => {
    const clock = fakeClock();
    await walk(watch(showing(...Array.from({ length: 10 }, () => waiting()), done).look, options({ clock })));
    expect(clock.pauses.map(Math.round)).toEqual([
      1000, 1300, 1690, 2197, 2856, 3713, 4827, 5000, 5000, 5000,
    ]);
  });

  it('tells every 30 seconds what it waits for, if there is no other news', async () => {
    const quiet = Array.from({ length: 20 }, () => waiting());
    const { events } = await walk(watch(showing(...quiet, { ...done, events: [] }).look, options()));
    expect(events).toEqual([
      { kind: 'still-waiting', for: ['web', 'db'], seconds: 33 },
      { kind: 'still-waiting', for: ['web', 'db'], seconds: 63 },
    ]);
  });

  it('has nothing to tell between other news', async () => {
    const looks = Array.from({ length: 30 }, (_, index) => (index % 5 === 0 ? waiting(event) : waiting()));
    const { events } = await walk(watch(showing(...looks, done).look, options()));
    expect(events).toEqual(Array.from({ length: 7 }, () => event));
  });

  it('ends when the time is up, not later, and says what was waited for', async () => {
    const clock = fakeClock();
    const watching = walk(watch(showing(waiting()).look, options({ clock, timeoutMs: 120_000 })));
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
    const watching = walk(watch(showing(waiting()).look, options({ timeoutMs })));
    await expect(watching).rejects.toThrow(`not finished after ${time}: web, db`);
  });

  it('looks once even if there is no time', async () => {
    expect((await walk(watch(showing(done).look, options({ timeoutMs: 0 })))).result).toBe('ready');
  });

  it('looks once more when the time is just up', async () => {
    const { look, count } = showing(waiting(), waiting(), done);
    expect((await walk(watch(look, options({ timeoutMs: 1_500 })))).result).toBe('ready');
    expect(count()).toBe(3);
  });

  it('ends within a pause when it is interrupted', async () => {
    const interruption = new AbortController();
    const clock = fakeClock((now) => now > 5_000 && interruption.abort(new InterruptedError()));
    const { look, count } = showing(waiting());
    const watching = walk(watch(look, options({ clock, signal: interruption.signal })));
    await expect(watching).rejects.toThrow(InterruptedError);
    expect(count()).toBe(4);
  });

  it('goes on after looks that fail because AWS is out of reach or overloaded', async () => {
    const codes = ['ECONNRESET', 'ThrottlingException', 'ServiceUnavailable'];
    const { look } = showing(waiting(event), done);
    let looks = 0;
    const troubled = () => {
      looks += 1;
      const code = codes[looks - 2];
      return code ? Promise.reject(new AwsError(code, { code })) : look();
    };
    const { events, result } = await walk(watch(troubled, options()));
    expect([looks, result, events]).toEqual([5, 'ready', [event, event]]);
  });

  it('gives up when AWS is out of reach for five minutes', async () => {
    const clock = fakeClock();
    const failure = new AwsError('no way', { code: 'ECONNREFUSED' });
    await expect(walk(watch(() => Promise.reject(failure), options({ clock })))).rejects.toBe(failure);
    expect(Math.floor(clock.now() / 60_000)).toBe(5);
  });

  it('says at the end of the time what it last saw, even if AWS is out of reach then', async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      return looks === 1
        ? Promise.resolve(waiting())
        : Promise.reject(new AwsError('no way', { code: 'ECONNREFUSED' }));
    };
    await expect(walk(watch(look, options({ timeoutMs: 60_000 })))).rejects.toThrow(
      'not finished after 1 minute: web, db',
    );
  });

  it('does not keep in step with other runs', async () => {
    const pausesWith = async (random: () => number) => {
      const clock = fakeClock();
      await walk(watch(showing(waiting(), waiting(), done).look, options({ clock, random })));
      return clock.pauses.map(Math.round);
    };
    expect(await pausesWith(() => 0)).toEqual([800, 1040]);
    expect(await pausesWith(() => 0.999_999)).toEqual([1200, 1560]);
  });

  it('fails as its look fails', async () => {
    const failure = new Error('denied');
    await expect(walk(watch(() => Promise.reject(failure), options()))).rejects.toBe(failure);
  });
});
