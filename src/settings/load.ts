import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { throwDiagnostics, UsageError } from '../errors.ts';
import { fileErrorText, isFileError } from '../lib/file-error.ts';
import type { Environment } from './aws-environment.ts';
import { parseMakeAssignments } from './makefile/make-assignments.ts';
import { defineVariables, type NamedVariable, type Variable } from './makefile/variables.ts';
import {
  commandLineOrigin,
  settingRows,
  settingsFile,
  settingsTable,
  type SettingName,
  type SettingValues,
} from './table.ts';

export interface SettingsSource {
  /** The folder of the user's files. */
  readonly directory: string;
  /** Options of the command line that set a setting, such as `--profile`. */
  readonly flags: Readonly<Partial<Record<SettingName, string>>>;
  /** `NAME=value` words of the command line. */
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly user: string;
}

/** Everything that the user set for a run, decided once. */
export interface Settings extends SettingValues {
  readonly directory: string;
  /** Each setting of the program, then the user's own of `local.mk` and the command line, with its origin. */
  readonly all: readonly NamedVariable[];
  /** The value of any name: a setting, one of the user's own, or a variable of the environment. */
  lookup(name: string): string | undefined;
}

/**
 * Finds every setting: options and `NAME=value` words win over `local.mk`, that over the environment, that over
 * the defaults.
 *
 * @throws InputError with every line of `local.mk` that cannot be read
 * @throws UsageError if a setting has a value that cannot be used
 */
export function loadSettings(source: SettingsSource): Settings {
  const { directory, environment, user } = source;
  const overrides = commandLine(source);
  const text = readIfPresent(join(directory, settingsFile));
  const { assignments, diagnostics } = parseMakeAssignments(text ?? '', settingsFile);
  const variables = defineVariables(assignments, settingsFile, overrides, {
    environment: (name) => fromEnvironment(name, environment),
    defaults(name, lookup) {
      const valueOf = (other: string) => lookup(other)?.value ?? '';
      const value = rowOf(name)?.default?.({ folder: basename(directory), user, environment, valueOf });
      return value === undefined ? undefined : { value, origin: 'default' };
    },
  });
  throwDiagnostics([...diagnostics, ...variables.diagnostics]);
  const { lookup } = variables;
  const named = (name: string) => ({ name, ...(lookup(name) ?? { value: '', origin: 'not set' }) });
  const values = Object.entries(settingsTable).map(([field, row]) => [field, row.parse(named(row.name))]);
  const own = [...new Set([...variables.names, ...overrides.keys()])].filter((name) => !rowOf(name)).sort();
  return Object.freeze({
    ...(Object.fromEntries(values) as SettingValues),
    directory,
    all: [...settingRows.map(({ name }) => name), ...own].map(named),
    lookup: (name: string) => lookup(name)?.value,
  });
}

function rowOf(name: string): (typeof settingRows)[number] | undefined {
  return settingRows.find((row) => row.name === name);
}

function commandLine({ words, flags }: SettingsSource): Map<string, Variable> {
  const found = new Map<string, Variable>();
  for (const word of words) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`'${word}' is not understood`, 'Settings are given as NAME=value.');
    }
    found.set(name, { value, origin: commandLineOrigin });
  }
  for (const [name, value] of Object.entries(flags)) {
    if (value !== undefined) found.set(name, { value, origin: `--${name.toLowerCase()}` });
  }
  return found;
}

function fromEnvironment(name: string, environment: Environment): Variable | undefined {
  const variable = [name, ...(rowOf(name)?.environment ?? [])].find(
    (each) => environment[each] !== undefined,
  );
  if (variable === undefined) return undefined;
  return { value: environment[variable] ?? '', origin: `environment (${variable})` };
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    const message = fileErrorText(error, path);
    throw message === undefined ? error : new UsageError(message);
  }
}
