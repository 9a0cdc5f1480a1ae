import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../src/domain/events.ts';
import { createLiveReporter } from '../../../../src/report/modes/live-reporter.ts';
import {
  allLines,
  emptyView,
  fittingLines,
  withEvent,
  type Size,
} from '../../../../src/report/modes/live-view.ts';

const service = (
  name: string,
  running: number,
  overrides: Partial<Extract<Event, { kind: 'service' }>> = {},
): Event => ({
  kind: 'service',
  service: name,
  desired: 2,
  running,
  pending: 0,
  rollout: 'IN_PROGRESS',
  steady: running === 2,
  ...overrides,
});
const resource = (name: string, status: string): Event => ({
  kind: 'stack-resource',
  resource: name,
  resourceType: 'AWS::X::Y',
  status,
  reason: undefined,
});
/** Each event a second after the one before. */
const viewOf = (...events: readonly Event[]) =>
  events.reduce((state, event, index) => withEvent(state, event, index * 1000), emptyView);
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text.trimEnd());
const many = (count: number, isSteady: (index: number) => boolean) =>
  viewOf(...Array.from({ length: count }, (_, index) => service(`web-${index}`, isSteady(index) ? 2 : 0)));

describe('the view', () => {
  it('has one row per service, with its counts, state and age', () => {
    const view = viewOf(
      service('web', 0),
      service('long-name', 1, { pending: 1, rollout: undefined }),
      service('web', 2),
    );
    expect(texts(allLines(view, 75_000))).toEqual([
      'SERVICE    DESIRED RUNNING PENDING  STATE           AGE',
      'web              2       2       0  steady           2s',
      'long-name        2       1       1  waiting       1m14s',
    ]);
  });

  it('has one row per resource of the stack as it is now', () => {
    const view = viewOf(
      resource('FileSystem', 'CREATE_IN_PROGRESS'),
      resource('Nodes', 'CREATE_IN_PROGRESS'),
      resource('FileSystem', 'CREATE_COMPLETE'),
    );
    expect(texts(allLines(view, 5000))).toEqual([
      'CREATE_COMPLETE      FileSystem (AWS::X::Y)',
      'CREATE_IN_PROGRESS   Nodes (AWS::X::Y)  4s',
    ]);
  });

  it.each<[string, Size]>([
    ['a window of usual size', { columns: 80, rows: 24 }],
    ['a small window', { columns: 40, rows: 10 }],
    ['a tiny window', { columns: 10, rows: 2 }],
    ['a window of one line', { columns: 1, rows: 1 }],
  ])('fits into %s', (_, size) => {
    const lines = fittingLines(
      many(40, (index) => index % 2 === 0),
      size,
      0,
    );
    expect(lines.length).toBeLessThanOrEqual(Math.max(1, size.rows - 1));
    expect(lines.length).toBeGreaterThan(0);
    for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(Math.max(1, size.columns - 1));
  });

  it('shows first what is in progress, if not all rows fit, and counts the rest', () => {
    const lines = texts(
      fittingLines(
        many(40, (index) => index !== 39),
        { columns: 80, rows: 8 },
        0,
      ),
    );
    expect(lines).toHaveLength(7);
    expect(lines.some((line) => line.startsWith('web-39 '))).toBe(true);
    expect(lines.at(-1)).toBe('… and 35 more, 35 of them done');
  });
});

describe('the live reporter', () => {
  function live(size: Size, colour = false) {
    const written: string[] = [];
    const ticks: (() => void)[] = [];
    let stopped = 0;
    const reporter = createLiveReporter({
      size: () => size,
      colour,
      write: (text) => written.push(text.replaceAll('\u001B', 'ESC')),
      now: () => 0,
      onTick: (callback) => {
        ticks.push(callback);
        return () => {
          stopped += 1;
        };
      },
    });
    return { writes: written, reporter, ticks, stopped: () => stopped };
  }
  const size = { columns: 80, rows: 24 };

  it('redraws with one write for each change, which overwrites the lines before and clears nothing first', () => {
    const { writes, reporter } = live(size);
    reporter.event(service('web', 0));
    reporter.event(service('web', 1));
    expect(writes).toHaveLength(2);
    expect(writes[1]).toMatch(/^\rESC\[2A.*SERVICE/);
    expect(writes.join('')).not.toMatch(/ESC\[(2J|1J|2K)/);
    expect(writes[1]?.endsWith('ESC[J')).toBe(true);
  });

  it('overwrites lines that a narrower window has wrapped', () => {
    const window = { columns: 80, rows: 24 };
    const { writes, reporter, ticks } = live(window);
    reporter.event(service('web', 0));
    window.columns = 20;
    ticks[0]?.();
    expect(writes[1]).toMatch(/^\rESC\[6A/);
  });

  it('leaves lines of the log above the view, and the last view in the scrollback', () => {
    const { writes, reporter, stopped } = live(size);
    reporter.event(service('web', 1));
    reporter.event({ kind: 'warning', message: 'no room' });
    expect(writes[1]).toMatch(/^\rESC\[2Awarning: no roomESC\[K\nSERVICE/);
    reporter.event(service('web', 2));
    reporter.close();
    expect(writes.at(-1)).toMatch(/web .*steady/);
    reporter.event({ kind: 'warning', message: 'after' });
    expect(writes.at(-1)).toBe('\rwarning: afterESC[K\nESC[J');
    expect(stopped()).toBe(1);
  });

  it('leaves all rows on the screen at the end, however many', () => {
    const { writes, reporter } = live({ columns: 80, rows: 10 });
    for (let index = 0; index < 40; index += 1) reporter.event(service(`web-${index}`, 2));
    reporter.close();
    expect(writes.at(-1)?.match(/web-\d+ /g)).toHaveLength(40);
  });

  it('writes colours only if the terminal has them', () => {
    const [plain, coloured] = [false, true].map((colour) => {
      const { writes, reporter } = live(size, colour);
      reporter.event(service('web', 2));
      return writes.join('');
    });
    expect(plain).not.toMatch(/ESC\[\d+m/);
    expect(coloured).toContain('ESC[32mweb');
  });
});
