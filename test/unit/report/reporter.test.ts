import { describe, expect, it } from 'vitest';
import { createReporter, type Mode } from '../../../src/report/reporter.ts';

function speak(given: Partial<Mode>): { out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const mode = { json: false, events: false, silent: false, ...given };
  const reporter = createReporter({ out: (line) => out.push(line), err: (line) => err.push(line) }, mode);
  reporter.event({ kind: 'still-waiting', for: ['web'], seconds: 30 });
  reporter.result({ lines: ['one', 'two'], data: { a: 1 } });
  return { out, err };
}

describe('a run reports', () => {
  const progress = ['still waiting after 30 s for web'];
  const json = ['{\n  "a": 1\n}'];

  it.each([
    [
      'in lines, progress apart from the result',
      { json: false, silent: false },
      { out: ['one', 'two'], err: progress },
    ],
    ['in one JSON document', { json: true, silent: false }, { out: json, err: progress }],
    ['not at all', { json: false, silent: true }, { out: [], err: [] }],
    [
      'in one line of JSON for each event',
      { json: false, silent: false, events: true },
      {
        out: ['{"event":"still-waiting","for":["web"],"seconds":30}', '{"event":"result","a":1}'],
        err: [],
      },
    ],
    ['in JSON alone', { json: true, silent: true }, { out: json, err: [] }],
  ])('%s', (_, mode, expected) => {
    expect(speak(mode)).toEqual(expected);
  });
});
