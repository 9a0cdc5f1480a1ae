import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { ExitStatus } from '../errors.ts';
import type { InputKind } from '../inputs/kinds.ts';
import { checkFormats, type CheckFormat } from '../report/formats/check-result.ts';
import type { Context, MakeFlags } from './context.ts';
import { helpAfter, programHelp } from './help.ts';

/** What the command line says about the run as a whole. */
export interface CommonOptions extends MakeFlags {
  readonly directory: string | undefined;
  readonly silent: boolean;
  readonly json: boolean;
  readonly events: boolean;
  readonly debug: boolean;
  readonly trace: boolean;
  readonly flags: Readonly<Partial<Record<'PROFILE' | 'REGION' | 'PREFIX' | 'TIMEOUT', string>>>;
  /** `NAME=value` words. */
  readonly words: readonly string[];
}

/** Runs a command with the context that these options make. */
export type Start = (
  options: CommonOptions,
  command: (context: Context) => ExitStatus | Promise<ExitStatus>,
) => Promise<void>;

interface ParsedOptions {
  dryRun?: boolean;
  question?: boolean;
  alwaysMake?: boolean;
  keepGoing?: boolean;
  jobs?: number;
  directory?: string;
  silent?: boolean;
  json?: boolean;
  events?: boolean;
  debug?: boolean;
  trace?: boolean;
  profile?: string;
  region?: string;
  prefix?: string;
  timeout?: string;
}

interface UpOptions {
  load?: boolean;
  allowReplacement?: boolean;
  continueRollback?: boolean;
  changeSet?: boolean;
}

/** Enough to keep ECS busy: it takes 5 services a second, and a call takes a tenth of a second or two. */
const defaultJobs = 10;

const wordsArgument = ['[NAME=value...]', 'settings, as in local.mk'] as const;
const lenientOption = [
  '--lenient',
  'warn of fields that this program does not know, instead of refusing them',
] as const;
const isWord = (argument: string) => argument.includes('=');

/** The tree of commands; what a command does is loaded when it is called. */
export function createProgram(version: string, start: Start): Command {
  const program = new Command('ecs-efs')
    .usage('[options] <command> [NAME=value...]')
    .description(programHelp.purpose)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; each command has one of its own')
    .helpCommand('help [command]', 'the help of a command')
    .configureHelp({ subcommandTerm: (each) => each.name() })
    .addHelpText('after', helpAfter('program'));
  addCommonOptions(program);

  addServiceOptions(
    addCommand(program, 'up', 'create or update the cluster, then load the folder into it').argument(
      ...wordsArgument,
    ),
  )
    .option('--load', 'load the files in the same run that creates the cluster')
    .option('--allow-replacement', 'let an update replace or remove the file system or the cluster')
    .option('--continue-rollback', 'continue the roll-back of an update of the stack that failed')
    .option('--change-set', 'with -n: ask CloudFormation what an update of the stack changes')
    .action((words: string[], _own, self: Command) => {
      const given = self.opts<UpOptions>();
      const { load = false, allowReplacement = false, continueRollback = false, changeSet = false } = given;
      const options = { load, allowReplacement, continueRollback, changeSet, ...serviceOptions(self) };
      return start(common(self, words), async (context) => (await import('./up.ts')).up(context, options));
    });

  addServiceOptions(
    addCommand(program, 'load', 'load the folder into the cluster that is there').argument(...wordsArgument),
  ).action((words: string[], _own, self: Command) =>
    start(common(self, words), async (context) =>
      (await import('./load.ts')).load(context, serviceOptions(self)),
    ),
  );

  addCommand(program, 'drain', 'let services run no task, and wait until their tasks have ended')
    .argument('<NAME...>', 'services; NAME=value words are settings')
    .action((names: string[], _own, self: Command) =>
      start(common(self, names.filter(isWord)), async (context) =>
        (await import('./drain.ts')).drain(
          context,
          names.filter((name) => !isWord(name)),
        ),
      ),
    );

  addCommand(program, 'remove', 'delete services, and wait until their tasks have ended')
    .argument('<NAME...>', 'services; NAME=value words are settings')
    .action((names: string[], _own, self: Command) =>
      start(common(self, names.filter(isWord)), async (context) =>
        (await import('./remove.ts')).remove(
          context,
          names.filter((name) => !isWord(name)),
        ),
      ),
    );

  addCommand(program, 'cleanup', 'deregister old revisions of task definitions')
    .argument(...wordsArgument)
    .option('--keep <n>', 'how many of the newest revisions of each family stay (default: 3)', numberToKeep)
    .option('--delete', 'delete for good what is deregistered')
    .action((words: string[], _own, self: Command) => {
      const { keep = 3, delete: deletes = false } = self.opts<{ keep?: number; delete?: boolean }>();
      return start(common(self, words), async (context) =>
        (await import('./cleanup.ts')).cleanup(context, { keep, delete: deletes }),
      );
    });

  addCommand(program, 'destroy', 'delete everything of this prefix')
    .argument(...wordsArgument)
    .option('--confirm', 'do it (as CONFIRM=true does); without it, only list what would be deleted')
    .option('--keep-data', 'keep the file system, and print the line that adopts it into another cluster')
    .action((words: string[], _own, self: Command) => {
      const { confirm = false, keepData = false } = self.opts<{ confirm?: boolean; keepData?: boolean }>();
      return start(common(self, words), async (context) =>
        (await import('./destroy.ts')).destroy(context, { confirm, keepData }),
      );
    });

  addCommand(program, 'dns', 'show what is in Route 53 and what should be')
    .argument(...wordsArgument)
    .option('--apply', 'change what differs, at once')
    .action((words: string[], _own, self: Command) => {
      const { apply = false } = self.opts<{ apply?: boolean }>();
      return start(common(self, words), async (context) =>
        (await import('./dns.ts')).dns(context, { apply }),
      );
    });

  addCommand(program, 'templates', 'write skeletons and examples to start from')
    .argument('[NAME...]', 'examples to copy; without one, taskdef.template and service.template are written')
    .option('--force', 'overwrite files that exist')
    .action((names: string[], _own, self: Command) => {
      const { force = false } = self.opts<{ force?: boolean }>();
      const wanted = names.filter((name) => !isWord(name));
      return start(common(self, names.filter(isWord)), async (context) =>
        (await import('./templates.ts')).templates(context, wanted, { force }),
      );
    });

  addCommand(program, 'check', 'check the files, without asking AWS')
    .argument('[FILE...]', 'files to check; without one, the whole folder')
    .option(...lenientOption)
    .addOption(
      new Option('--format <name>', 'how to print what is found').choices(checkFormats).default('text'),
    )
    .action((names: string[], _own, self: Command) => {
      const { format, lenient = false } = self.opts<{ format: CheckFormat; lenient?: boolean }>();
      const files = names.filter((name) => !isWord(name));
      return start(common(self, names.filter(isWord)), async (context) =>
        (await import('./check.ts')).check(context, files, { lenient, format }),
      );
    });

  addCommand(program, 'schema', 'print the JSON Schema of a kind of file, for editors')
    .addArgument(new Argument('<KIND>', 'the ending of the files').choices(['taskdef', 'service']))
    .action((kind: InputKind, _own, self: Command) =>
      start(common(self, []), async (context) => (await import('./schema.ts')).schema(context, kind)),
    );

  addCommand(program, 'info', 'print each setting, its value and where it came from')
    .argument(...wordsArgument)
    .action((words: string[], _own, self: Command) =>
      start(common(self, words), async (context) => (await import('./info.ts')).info(context)),
    );

  for (const each of program.commands) if (each.name() !== 'help') addCommonOptions(each);
  return program;
}

