import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { throwDiagnostics, UsageError } from '../errors.ts';
import { settingDefinitions, type SettingDefinition, type SettingName } from './table.ts';
import { parseMakeAssignments } from './makefile/make-assignments.ts';
import { checkPrefix, defaultPrefix } from './prefix.ts';
import { defineVariables, type Lookup, type Variable } from './makefile/variables.ts';

export interface SettingsSource {
  /** The folder of the user's files. */
  readonly directory: string;
  /** Options of the command line that stand for a setting, such as `--profile`. */
  readonly flags: Readonly<Partial<Record<SettingName, string>>>;
  /** `NAME=value` words of the command line. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly user: string;
}

/** `none`: what is called has no rates of its own, such as moto or LocalStack. */
type Quotas = 'aws' | 'none';

/** Everything that a run was told, decided once. */
export interface Settings {
  readonly directory: string;
  /** Undefined if the environment itself carries credentials and no profile is named. */
  readonly profile: string | undefined;
  /** Undefined if only the profile can tell. */
  readonly region: string | undefined;
  readonly prefix: string;
  readonly stack: string;
  readonly cluster: string;
  readonly taskPrefix: string;
  readonly parametersFile: string;
  readonly templateFile: string;
  readonly timeoutMinutes: number;
  /** Whether calls keep to the rates that AWS grants. */
  readonly quotas: Quotas;
  readonly confirmed: boolean;
  /** Each setting of the program, then the user's own of `local.mk` and the command line, with its origin. */
  readonly all: readonly NamedVariable[];
  /** The value of any name: a setting, one of the user's own, or a variable of the environment. */
  lookup(name: string): string | undefined;
}

export interface NamedVariable extends Variable {
  readonly name: string;
}

/** The file of the folder that is read as make would read it. */
const settingsFile = 'local.mk';

/**
 * Finds every setting: options and `NAME=value` words win over `local.mk`, that over the environment, that over
 * the defaults.
 *
 * @throws InputError with every line of `local.mk` that cannot be read
 * @throws UsageError if a setting has a value that cannot be used
 */
export function loadSettings(source: SettingsSource): Settings {
  const overrides = commandLine(source);
  const text = readIfPresent(join(source.directory, settingsFile));
  const { assignments, diagnostics } = parseMakeAssignments(text ?? '', settingsFile);
  const {
    lookup,
    names,
    diagnostics: misused,
  } = defineVariables(assignments, settingsFile, overrides, {
    environment: (name) => fromEnvironment(name, source.environment),
    defaults: (name, find) => fromDefaults(name as SettingName, source, find),
  });
  throwDiagnostics([...diagnostics, ...misused]);

  const required = (name: SettingName): Variable => {
    const found = lookup(name);
    if (found?.value) return found;
    throw new UsageError(
      `${name} is empty (${found?.origin ?? 'not set'})`,
      `Set ${name} in ${settingsFile}.`,
    );
  };
  const prefix = required('PREFIX');
  checkPrefix(prefix.value, prefix.origin);
  const own = [...new Set([...names, ...overrides.keys()])].filter((name) => !isSetting(name)).sort();
  return Object.freeze({
    directory: source.directory,
    profile: lookup('PROFILE')?.value || undefined,
    region: lookup('REGION')?.value || undefined,
    prefix: prefix.value,
    stack: required('STACK').value,
    cluster: required('CLUSTER').value,
    taskPrefix: required('TASK_PREFIX').value,
    parametersFile: required('PARAMETERS').value,
    templateFile: required('TEMPLATE').value,
    timeoutMinutes: minutes(required('TIMEOUT')),
    quotas: quotas(required('QUOTAS')),
    confirmed: /^(true|yes)$/i.test(lookup('CONFIRM')?.value ?? ''),
    all: [...settingDefinitions.map(({ name }) => name), ...own].map((name) => ({
      name,
      ...(lookup(name) ?? { value: '', origin: 'not set' }),
    })),
    lookup: (name: string) => lookup(name)?.value,
  });
}

/** Defaults of names are made from other settings. */
function fromDefaults(name: SettingName, source: SettingsSource, lookup: Lookup): Variable | undefined {
  const value = defaultValue(name, source, (other) => lookup(other)?.value ?? '');
  return value === undefined ? undefined : { value, origin: 'default' };
}

function defaultValue(
  name: SettingName,
  { directory, user, environment }: SettingsSource,
  valueOf: (other: SettingName) => string,
): string | undefined {
  switch (name) {
    case 'PROFILE':
      return carriesCredentials(environment) ? undefined : 'sandbox';
    case 'PREFIX':
      return defaultPrefix(basename(directory), user, valueOf('PROFILE') || undefined);
    case 'STACK':
      return `${valueOf('PREFIX')}-ecs-cluster`;
    case 'CLUSTER':
      return `${valueOf('PREFIX')}-cluster`;
    case 'TASK_PREFIX':
      return `${valueOf('PREFIX')}-`;
    case 'IMAGE_PREFIX':
      return '';
    case 'PARAMETERS':
      return 'ecs-cluster.params';
    case 'TEMPLATE':
      return 'ecs-cluster.cf.yaml';
    case 'TIMEOUT':
      return '30';
    case 'QUOTAS':
      return isOfAws(ecsEndpoint(environment)) ? 'aws' : 'none';
    default:
      return undefined;
  }
}

/** Where the rates are those of ECS: the endpoint of this service wins over that of all, and an empty one is none. */
function ecsEndpoint(environment: SettingsSource['environment']): string | undefined {
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return environment['AWS_ENDPOINT_URL_ECS'] || environment['AWS_ENDPOINT_URL'] || undefined;
}

/** Under which the endpoints of AWS's partitions are. */
const awsDomains = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'amazonwebservices.com.cn',
  'amazonaws.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'csp.hci.ic.gov',
  'cloud.adc-e.uk',
];

