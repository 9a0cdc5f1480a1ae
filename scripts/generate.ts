import { writeFileSync } from 'node:fs';
import { shippedPath } from '../src/lib/package-files.ts';
import { ensureVenv } from '../test/support/venv.ts';
import { generatedFiles } from './generate/generated-files.ts';
import { generateTemplate } from './generate/template.ts';

// `npm run generate`: writes every generated file and part of a file.

ensureVenv(console.log);
for (const [name, text] of generatedFiles()) {
  writeFileSync(shippedPath(name), text);
  console.log(`wrote ${name}`);
}
await generateTemplate();
console.log('updated the generated parts of ecs-cluster.cf.yaml');