function addCommand(program: Command, name: keyof typeof helpNames, summary: string): Command {
  return program
    .command(name)
    .summary(summary)
    .description(helpNames[name])
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', helpAfter(name));
}

const helpNames = programHelp.commands;

/** What `up` and `load` share. */
function addServiceOptions(target: Command): Command {
  return target
    .option('--prune', 'delete the services that this folder loaded before and whose files are gone')
    .option(
      '--recreate <name>',
      'delete this service and create it anew (more than one: repeat it)',
      (name: string, names: readonly string[] | undefined) => [...(names ?? []), name],
    )
    .option('--no-wait', 'do not wait until the services are steady')
    .option(...lenientOption);
}

interface ParsedServiceOptions {
  prune?: boolean;
  recreate?: readonly string[];
  wait: boolean;
  lenient?: boolean;
}

function serviceOptions(command: Command): Required<ParsedServiceOptions> {
  const { prune = false, recreate = [], wait, lenient = false } = command.opts<ParsedServiceOptions>();
  return { prune, recreate, wait, lenient };
}

/** Known before and after the command's name, as make takes its options anywhere. */
function addCommonOptions(target: Command): void {
  target
    .optionsGroup('As with make:')
    .option('-C, --directory <dir>', 'work in this folder')
    .option('-n, --dry-run', 'print what would be done, and do nothing')
    .option('-q, --question', 'print nothing; exit 1 if anything is to be done')
    .option('-B, --always-make', 'take everything for changed')
    .option('-k, --keep-going', 'after a failure, go on with what does not depend on it')
    .option('-j, --jobs <n>', `do so many steps side by side (default: ${defaultJobs})`, numberOfJobs)
    .option('-s, --silent', 'print only errors')
    .optionsGroup('Settings:')
    .option('--profile <name>', 'AWS profile (setting PROFILE)')
    .option('--region <name>', 'AWS region (setting REGION)')
    .option('--prefix <name>', 'what all names begin with (setting PREFIX)')
    .option('--timeout <minutes>', 'how long to wait for a stack or for services (setting TIMEOUT)')
    .optionsGroup('Output:')
    .option('--json', 'print the result as one JSON document')
    .option('--events', 'print everything that happens as JSON, an event a line')
    .addOption(new Option('--debug', 'with errors, print stacks and what AWS said'))
    .option('--trace', 'print every call to AWS with its time, and what they came to');
}

function common(command: Command, words: readonly string[]): CommonOptions {
  // The program's own options and the command's: the one given nearer to the command's name wins.
  const options: ParsedOptions = { ...command.parent?.opts(), ...withoutUndefined(command.opts()) };
  const { profile, region, prefix, timeout } = options;
  return {
    directory: options.directory,
    dryRun: options.dryRun ?? false,
    question: options.question ?? false,
    alwaysMake: options.alwaysMake ?? false,
    keepGoing: options.keepGoing ?? false,
    jobs: options.jobs ?? defaultJobs,
    silent: options.silent ?? false,
    json: options.json ?? false,
    events: options.events ?? false,
    debug: options.debug ?? false,
    trace: options.trace ?? false,
    flags: withoutUndefined({ PROFILE: profile, REGION: region, PREFIX: prefix, TIMEOUT: timeout }),
    words,
  };
}

function numberToKeep(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It takes a number.');
  return Number(text);
}

function numberOfJobs(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It takes a number from 1 to 9999.');
  return Number(text);
}

function withoutUndefined<Value>(object: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >;
}
