import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync, type TSPropertySignature, type TSType } from 'oxc-parser';

/** What a member of a request may hold, in the words of the SDK's declarations. */
export type ModelType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly of: ModelType };

export interface ModelMember {
  readonly type: ModelType;
  readonly required: boolean;
  /** The comment above it, as HTML. */
  readonly documentation: string;
}

/** The types of an SDK client that requests are made of. */
export interface SdkModel {
  readonly version: string;
  readonly structures: ReadonlyMap<string, ReadonlyMap<string, ModelMember>>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

const require = createRequire(import.meta.url);

/** Reads the declarations of the installed `@aws-sdk/client-ecs`. */
export function readSdkModel(): SdkModel {
  const manifest = require.resolve('@aws-sdk/client-ecs/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const structures = new Map<string, Map<string, ModelMember>>();
  const enums = new Map<string, string[]>();
  for (const file of ['enums', 'models_0', 'models_1']) {
    const text = readFileSync(join(dirname(manifest), 'dist-types', 'models', `${file}.d.ts`), 'utf8');
    const { program, comments } = parseSync(`${file}.d.ts`, text);
    const documentationOf = ({ start }: { start: number }): string => {
      const comment = comments.findLast(({ end }) => end <= start && text.slice(end, start).trim() === '');
      return comment?.value ?? '';
    };
    const membersOf = (signatures: readonly object[]) =>
      new Map(
        signatures.filter(isProperty).map((property) => [
          nameOf(property.key),
          {
            type: typeOf(property.typeAnnotation?.typeAnnotation),
            required: !property.optional,
            documentation: documentationOf(property),
          },
        ]),
      );
    for (const statement of program.body) {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
      if (declared?.type === 'TSInterfaceDeclaration') {
        structures.set(declared.id.name, membersOf(declared.body.body));
      } else if (declared?.type === 'TSModuleDeclaration' && declared.body?.type === 'TSModuleBlock') {
        structures.set(nameOf(declared.id), unionMembers(declared.body.body, membersOf));
      } else if (declared?.type === 'VariableDeclaration') {
        const [variable] = declared.declarations;
        const type = variable?.id.typeAnnotation?.typeAnnotation;
        if (variable && type?.type === 'TSTypeLiteral') {
          enums.set(nameOf(variable.id), type.members.filter(isProperty).map(literalOf));
        }
      }
    }
  }
  return { version, structures, enums };
}

/** A union is declared as a namespace with one interface per member, each of which holds that member alone. */
function unionMembers(
  statements: readonly object[],
  membersOf: (signatures: readonly object[]) => Map<string, ModelMember>,
): Map<string, ModelMember> {
  const all = new Map<string, ModelMember>();
  for (const statement of statements) {
    const inner = 'declaration' in statement ? statement.declaration : statement;
    const { type, id, body } = inner as { type: string; id?: object; body?: { body: readonly object[] } };
    if (type !== 'TSInterfaceDeclaration' || !id || !body || !nameOf(id).endsWith('Member')) continue;
    for (const [name, member] of membersOf(body.body)) {
      if (member.required && !name.startsWith('$')) all.set(name, { ...member, required: false });
    }
  }
  return all;
}

function isProperty(signature: object): signature is TSPropertySignature {
  return (signature as { type: string }).type === 'TSPropertySignature';
}

function nameOf(key: object): string {
  const { name, value } = key as { name?: string; value?: string };
  return name ?? value ?? '';
}

function literalOf(property: TSPropertySignature): string {
  const type = property.typeAnnotation?.typeAnnotation;
  if (type?.type !== 'TSLiteralType') throw new Error(`${nameOf(property.key)} has no fixed value`);
  return String((type.literal as { value: unknown }).value);
}

function typeOf(type: TSType | undefined): ModelType {
  switch (type?.type) {
    case 'TSStringKeyword':
      return { kind: 'string' };
    case 'TSNumberKeyword':
      return { kind: 'number' };
    case 'TSBooleanKeyword':
      return { kind: 'boolean' };
    case 'TSArrayType':
      return { kind: 'list', of: typeOf(type.elementType) };
    case 'TSUnionType': {
      const [only, ...others] = type.types.filter(({ type: kind }) => kind !== 'TSUndefinedKeyword');
      return others.length === 0 ? typeOf(only) : { kind: 'any' };
    }
    case 'TSTypeReference': {
      const name = nameOf(type.typeName);
      if (name === '__DocumentType') return { kind: 'any' };
      if (name === 'Record') return { kind: 'map', of: typeOf(type.typeArguments?.params[1]) };
      return { kind: 'named', name };
    }
    default:
      return { kind: 'any' };
  }
}
