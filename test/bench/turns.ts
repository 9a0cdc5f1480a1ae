import { quantile, sampleOf, type Sample } from './sample.ts';

let probes: number[] = [];

/**
 * Runs contenders in turn (A B A B…), after one round that does not count.
 *
 * @param contenders each gives what it measured of one run
 */
export async function takeTurns<Name extends string>(
  contenders: Readonly<Record<Name, () => number | Promise<number>>>,
  runs: number,
): Promise<Record<Name, Sample>> {
  const names = Object.keys(contenders) as Name[];
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run <= runs; run += 1) {
    probe();
    for (const name of names) {
      const result = await contenders[name]();
      if (run > 0) measured.get(name)?.push(result);
    }
  }
  return Object.fromEntries(names.map((name) => [name, sampleOf(measured.get(name) ?? [])])) as Record<
    Name,
    Sample
  >;
}

/** Does the same piece of work each time: how long it takes tells what else the machine does. */
export function probe(): void {
  const begin = performance.now();
  let number = 1;
  for (let round = 0; round < 2e6; round += 1) number = (number * 1_103_515_245 + 12_345) % 2_147_483_648;
  // Looked at, so that the work cannot be left out.
  if (number >= 0) probes.push(performance.now() - begin);
}

/** Forgets how noisy it was. */
export function forgetNoise(): void {
  probes = [];
}

/** How much longer than usual the machine takes when it is disturbed: 1 is a quiet machine. */
export function noise(): number {
  const sorted = probes.toSorted((a, b) => a - b);
  return quantile(sorted, 0.9) / quantile(sorted, 0.5);
}

/** From which noise on a figure says little. */
export const tooNoisy = 1.25;
