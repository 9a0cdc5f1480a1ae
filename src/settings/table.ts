import { UsageError } from '../errors.ts';
import { callsAws, carriesCredentials, type Environment } from './aws-environment.ts';
import type { NamedVariable } from './makefile/variables.ts';
import { checkPrefix, defaultPrefix } from './prefix.ts';

/** The file of the folder that is read as make would read it. */
export const settingsFile = 'local.mk';

/** The origin of what a `NAME=value` word sets. */
export const commandLineOrigin = 'command line';

/** What defaults are made from. */
interface DefaultSource {
  /** The name of the user's folder. */
  readonly folder: string;
  readonly user: string;
  readonly environment: Environment;
  valueOf(other: string): string;
}

interface SettingRow<Value> {
  readonly name: string;
  /** One line, for the help of its flag. */
  readonly description: string;
  /** The option of the command line that sets it, as commander writes it. */
  readonly flag?: string;
  /** Variables of the environment that the AWS tools use for the same thing, in their order. */
  readonly environment?: readonly string[];
  default?(source: DefaultSource): string | undefined;
  /** @throws UsageError if the value cannot be used */
  parse(setting: NamedVariable): Value;
}

/**
 * Every setting that the program itself reads, by its name in `Settings`. `local.mk.example` and the README document
 * each of them.
 */
export const settingsTable = {
  /** Undefined if the environment itself carries credentials and no profile is named. */
  profile: {
    name: 'PROFILE',
    description: 'profile of ~/.aws/config',
    flag: '--profile <name>',
    environment: ['AWS_PROFILE'],
    default: ({ environment }) => (carriesCredentials(environment) ? undefined : 'sandbox'),
    parse: optional,
  },
  /** Undefined if only the profile can tell. */
  region: {
    name: 'REGION',
    description: 'AWS region',
    flag: '--region <name>',
    environment: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    parse: optional,
  },
  prefix: {
    name: 'PREFIX',
    description: 'what all names begin with',
    flag: '--prefix <name>',
    default: ({ folder, user, valueOf }) => defaultPrefix(folder, user, valueOf('PROFILE') || undefined),
    parse(setting) {
      const prefix = required(setting);
      checkPrefix(prefix, setting.origin);
      return prefix;
    },
  },
  stack: {
    name: 'STACK',
    description: 'name of the CloudFormation stack',
    default: ({ valueOf }) => `${valueOf('PREFIX')}-ecs-cluster`,
    parse: required,
  },
  cluster: {
    name: 'CLUSTER',
    description: 'name of the ECS cluster',
    default: ({ valueOf }) => `${valueOf('PREFIX')}-cluster`,
    parse: required,
  },
  taskPrefix: {
    name: 'TASK_PREFIX',
    description: 'what task definition families begin with',
    default: ({ valueOf }) => `${valueOf('PREFIX')}-`,
    parse: required,
  },
  registryBase: {
    name: 'REGISTRY_BASE',
    description: 'registry for ${REGISTRY_BASE} in templates',
    parse: optional,
  },
  imagePrefix: {
    name: 'IMAGE_PREFIX',
    description: 'text for ${IMAGE_PREFIX} in templates',
    default: () => '',
    parse: optional,
  },
  parametersFile: {
    name: 'PARAMETERS',
    description: 'file with the parameters of the stack',
    default: () => 'ecs-cluster.params',
    parse: required,
  },
  templateFile: {
    name: 'TEMPLATE',
    description: 'CloudFormation template of the stack',
    default: () => 'ecs-cluster.cf.yaml',
    parse: required,
  },
  timeoutMinutes: {
    name: 'TIMEOUT',
    description: 'how long to wait for a stack or for services',
    flag: '--timeout <minutes>',
    default: () => '30',
    parse(setting) {
      const value = Number(required(setting));
      if (value > 0 && Number.isFinite(value)) return value;
      throw unusable(setting, 'a number of minutes');
    },
  },
  /** Whether calls keep to the rates that AWS grants. `none`: what is called has none, such as moto or LocalStack. */
  quotas: {
    name: 'QUOTAS',
    description: "aws: keep to AWS's rates of calls; none: call as fast as it answers",
    default: ({ environment }) => (callsAws(environment) ? 'aws' : 'none'),
    parse(setting): 'aws' | 'none' {
      const value = required(setting);
      if (value === 'aws' || value === 'none') return value;
      throw unusable(setting, "'aws' or 'none'");
    },
  },
  /** Of one run: a value in a file or in the environment would confirm every `destroy` to come. */
  confirmed: {
    name: 'CONFIRM',
    description: 'true or yes: destroy without --confirm; counts on the command line alone',
    parse: ({ value, origin }) => origin === commandLineOrigin && /^(true|yes)$/i.test(value),
  },
} as const satisfies Readonly<Record<string, SettingRow<unknown>>>;

/** The parsed value of each setting. */
export type SettingValues = {
  readonly [Field in keyof typeof settingsTable]: ReturnType<(typeof settingsTable)[Field]['parse']>;
};

export type SettingName = (typeof settingsTable)[keyof typeof settingsTable]['name'];

/** The rows of the table, in its order. */
export const settingRows: readonly (SettingRow<unknown> & { readonly name: SettingName })[] =
  Object.values(settingsTable);

function optional({ value }: NamedVariable): string | undefined {
  return value || undefined;
}

function required({ name, value, origin }: NamedVariable): string {
  if (value) return value;
  throw new UsageError(`${name} is empty (${origin})`, `Set ${name} in ${settingsFile}.`);
}

function unusable({ name, value, origin }: NamedVariable, expected: string): UsageError {
  return new UsageError(`${name} is '${value}' (${origin}), but must be ${expected}`);
}
