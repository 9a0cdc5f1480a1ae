import { inputKinds, type InputKind } from '../../src/inputs/kinds.ts';
import { schemaText } from './schemas.ts';
import { skeletonCommands, skeletonText } from './skeletons.ts';

/** Every generated file of the repository, by its path from the root, with the text that it must have. */
export function generatedFiles(): Map<string, string> {
  return new Map([
    ...inputSchemaFiles(),
    ...Object.entries(skeletonCommands).map(
      ([file, command]) => [`templates/${file}`, skeletonText(command)] as const,
    ),
  ]);
}

/** Those that come from the installed SDK alone. */
export function inputSchemaFiles(): [string, string][] {
  const kinds = Object.keys(inputKinds) as InputKind[];
  return kinds.map((kind) => [`templates/${kind}.schema.json`, schemaText(kind)]);
}
