import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedPath } from '../../src/lib/package-files.ts';
import { createFolder, type Folder } from '../support/cli.ts';

// `ecs-efs check` and `ecs-efs schema`, without credentials and without a network.

const web = '{ "containerDefinitions": [{ "name": "web", "image": "nginx", "memory": 64 }] }';

let folder: Folder;
beforeEach(() => {
  folder = createFolder({
    'local.mk': 'PREFIX=acme\n',
    'good.taskdef': web,
    'good.service': '{ "desiredCount": 2 }',
    'bad.taskdef':
      '{\n\t"containerDefinitions": [\n\t\t{ "name": "web", "image": "nginx", "memoryReservaton": 64 }\n\t]\n}\n',
    'draft.service.template': '{ "taskDefinition": "${TASK_PREFIX}draft" }',
  });
});
afterEach(() => folder.remove());

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [shippedPath('dist/bin.js'), ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], HOME: tmpdir(), ...env },
    encoding: 'utf8',
  });
}

const field =
  "bad.taskdef:3:38: 'memoryReservaton' is not a field of a container (did you mean 'memoryReservation'?)";
const memory =
  'bad.taskdef:3:3: a container needs "memoryReservation": MiB (what it is given at least) or "memory": MiB (its limit)';
const missing =
  "draft.service.template:1:21: warning: there is no acme-draft.taskdef here; without one, 'acme-draft' or 'acme-draft' must be in AWS";

