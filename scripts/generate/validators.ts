import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { schemaText, type SchemaKind } from './schemas.ts';

const header = `// @ts-nocheck
/* eslint-disable */
// Made by test/generate/validators.ts with ajv from the schema beside it; 'npm run generate' makes it anew.
`;

/**
 * The text of `src/inputs/schemas/validate-KIND.ts`: the schema as a function. Made beforehand, so that a run
 * neither loads a compiler of schemas nor waits for one.
 */
export function validatorText(kind: SchemaKind): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  const validate = ajv.compile(JSON.parse(schemaText(kind), withoutProse) as object);
  const code = standaloneCode.default(ajv, validate).replace('"use strict";', '');
  return header + code.replace(/^export default .*;$/m, '').replace(/^\n+/, '');
}

/** What is for readers alone, and would only make the function larger. */
function withoutProse(name: string, value: unknown): unknown {
  const isProse = typeof value === 'string' && ['description', 'title', '$comment'].includes(name);
  return isProse ? undefined : value;
}
