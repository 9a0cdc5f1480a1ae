import { Option } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import { commonOptions, type CommonOptions } from '../../../src/commands/lib/common-options.ts';
import { createProgram } from '../../../src/commands/lib/program.ts';
import { createFolder } from '../../support/cli.ts';

/** The common options that a command line gives. */
async function parse(line: string): Promise<CommonOptions> {
  const started: CommonOptions[] = [];
  const program = createProgram('1.2.3', commands, (options) => {
    started.push(options);
    return Promise.resolve();
  });
  await program.parseAsync(line.split(' '), { from: 'user' });
  expect(started).toHaveLength(1);
  return started[0] as CommonOptions;
}

const nothing: CommonOptions = {
  directory: undefined,
  dryRun: false,
  question: false,
  alwaysMake: false,
  keepGoing: false,
  jobs: 10,
  silent: false,
  json: false,
  events: false,
  debug: false,
  trace: false,
  flags: {},
  words: [],
};

describe('an option', () => {
  const sets = [...Object.values(commonOptions), ...commands.map(({ options }) => options)];
  it.each(sets.flatMap((options) => Object.entries(options)))(
    '%s has the name that commander gives its value',
    (name, { flags }) => {
      expect(new Option(flags).attributeName()).toBe(name);
    },
  );
});

describe('the parsed options of', () => {
  it.each<[string, Partial<CommonOptions>]>([
    ['up', {}],
    ['-n up', { dryRun: true }],
    ['up -n', { dryRun: true }],
    ['up --dry-run', { dryRun: true }],
    ['-q load', { question: true }],
    ['load --question', { question: true }],
    ['up -B', { alwaysMake: true }],
    ['--always-make load', { alwaysMake: true }],
    ['-k up', { keepGoing: true }],
    ['load --keep-going', { keepGoing: true }],
    ['up -j 4', { jobs: 4 }],
    ['-j1 destroy', { jobs: 1 }],
    ['load --jobs=20', { jobs: 20 }],
    ['-s up', { silent: true }],
    ['up --silent', { silent: true }],
    ['up --json --debug', { json: true, debug: true }],
    ['load --events', { events: true }],
    ['-C shop up', { directory: 'shop' }],
    ['up --directory shop', { directory: 'shop' }],
    ['-C shop up -C market', { directory: 'market' }],
    ['-nB up -q', { dryRun: true, alwaysMake: true, question: true }],
    ['up PREFIX=acme', { words: ['PREFIX=acme'] }],
    ['up A=1 -n B=2=3', { words: ['A=1', 'B=2=3'], dryRun: true }],
    [
      'up --profile dev --region r --prefix p --timeout 5',
      { flags: { PROFILE: 'dev', REGION: 'r', PREFIX: 'p', TIMEOUT: '5' } },
    ],
    ['--profile dev up --profile prod', { flags: { PROFILE: 'prod' } }],
    ['--profile=dev destroy --confirm', { flags: { PROFILE: 'dev' } }],
    ['up --load --no-wait', {}],
    ['destroy --keep-data CONFIRM=true', { words: ['CONFIRM=true'] }],
    ['templates webserver PREFIX=acme --force', { words: ['PREFIX=acme'] }],
    ['info', {}],
    ['load --prune --recreate web --recreate db', {}],
    ['drain web PREFIX=acme', { words: ['PREFIX=acme'] }],
    ['remove web db', {}],
    ['cleanup --keep 5 --delete', {}],
  ])('%s', async (line, expected) => {
    expect(await parse(line)).toEqual({ ...nothing, ...expected });
  });
});