/** Those of a VPC are AWS's too: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html */
function isOfAws(endpoint: string | undefined): boolean {
  if (endpoint === undefined) return true;
  const [, host = ''] = /^https:\/\/([^/:]+)/.exec(endpoint) ?? [];
  return awsDomains.some((domain) => host.endsWith(`.${domain}`));
}

function commandLine(source: SettingsSource): Map<string, Variable> {
  const found = new Map<string, Variable>();
  for (const word of source.words) {
    const match = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s.exec(word);
    if (!match) throw new UsageError(`'${word}' is not understood`, 'Settings are given as NAME=value.');
    found.set(match[1] as string, { value: match[2] as string, origin: 'command line' });
  }
  for (const [name, value] of Object.entries(source.flags)) {
    if (value !== undefined) found.set(name, { value, origin: `--${name.toLowerCase()}` });
  }
  return found;
}

function fromEnvironment(name: string, environment: SettingsSource['environment']): Variable | undefined {
  const definition: SettingDefinition | undefined = settingDefinitions.find((known) => known.name === name);
  for (const variable of [name, ...(definition?.environment ?? [])]) {
    const value = environment[variable];
    if (value !== undefined) return { value, origin: `environment (${variable})` };
  }
  return undefined;
}

/** The ways in which the AWS tools find credentials in the environment, profiles aside. */
function carriesCredentials(environment: SettingsSource['environment']): boolean {
  return Boolean(
    (environment['AWS_ACCESS_KEY_ID'] && environment['AWS_SECRET_ACCESS_KEY']) ||
    (environment['AWS_WEB_IDENTITY_TOKEN_FILE'] && environment['AWS_ROLE_ARN']) ||
    environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ||
    environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  );
}

function minutes(setting: Variable): number {
  const value = Number(setting.value);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`TIMEOUT is '${setting.value}' (${setting.origin}), but must be a number of minutes`);
}

function quotas({ value, origin }: Variable): Quotas {
  if (value === 'aws' || value === 'none') return value;
  throw new UsageError(`QUOTAS is '${value}' (${origin}), but must be 'aws' or 'none'`);
}

function isSetting(name: string): boolean {
  return settingDefinitions.some((known) => known.name === name);
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
