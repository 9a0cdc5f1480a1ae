import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleAgent, packAgent } from './bundle-agent.ts';
import { bundleLambda } from './bundle-lambda.ts';
import { packCode, unpackCode } from './pack-code.ts';
import { nodeUserData } from './user-data.ts';

const templateFile = fileURLToPath(new URL('../../ecs-cluster.cf.yaml', import.meta.url));

/** A generated part of the template: the lines between `# begin NAME` and `# end NAME`. */
const part = /^( *)# begin (\S+).*\n([\s\S]*?)^ *# end \2$/gm;

/** Generates the parts by name: lines without the indentation of their marks. */
export async function generatedParts(): Promise<Record<string, string[]>> {
  const userData = nodeUserData().trimEnd().split('\n');
  return {
    // As little indentation as YAML allows, because each space counts once per line.
    'user-data': [
      'UserData:',
      ' Fn::Base64: !Sub',
      '  - |',
      ...userData.map((line) => (line ? `   ${line}` : '')),
      '  - { FileSystem: !If [CreateFileSystem, !Ref FileSystem, !Ref FileSystemId] }',
    ],
    'proxy-agent': [`Value: ${packAgent(bundleAgent())}`],
    'dns-function': [`ZipFile: ${packCode(await bundleLambda('src/cluster/dns-function/main.ts'))}`],
  };
}

/** The parts that a template has, without the indentation of their marks. */
export function partsOf(template: string): Record<string, string[]> {
  return Object.fromEntries(
    [...template.matchAll(part)].map(([, indent = '', name = '', text = '']) => [
      name,
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(indent.length)),
    ]),
  );
}

/** Puts the parts into the template, each between its marks. */
function withParts(template: string, parts: Readonly<Record<string, readonly string[]>>): string {
  return template.replace(part, (found, indent: string, name: string) => {
    const lines = parts[name];
    if (!lines) throw new Error(`nothing generates the part ${name} of the template`);
    const [begin] = found.split('\n');
    return [begin, ...lines.map((line) => (line ? indent + line : '')), `${indent}# end ${name}`].join('\n');
  });
}

/** The same parts, unpacked: the packed text depends on the version of Node.js. */
export function unpacked(parts: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, lines]) => [name, lines.map(unpackCode).join('\n')]),
  );
}

/** Updates the generated parts of `ecs-cluster.cf.yaml`. */
export async function generateTemplate(): Promise<void> {
  const template = readFileSync(templateFile, 'utf8');
  writeFileSync(templateFile, withParts(template, await generatedParts()));
}
