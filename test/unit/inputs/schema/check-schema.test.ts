import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonDocument } from '../../../../src/inputs/document/json-document.ts';
import { sourceText } from '../../../../src/inputs/document/source-text.ts';
import { checkSchema } from '../../../../src/inputs/schema/check-schema.ts';
import { loadSchema } from '../../../../src/inputs/schema/schema.ts';
import type { Json } from '../../../../src/lib/json.ts';
import { fixtures } from '../fixtures.ts';

// The oracle is ajv, a complete implementation of JSON Schema.

const kinds = ['taskdef', 'service'] as const;
const ajv = new Ajv({ allErrors: true, strict: false });
const oracles = {
  taskdef: ajv.compile(loadSchema('taskdef')),
  service: ajv.compile(loadSchema('service')),
};

function ours(kind: 'taskdef' | 'service', value: Json): string[] {
  const found = checkSchema(loadSchema(kind), value).map((violation) => {
    const pointer = violation.path.map(
      (step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    );
    return `${pointer.join('')} ${violation.keyword} ${'name' in violation ? violation.name : ''}`;
  });
  return found.toSorted();
}

/** The checker stops at a wrong type; ajv then also says that the value is none of the words. */
function theirs(kind: 'taskdef' | 'service', value: Json): string[] {
  const validate = oracles[kind];
  validate(value);
  const errors = validate.errors ?? [];
  const ofWrongType = new Set(errors.flatMap((each) => (each.keyword === 'type' ? each.instancePath : [])));
  return errors
    .filter(({ keyword, instancePath }) => keyword !== 'enum' || !ofWrongType.has(instancePath))
    .map(({ keyword, instancePath, params }) => {
      const { missingProperty, additionalProperty } = params as Record<string, string>;
      return `${instancePath} ${keyword} ${missingProperty ?? additionalProperty ?? ''}`;
    })
    .toSorted();
}

const corpus = [...fixtures('taskdefs'), ...fixtures('services')].flatMap(({ file, text }) => {
  const { document } = parseJsonDocument(sourceText(file, text));
  return document ? [document.value] : [];
});

describe('the checker finds what ajv finds', () => {
  it('in every fixture, against both schemas', () => {
    expect(corpus.length).toBeGreaterThan(130);
    for (const value of corpus) {
      for (const kind of kinds) expect(ours(kind, value)).toEqual(theirs(kind, value));
    }
  });

  it('in any JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.jsonValue(), (kind, value) => {
        expect(ours(kind, value as Json)).toEqual(theirs(kind, value as Json));
      }),
    );
  });

  it('in fixtures whose members were replaced, removed and added at random', () => {
    const names = fc.constantFrom(
      'name',
      'memory',
      'protocol',
      'type',
      'a/b~c',
      'constructor',
      '__proto__',
      'toString',
      '',
    );
    const values = fc.oneof(
      fc.constantFrom<Json[]>(
        null,
        true,
        0,
        1.5,
        -1,
        1e300,
        '',
        'tcp',
        'TCP',
        'awsvpc',
        [],
        [null],
        {},
        [{}],
        [[]],
      ),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    );
    const change = fc.record({
      step: fc.nat(),
      name: names,
      value: values,
      how: fc.constantFrom('replace', 'remove', 'add'),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...corpus), changes, (kind, original, all) => {
        const value = all.reduce(mutate, original);
        expect(ours(kind, value)).toEqual(theirs(kind, value));
      }),
      { numRuns: 2000 },
    );
  });
});

interface Change {
  readonly step: number;
  readonly name: string;
  readonly value: Json;
  readonly how: string;
}

/** The value with one change, at the place that `step` selects. */
function mutate(root: Json, { step, name, value, how }: Change): Json {
  let count = 0;
  const size = (each: Json): number =>
    1 +
    (typeof each === 'object' && each !== null
      ? Object.values(each).reduce((sum: number, inner) => sum + size(inner as Json), 0)
      : 0);
  const target = step % size(root);
  const walk = (each: Json): Json | undefined => {
    const isTarget = count === target;
    count += 1;
    if (isTarget && how !== 'add') return how === 'replace' ? value : undefined;
    if (Array.isArray(each)) {
      const items = (each as readonly Json[]).flatMap((item) => walk(item) ?? []);
      return isTarget ? [...items, value] : items;
    }
    if (typeof each !== 'object' || each === null) return isTarget ? value : each;
    const entries = Object.entries(each).flatMap(([key, inner]) => {
      const changed = walk(inner as Json);
      return changed === undefined ? [] : [[key, changed] as const];
    });
    return Object.fromEntries(isTarget ? [...entries, [name, value]] : entries);
  };
  return walk(root) ?? {};
}

it('a value of five thousand levels is checked without running out of stack', () => {
  const schema = {
    $ref: '#/definitions/List',
    definitions: { List: { type: 'array' as const, items: { $ref: '#/definitions/List' } } },
  };
  const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`) as Json;
  expect(checkSchema(schema, deep)).toMatchObject([{ keyword: 'type', value: 1 }]);
});
