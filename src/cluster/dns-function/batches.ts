import type { Decision } from './reconcile.ts';

/** How many values a batch may have. */
export const mostValuesInBatch = 1000;

/** How many characters the values of a batch may have together. */
const mostCharactersInBatch = 32_000;

/**
 * Packs the changes into batches that Route 53 accepts. It accepts or refuses a batch as a whole.
 *
 * @param mostValues lowers the number of values in a batch, but never below what one host needs.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets
 */
export function batchesOf(decisions: readonly Decision[], mostValues = mostValuesInBatch): Decision[][] {
  const batches: Decision[][] = [];
  let freeValues = 0;
  let freeCharacters = 0;
  for (const decision of decisions) {
    const values = [...decision.deletes, ...decision.creates].flatMap((record) => record.values);
    const characters = values.join('').length;
    if (!values.length) continue;
    if (values.length > freeValues || characters > freeCharacters) {
      batches.push([]);
      freeValues = mostValues;
      freeCharacters = mostCharactersInBatch;
    }
    batches.at(-1)?.push(decision);
    freeValues -= values.length;
    freeCharacters -= characters;
  }
  return batches;
}
