import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/domain/diagnostic.ts';
import { checkInputs } from '../../../src/inputs/check-inputs.ts';
import { readFolder } from '../../../src/inputs/read-folder.ts';
import { loadSettings } from '../../../src/settings/load.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ecs-efs-ignore-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const settings = () =>
  loadSettings({ directory, flags: { PREFIX: 'acme' }, words: ['A=4'], environment: {}, user: 'ann' });
const write = (text: string, file = 'web.taskdef') => writeFileSync(join(directory, file), text);
const check = async (names: readonly string[] = []) => {
  const { diagnostics } = await checkInputs(settings(), names, { lenient: false });
  return diagnostics.map((each) => `${formatDiagnostic(each)} [${each.rule?.id}]`);
};
/** A container with too little memory, which is a warning of the rule `task-definition/memory`. */
const container = (before: string, behind = '') => `{ containerDefinitions: [{ name: 'web', image: 'nginx',
${before}
  memory: 4,${behind}
}] }`;
const rule = 'task-definition/memory';
const found = (line: number) =>
  `web.taskdef:${line}:11: warning: memory is 4 MiB, but Docker needs 6 for a container [${rule}]`;

describe('a comment silences the diagnostic of its rule', () => {
  it.each([
    ['in the next line', container(`// ecs-efs-ignore ${rule}: a test`)],
    ['in the next line that holds something', container(`// ecs-efs-ignore ${rule}: a test\n\n// more`)],
    ['in its own line', container('', ` // ecs-efs-ignore ${rule}: a test`)],
    ['as a block', container(`/* ecs-efs-ignore ${rule}: a test */`)],
  ])('%s', async (_, text) => {
    write(text);
    expect(await check()).toEqual([]);
  });

  it('in a template', async () => {
    write(
      container(`// ecs-efs-ignore ${rule}: a test`).replace('memory: 4', 'memory: ${A}'),
      'web.taskdef.template',
    );
    expect(await check()).toEqual([]);
  });

  it('even if that is an error, so that the file is loaded', () => {
    write(`{
      // ecs-efs-ignore task-definition/identity: ECS accepts this name in a partition of ours
      taskRoleArn: 'arn:own:role', containerDefinitions: [{ name: 'web', image: 'nginx', memory: 64 }] }`);
    expect(readFolder(settings())).toMatchObject({ taskDefinitions: [{ family: 'acme-web' }], warnings: [] });
  });

  it('even if several files together cause it', async () => {
    write("{ containerDefinitions: [{ name: 'web', image: 'nginx', memory: 64 }] }");
    write(
      '{\n// ecs-efs-ignore folder/references: another repository loads it\ntaskDefinition: "api" }',
      'web.service',
    );
    expect(await check()).toEqual([]);
  });
});

describe('a comment does not silence a diagnostic', () => {
  it('of a later line', async () => {
    write(container(`// ecs-efs-ignore ${rule}: a test\n  cpu: 1,`));
    expect(await check()).toEqual([
      `web.taskdef:2:1: warning: there is nothing of ${rule} to ignore here; delete this comment [ignore/unused]`,
      found(4),
    ]);
  });

  it('if it gives no reason', async () => {
    write(container(`// ecs-efs-ignore ${rule}`));
    expect(await check()).toEqual([
      `web.taskdef:2:1: warning: write the reason behind the rule: // ecs-efs-ignore ${rule}: … [ignore/no-reason]`,
      found(3),
    ]);
  });

  it('if its rule does not exist', async () => {
    write(container('// ecs-efs-ignore task-definition/memry: a test'));
    expect(await check()).toEqual([
      "web.taskdef:2:1: warning: there is no rule 'task-definition/memry' (did you mean 'task-definition/memory'?); 'check --json' names the rule of each problem [ignore/unknown-rule]",
      found(3),
    ]);
  });

  it('if it has silenced another: two diagnostics need two comments', async () => {
    write(container(`// ecs-efs-ignore ${rule}: a test`, ' memoryReservation: 3,'));
    expect(await check()).toEqual([
      `web.taskdef:3:33: warning: memoryReservation is 3 MiB, but Docker needs 6 for a container [${rule}]`,
    ]);
    write(
      container(
        `// ecs-efs-ignore ${rule}: a test\n// ecs-efs-ignore ${rule}: a test`,
        ' memoryReservation: 3,',
      ),
    );
    expect(await check()).toEqual([]);
  });

  it('that keeps the file from being read', async () => {
    write(container('// ecs-efs-ignore schema/type: a test').replace('memory: 4', "memory: 'x'"));
    expect(await check()).toEqual([
      expect.stringMatching(/memory is "x", but must be a whole number \[schema\/type\]$/),
    ]);
  });

  it('of files that are not read, and this is no warning', async () => {
    write(container(`// ecs-efs-ignore folder/hosts: a test\n// ecs-efs-ignore ${rule}: a test`));
    expect(await check(['web.taskdef'])).toEqual([]);
    expect(await check()).toHaveLength(1);
  });
});
