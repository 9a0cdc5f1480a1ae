import type { ExitStatus } from '../../errors.ts';
import type { Context } from './context.ts';
import type { OptionDefinitions, OptionValues } from './options.ts';

/** What a command takes besides `NAME=value` words. */
export interface ArgumentDefinition<Name extends string> {
  /** As commander writes them: `<NAME...>`. */
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly Name[];
}

/**
 * All there is to say about a command. Every start of the program loads all definitions, so their files import nothing
 * large: `run` loads what it needs.
 */
export interface CommandDefinition<
  Defined extends OptionDefinitions = OptionDefinitions,
  Name extends string = string,
> {
  readonly name: string;
  /** One line, for the list of all commands. */
  readonly summary: string;
  /** What users of other tools type for it, with the command line that they mean. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Whether it stops or deletes something, so that it is never suggested for a mistyped word. */
  readonly deletes?: true;
  /** One paragraph, for the command's own help; how its lines end does not matter. */
  readonly description: string;
  /** Without it, the command takes nothing but settings. */
  readonly argument?: ArgumentDefinition<Name>;
  readonly options: Defined;
  /** What follows the options in the help. */
  readonly examples: string;
  run(
    context: Context,
    options: OptionValues<Defined>,
    names: readonly Name[],
  ): ExitStatus | Promise<ExitStatus>;
}

/** Types what `run` gets by the options and the argument of the definition. */
export function defineCommand<Defined extends OptionDefinitions, Name extends string = string>(
  definition: CommandDefinition<Defined, Name>,
): CommandDefinition<Defined, Name> {
  return definition;
}