describe('a run', () => {
  const folder = createFolder({
    'local.mk': 'PREFIX=acme\nAPI_TOKEN=abc\n',
    'sub/local.mk': 'PREFIX=beta\n',
  });
  afterAll(() => folder.remove());

  it.each<[string, string, string]>([
    ['an unknown command', 'upp', "ecs-efs: unknown command 'upp'"],
    ['an unknown option', 'up --fast', "ecs-efs: unknown option '--fast'"],
    ['an unknown option before the command', '--fast up', "ecs-efs: unknown option '--fast'"],
    ['an option without its value', 'up -C', "ecs-efs: option '-C, --directory <dir>' argument missing"],
    ['a number of jobs that is not a number', 'up -j many', 'It takes a number from 1 to 9999.'],
    ['zero jobs', 'up -j 0', 'It takes a number from 1 to 9999.'],
    ['a number to keep that is not a number', 'cleanup --keep few', 'It takes a number from 0 to 999999.'],
    ['drain without a service', 'drain', "ecs-efs: missing required argument 'NAME'"],
    ['no command', '', 'Usage: ecs-efs'],
    ['a word that sets nothing', 'up web', "ecs-efs: 'web' is not understood"],
    [
      'a template that there is not',
      'templates webservr',
      "ecs-efs: there is no template 'webservr' (did you mean 'webserver'?)",
    ],
    ['a time that is not a number', 'up --timeout soon', "ecs-efs: TIMEOUT is 'soon' (--timeout)"],
    ['help of an unknown command', 'help upp', 'Usage: ecs-efs'],
  ])('ends with 2 and a message on stderr for %s', async (_, line, message) => {
    const { status, stdout, stderr } = await folder.run(line);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
  });

  it.each([
    ['deploy', "the command is 'ecs-efs up'; 'ecs-efs help up' says what it does"],
    ['plan', "the command is 'ecs-efs up -n'"],
    ['validate', "the command is 'ecs-efs check'"],
    ['down', "the command is 'ecs-efs destroy'; 'ecs-efs help destroy' says what it does"],
  ])('sends nothing for the word %s of other tools, and names the command', async (word, message) => {
    const { status, stderr } = await folder.run(word);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each(['destory', 'destro', 'remov', 'cleanpu', 'drane'])(
    'suggests no command that stops or deletes something for %s',
    async (word) => {
      const { status, stderr } = await folder.run(word);
      expect([status, stderr]).toEqual([
        2,
        `ecs-efs: unknown command '${word}'; 'ecs-efs --help' lists the commands`,
      ]);
    },
  );

  it.each(['', 'up', 'load', 'destroy', 'templates', 'info'])(
    'prints help for: %s --help',
    async (command) => {
      const { status, stdout, stderr } = await folder.run(`${command} --help`);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Usage: ecs-efs ${command}`.trimEnd());
      for (const part of ['--dry-run', 'Exit status:', '130  interrupted']) expect(stdout).toContain(part);
    },
  );

  it('prints the same help for help COMMAND and COMMAND --help', async () => {
    const [help, option] = [await folder.run('help load'), await folder.run('load --help')];
    expect(help).toEqual(option);
  });

  it('prints its version', async () => {
    expect(await folder.run('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  it('works in the folder that -C names', async () => {
    expect((await folder.run('info')).stdout).toMatch(/^PREFIX +acme +local\.mk:1$/m);
    expect((await folder.run('info -C sub')).stdout).toMatch(/^PREFIX +beta +local\.mk:1$/m);
  });

  it('masks what looks like a secret', async () => {
    for (const line of ['info', 'info --json']) {
      const { stdout } = await folder.run(line);
      expect(stdout).toContain('API_TOKEN');
      expect(stdout).not.toContain('abc');
    }
  });

  it('prints an error as JSON with --json', async () => {
    const { status, stdout } = await folder.run('templates nothing --json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'UsageError', message: "there is no template 'nothing'" },
    });
  });

  it('reports every error of its files before it calls AWS', async () => {
    const bad = createFolder({
      'a.taskdef': '{',
      'b.service': '{ desiredCount: -1 }',
      'ecs-cluster.params': 'Vpc=1\n',
    });
    try {
      const { status, stderr } = await bad.run('up PREFIX=acme');
      expect(status).toBe(2);
      expect(stderr.split('\n').map((line) => line.split(':')[0])).toEqual(
        expect.arrayContaining(['a.taskdef', 'b.service', 'ecs-cluster.params']),
      );
    } finally {
      bad.remove();
    }
  });
});
