import { writeFileSync } from 'node:fs';
import { shippedPath } from '../src/lib/package-files.ts';
import { ensureVenv } from '../test/support/venv.ts';
import { generatedFiles } from './generate/generated-files.ts';
import { generateTemplate } from './generate/template.ts';

// `npm run generate`: writes every part of the repository that is made from something else.

ensureVenv(console.log);
for (const [name, text] of generatedFiles()) {
  writeFileSync(shippedPath(name), text);
  console.log(`wrote ${name}`);
}
await generateTemplate();
console.log('brought the generated parts of ecs-cluster.cf.yaml up to date');
