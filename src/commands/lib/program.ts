import { Argument, Command, Option } from 'commander';
import type { ExitStatus } from '../../errors.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import { commonOptions, readCommonOptions, valuesOf, type CommonOptions } from './common-options.ts';
import type { Context } from './context.ts';
import type { ArgumentDefinition, CommandDefinition } from './define-command.ts';
import type { OptionDefinitions } from './options.ts';

/** Runs a command with the context that these options make. */
export type Start = (
  options: CommonOptions,
  command: (context: Context) => ExitStatus | Promise<ExitStatus>,
) => Promise<void>;

const purpose = `
  Makes the .taskdef and .service files of a folder a running Amazon ECS cluster, whose nodes share an EFS file system
  on /cluster. What is up to date is left alone.`;

const examples = `Examples:
  ecs-efs templates webserver   copy a web server's files into this folder
  ecs-efs up                    create the cluster
  ecs-efs up                    load the files into it
  ecs-efs check                 look for mistakes in the files, without AWS
  ecs-efs -n up PREFIX=acme     show what another prefix would get
  ecs-efs destroy --confirm     delete it all`;

const exitStatusText = `Exit status:
    0  done, or nothing to do
    1  -q, and something is to be done
    2  the command line or a file is wrong; nothing was sent to AWS
    3  AWS refused a call, or could not be reached
    4  a deployment failed or was rolled back
    5  not finished in time; it continues at AWS
   70  a bug of this program
  130  interrupted
With -k it is that of the worst failure: 3 before 4 before 5.`;

const settingsArgument: ArgumentDefinition<string> = {
  name: '[NAME=value...]',
  description: 'settings, as in local.mk',
};

/** Makes the parser of the command line from the definitions of the commands. */
export function createProgram(
  version: string,
  commands: readonly CommandDefinition[],
  start: Start,
): Command {
  const program = new Command('ecs-efs')
    .usage('[options] <command> [NAME=value...]')
    .description(paragraph(purpose))
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; each command has its own')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ subcommandTerm: (each) => each.name() })
    .addHelpText('after', `\n${examples}\n\n${exitStatusText}`);
  addCommonOptions(program);
  for (const definition of commands) addCommand(program, definition, start);
  program.on('command:*', ([word = '']: readonly string[]) => {
    program.error(`error: ${unknownCommandText(word, commands)}`, { code: 'commander.unknownCommand' });
  });
  return program;
}

/** A mistyped word must not lead to a command that deletes something. */
function unknownCommandText(word: string, commands: readonly CommandDefinition[]): string {
  const meant = commands.map(({ synonyms }) => synonyms?.[word]).find((line) => line !== undefined);
  if (meant !== undefined) {
    const [name] = meant.split(' ');
    return `unknown command '${word}': the command is 'ecs-efs ${meant}'; 'ecs-efs help ${name}' says what it does`;
  }
  const harmless = commands.filter((command) => !command.deletes).map(({ name }) => name);
  return `unknown command '${word}'${suggestion(word, harmless)}; 'ecs-efs --help' lists the commands`;
}

function addCommand(program: Command, definition: CommandDefinition, start: Start): void {
  const { name, description, choices } = definition.argument ?? settingsArgument;
  const argument = new Argument(name, description);
  if (choices) argument.choices(choices);
  const command = program
    .command(definition.name)
    .summary(definition.summary)
    .description(paragraph(definition.description))
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\n${definition.examples}\n\n${exitStatusText}`)
    .addArgument(argument)
    .action((given: string | readonly string[]) => {
      const words = [given].flat();
      const isSetting = (word: string) => !definition.argument || word.includes('=');
      const names = words.filter((word) => !isSetting(word));
      const own = command.opts();
      // An option may stand before and after the command's name; the one after it wins.
      const common = readCommonOptions({ ...program.opts(), ...own }, words.filter(isSetting));
      return start(common, (context) => definition.run(context, valuesOf(definition.options, own), names));
    });
  addOptions(command, definition.options);
  addCommonOptions(command);
}

function addCommonOptions(command: Command): void {
  for (const [group, options] of Object.entries(commonOptions))
    addOptions(command.optionsGroup(group), options);
}

function addOptions(command: Command, options: OptionDefinitions): void {
  for (const { flags, description, choices, parse } of Object.values(options)) {
    const option = new Option(flags, description);
    if (choices) option.choices(choices);
    if (parse) option.argParser(parse);
    command.addOption(option);
  }
}

/** One line, which the help wraps to the width of the terminal. */
function paragraph(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
