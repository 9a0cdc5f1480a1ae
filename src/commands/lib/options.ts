import { InvalidArgumentError } from 'commander';

/** An option of the command line, and the value that it has if it is not given. */
export interface OptionDefinition<Value> {
  /** As commander writes them: `-j, --jobs <n>`. */
  readonly flags: string;
  readonly description: string;
  readonly value: Value;
  readonly choices?: readonly string[];
  parse?(text: string, before: Value | undefined): Value;
}

/** Options by the names that commander gives their values: `--keep-data` is `keepData`, `--no-wait` is `wait`. */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition<unknown>>>;

/** What a run gets for these options. */
export type OptionValues<Defined extends OptionDefinitions> = {
  readonly [Name in keyof Defined]: Defined[Name] extends OptionDefinition<infer Value> ? Value : never;
};

export function flag(flags: string, description: string): OptionDefinition<boolean> {
  return { flags, description, value: false };
}

/** `--no-…`: true if it is not given. */
export function negatedFlag(flags: string, description: string): OptionDefinition<boolean> {
  return { flags, description, value: true };
}

export function text(flags: string, description: string): OptionDefinition<string | undefined> {
  return { flags, description, value: undefined };
}

/** May be repeated. */
export function list(flags: string, description: string): OptionDefinition<readonly string[]> {
  return { flags, description, value: [], parse: (name, before = []) => [...before, name] };
}

/** One of the names in a table. */
export function choice<Table extends object>(
  flags: string,
  description: string,
  { value, among }: { value: keyof Table & string; among: Table },
): OptionDefinition<keyof Table & string> {
  return { flags, description: `${description} (default: ${value})`, value, choices: Object.keys(among) };
}

export function wholeNumber(
  flags: string,
  description: string,
  { value, from, to }: { value: number; from: number; to: number },
): OptionDefinition<number> {
  return {
    flags,
    description: `${description} (default: ${value})`,
    value,
    parse(given) {
      const number = Number(given);
      if (/^\d+$/.test(given) && number >= from && number <= to) return number;
      throw new InvalidArgumentError(`It takes a number from ${from} to ${to}.`);
    },
  };
}
