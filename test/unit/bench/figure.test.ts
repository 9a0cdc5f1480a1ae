import { describe, expect, it } from 'vitest';
import { verdictOf, type Chapter, type Figure } from '../../bench/figure.ts';
import { failures } from '../../bench/report.ts';
import { ratioOf, sampleOf } from '../../bench/sample.ts';

const figure = (overrides: Partial<Figure>): Figure => ({ name: 'it', unit: 'ms', value: 1, ...overrides });
const atMost = (number: number, what: 'value' | 'ratio' = 'value') => ({ what, atMost: number });

describe('a goal is', () => {
  it.each<[string, Partial<Figure>]>([
    ['met', { value: 3, goal: atMost(3) }],
    ['missed', { value: 4, goal: atMost(3) }],
    ['met', { value: sampleOf([1, 2, 3]), goal: atMost(3) }],
    ['missed', { value: sampleOf([4, 5, 6]), goal: atMost(3) }],
    ['too noisy to tell', { value: sampleOf([1, 2, 3, 9, 9]), goal: atMost(3) }],
    ['missed', { value: 1, ratio: sampleOf([0.8]), goal: { what: 'ratio', atLeast: 0.95 } }],
  ])('%s', (verdict, overrides) => {
    expect(verdictOf(figure(overrides))).toBe(verdict);
  });
});

it('runs are compared pair by pair, so that what disturbs both disturbs neither', () => {
  expect(ratioOf(sampleOf([10, 20, 30]), sampleOf([10, 10, 30])).runs).toEqual([1, 2, 1]);
});

it('a run fails because of calls and code, and never because of a time', () => {
  const chapter: Chapter = {
    title: 'Chapter',
    method: '',
    figures: [
      figure({ name: 'calls', unit: 'calls', isExact: true, value: 16, goal: atMost(15) }),
      figure({ name: 'code', unit: 'bytes', isExact: true, value: 2000, goal: atMost(1000) }),
      figure({ name: 'time', value: 16, goal: atMost(15) }),
      figure({ name: 'ratio', value: sampleOf([9]), ratio: sampleOf([9]), goal: atMost(1, 'ratio') }),
    ],
  };
  expect(failures([chapter])).toEqual([
    'Chapter: calls, 16 calls, at most 15 calls: missed',
    'Chapter: code, 2 kB, at most 1 kB: missed',
  ]);
});
