import { inputKinds, type InputKind } from '../../src/inputs/kinds.ts';
import { readSdkModel, type ModelMember, type ModelType, type SdkModel } from './sdk-model.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The declarations say `number` for integers as for fractions; these are fractions.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html
 */
const fractions = new Set(['stepPercent', 'canaryPercent']);

/** ECS refuses a container without them, though its model does not say so. */
const alsoRequired: Readonly<Record<string, readonly string[]>> = { ContainerDefinition: ['name', 'image'] };

const longestDescription = 240;

/** The text of `templates/KIND.schema.json`, made from the types of the installed SDK. */
export function schemaText(kind: InputKind): string {
  return `${JSON.stringify(makeSchema(kind, readSdkModel()), undefined, 1)}\n`;
}

function makeSchema(kind: InputKind, model: SdkModel): Schema {
  const { action, nameMember } = inputKinds[kind];
  const definitions = new Map<string, Schema>();
  const root = structureSchema(`${action}Request`, model, definitions);
  // The program fills it in from the file's name.
  const required = (root['required'] as string[]).filter((name) => name !== nameMember);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: `Made by scripts/generate/schemas.ts from @aws-sdk/client-ecs ${model.version} (Apache-2.0), and AWS's words in it.`,
    title: `A .${kind} file of ecs-efs: what ${action} takes`,
    ...root,
    properties: {
      $schema: { type: 'string', description: 'The schema that an editor checks this file with.' },
      ...(root['properties'] as object),
    },
    required,
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function structureSchema(name: string, model: SdkModel, definitions: Map<string, Schema>): Schema {
  const members = model.structures.get(name);
  if (!members) throw new Error(`the SDK declares no ${name}`);
  const required = [...members].filter(([, member]) => member.required).map(([member]) => member);
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...members].map(([member, declared]) => [member, memberSchema(member, declared, model, definitions)]),
    ),
    required: [...required, ...(alsoRequired[name] ?? [])],
    additionalProperties: false,
  };
}

function memberSchema(
  name: string,
  member: ModelMember,
  model: SdkModel,
  definitions: Map<string, Schema>,
): Schema {
  const schema = typeSchema(member.type, model, definitions);
  const description = describe(member.documentation);
  return {
    ...schema,
    ...(fractions.has(name) && { type: 'number' }),
    ...(description !== '' && { description }),
  };
}

function typeSchema(type: ModelType, model: SdkModel, definitions: Map<string, Schema>): Schema {
  switch (type.kind) {
    case 'any':
      return {};
    case 'number':
      return { type: 'integer' };
    case 'string':
    case 'boolean':
      return { type: type.kind };
    case 'list':
      return { type: 'array', items: typeSchema(type.of, model, definitions) };
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(type.of, model, definitions) };
    case 'named': {
      const words = model.enums.get(type.name);
      if (words) return { type: 'string', enum: words };
      if (!definitions.has(type.name)) {
        // Its place is taken first, for types that hold themselves.
        definitions.set(type.name, {});
        definitions.set(type.name, structureSchema(type.name, model, definitions));
      }
      return { $ref: `#/definitions/${type.name}` };
    }
  }
}

/** The first sentences of AWS's page, as plain text. */
function describe(comment: string): string {
  const [, paragraph = ''] = /<p>(.*?)<\/p>/s.exec(comment) ?? [];
  const text = paragraph
    .replace(/^\s*\*\s?/gm, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
  const [first = '', ...others] = text.split(/(?<=[.:])\s+(?=[A-Z])/);
  let description = first;
  for (const sentence of others) {
    if (/^For (more|information)/.test(sentence)) break;
    if (description.length + sentence.length >= longestDescription) break;
    description += ` ${sentence}`;
  }
  return description.replace(/:$/, '.');
}
