import { settingRows, type SettingName } from '../../settings/table.ts';
import { flag, text, wholeNumber, type OptionDefinitions, type OptionValues } from './options.ts';

/** Enough to keep ECS busy: it takes 5 services a second, and a call takes a tenth of a second or two. */
const defaultJobs = 10;

const makeOptions = {
  directory: text('-C, --directory <dir>', 'work in this folder'),
  dryRun: flag('-n, --dry-run', 'print what would be done, and do nothing'),
  question: flag('-q, --question', 'print nothing; exit 1 if anything is to be done'),
  alwaysMake: flag('-B, --always-make', 'treat everything as changed'),
  keepGoing: flag('-k, --keep-going', 'after a failure, continue with what does not depend on it'),
  jobs: wholeNumber('-j, --jobs <n>', 'how many steps run at the same time', {
    value: defaultJobs,
    from: 1,
    to: 9999,
  }),
  silent: flag('-s, --silent', 'print only errors'),
};

const outputOptions = {
  json: flag('--json', 'print the result as one JSON document'),
  events: flag('--events', 'print everything that happens as JSON, one event per line'),
  debug: flag('--debug', 'with errors, print stack traces and what AWS said'),
  trace: flag('--trace', 'print every call to AWS with its time, and a summary'),
};

const flaggedSettings = settingRows.flatMap(({ name, description, flag: flags }) =>
  flags ? [{ name, option: text(flags, `${description} (setting ${name})`) }] : [],
);

/** The options that every command has, by the group that the help shows them in. */
export const commonOptions: Readonly<Record<string, OptionDefinitions>> = {
  'As with make:': makeOptions,
  'Settings:': Object.fromEntries(flaggedSettings.map(({ name, option }) => [name.toLowerCase(), option])),
  'Output:': outputOptions,
};

/** What the command line says about the run as a whole. */
export interface CommonOptions extends OptionValues<typeof makeOptions>, OptionValues<typeof outputOptions> {
  /** Settings that are given as options, such as `--profile`. */
  readonly flags: Readonly<Partial<Record<SettingName, string>>>;
  /** `NAME=value` words. */
  readonly words: readonly string[];
}

/** @param given what commander found */
export function readCommonOptions(
  given: Readonly<Record<string, unknown>>,
  words: readonly string[],
): CommonOptions {
  const flags = flaggedSettings.flatMap(({ name }) => {
    const value = given[name.toLowerCase()];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...valuesOf(makeOptions, given),
    ...valuesOf(outputOptions, given),
    flags: Object.fromEntries(flags),
    words,
  };
}

/** The value of each option: what is given, or else its default. */
export function valuesOf<Defined extends OptionDefinitions>(
  options: Defined,
  given: Readonly<Record<string, unknown>>,
): OptionValues<Defined> {
  const values = Object.entries(options).map(([name, { value }]) => [name, given[name] ?? value]);
  return Object.fromEntries(values) as OptionValues<Defined>;
}
