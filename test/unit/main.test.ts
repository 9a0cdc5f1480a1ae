import { expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { main } from '../../src/main.ts';

it('a bug of the program ends with exit status 70 and asks for a report', async () => {
  const err: string[] = [];
  const status = await main(['info', 'PREFIX=acme'], {
    output: {
      out: () => {
        throw new TypeError('x is undefined');
      },
      err: (line) => err.push(line),
    },
    environment: {},
    directory: '/nowhere',
    user: 'tester',
    clock: systemClock,
    signal: new AbortController().signal,
    ask: () => Promise.reject(new Error('nobody answers')),
  });
  expect(status).toBe(70);
  expect(err[0]).toContain('this is a bug of ecs-efs: x is undefined');
  expect(err[1]).toContain('--debug');
});