describe('check', () => {
  test('prints what it finds in the folder, one line each, and ends with 2', () => {
    expect(run(['check'])).toMatchObject({
      status: 2,
      stderr: '',
      stdout: `${memory}\n${field}\n${missing}\n4 files checked: 2 errors, 1 warning.\n`,
    });
  });

  test('ends with 0 where there are only warnings, and checks named files alone', () => {
    expect(run(['check', 'good.taskdef', 'good.service'])).toMatchObject({
      status: 0,
      stdout: '2 files checked: nothing wrong.\n',
    });
    expect(run(['check', 'draft.service.template']).status).toBe(0);
  });

  test('finds the task definition of a service that is named alone among the files beside it', () => {
    expect(run(['check', 'good.service']).stdout).toBe('1 file checked: nothing wrong.\n');
  });

  test('checks the parameters of the stack against its template', () => {
    folder.write({
      'ecs-cluster.params':
        'VpcId = vpc-12345678\nSubnetA=subnet-12345678\nSubnetB=subnet-1\nSubnetC=subnet-12345678\nMinNodes=9\nArchitecture=arm\n',
    });
    const { stdout, status } = run(['check', 'ecs-cluster.params']);
    expect(status).toBe(2);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^ecs-cluster\.params:3:9: SubnetB is 'subnet-1', but must be .*subnet-/),
      'ecs-cluster.params:5:1: MinNodes is 9, but must not be above MaxNodes (6)',
      "ecs-cluster.params:6:14: Architecture is 'arm', but must be x86_64, arm64",
      '1 file checked: 3 errors.',
      '',
    ]);
  });

  test('with --json, prints one document', () => {
    const { stdout, status } = run(['check', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      files: 4,
      errors: 2,
      problems: [
        { file: 'bad.taskdef', line: 3, column: 3, severity: 'error', rule: 'task-definition/memory' },
        { file: 'bad.taskdef', line: 3, column: 38, severity: 'error', rule: 'schema/unknown-field' },
        {
          file: 'draft.service.template',
          line: 1,
          column: 21,
          severity: 'warning',
          rule: 'folder/references',
        },
      ],
    });
  });

  test('with --format github, prints annotations at paths from the root of the repository', () => {
    const { stdout } = run(['check', '--format', 'github', 'bad.taskdef'], {
      GITHUB_WORKSPACE: `${folder.path}/..`,
    });
    const name = folder.path.split('/').at(-1);
    expect(stdout.split('\n')[1]).toBe(
      `::error file=${name}/bad.taskdef,line=3,col=38,title=schema/unknown-field::'memoryReservaton' is not a field of a container (did you mean 'memoryReservation'?)`,
    );
  });

  test('with --format sarif, prints a log that code scanners read', () => {
    const log = JSON.parse(run(['check', '--format', 'sarif', 'bad.taskdef']).stdout);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'ecs-efs' } } }] });
    const page = expect.stringMatching(
      /^https:\/\/docs\.aws\.amazon\.com\/.*API_RegisterTaskDefinition\.html$/,
    );
    expect(log.runs[0].tool.driver.rules).toContainEqual({ id: 'schema/unknown-field', helpUri: page });
    expect(log.runs[0].results[1]).toMatchObject({
      ruleId: 'schema/unknown-field',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'bad.taskdef' },
            region: { startLine: 3, startColumn: 38 },
          },
        },
      ],
    });
  });

  test('a file of another kind is refused with the kinds that there are', () => {
    expect(run(['check', 'local.mk'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('They end in .taskdef, .service'),
    });
  });

  test('a file that does not exist is an error', () => {
    expect(run(['check', 'none.taskdef'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('none.taskdef: the file cannot be read (there is no such file)'),
    });
  });

  test('two task definitions that claim the same host and port are a warning', () => {
    const claim = (host: string) =>
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: 64, dockerLabels: { 'proxy.host': '${host}' } }] }`;
    folder.write({ 'one.taskdef': claim('a.com b.com'), 'two.taskdef': claim('B.com') });
    expect(run(['check', 'one.taskdef', 'two.taskdef'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(
        'two.taskdef:1:93: warning: b.com:80 is claimed by one.taskdef as well',
      ),
    });
  });

  test('a port that the stack does not open is a warning, and so is a host name that DNS does not know', () => {
    const labelled = (labels: object) =>
      JSON.stringify({ containerDefinitions: [{ name: 'a', image: 'b', memory: 64, dockerLabels: labels }] });
    folder.write({
      'one.taskdef': labelled({ 'proxy.host': 'a.com', 'proxy.ports': '8443' }),
      'two.taskdef': labelled({ 'dns.hostname': 'not valid!' }),
    });
    const closed =
      "one.taskdef:1:113: warning: the proxy serves port 8443, but the nodes' security group does not open it; to open it, write ProxyPorts=80,443,8443 into ecs-cluster.params";
    expect(run(['check', 'one.taskdef'])).toMatchObject({
      status: 0,
      stdout: `${closed}\n1 file checked: 1 warning.\n`,
    });
    expect(run(['check', 'two.taskdef'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining(
        'dns.hostname: "valid!" is not a host name of up to 244 characters, such as www.example.com',
      ),
    });
    folder.write({
      'ecs-cluster.params':
        'VpcId=vpc-12345678\nSubnetA=subnet-12345678\nSubnetB=subnet-12345678\nSubnetC=subnet-12345678\nProxyPorts=80,8443\n',
    });
    expect(run(['check', 'one.taskdef']).stdout).toBe('1 file checked: nothing wrong.\n');
  });

  test('a service that does not fit its task definition is an error', () => {
    folder.write({
      'good.service': `{ loadBalancers: [{ targetGroupArn: 'x', containerName: 'wep', containerPort: 80 }] }`,
    });
    expect(run(['check', 'good.taskdef', 'good.service'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining(
        "good.service:1:57: its task definition has no container 'wep' (did you mean 'web'?)",
      ),
    });
  });
});

test('on a terminal, the line of the file is shown with a caret', async () => {
  const lines: string[] = [];
  const { main } = await import('../../src/main.ts');
  const { systemClock } = await import('../../src/lib/clock.ts');
  const status = await main(['check', 'bad.taskdef'], {
    output: {
      out: (line) => lines.push(line),
      err: () => {},
      isTerminal: true,
    },
    environment: {},
    directory: folder.path,
    user: 'tester',
    clock: systemClock,
    signal: new AbortController().signal,
    ask: () => Promise.reject(new Error('nobody is there to answer')),
  });
  expect(status).toBe(2);
  expect(lines.slice(3, 6)).toEqual([
    field,
    '  3 |   { "name": "web", "image": "nginx", "memoryReservaton": 64 }',
    '    |                                      ^',
  ]);
});

test.for(['taskdef', 'service'])('schema %s prints a JSON Schema', (kind) => {
  const { status, stdout } = run(['schema', kind]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
});

test('schema of anything else says what there is', () => {
  expect(run(['schema', 'cluster'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('taskdef, service'),
  });
});
