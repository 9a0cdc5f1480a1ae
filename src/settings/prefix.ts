import { UsageError } from '../errors.ts';

/** A stack name has at most 128 characters; the longest name made from the prefix adds `-ecs-cluster`. */
const longestPrefix = 100;

/**
 * The prefix of a folder that sets none: `<folder>-<user>-<profile>` with everything that CloudFormation
 * refuses in a stack name turned into dashes (a letter first, then letters, digits and dashes).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
 */
export function defaultPrefix(folder: string, user: string, profile: string | undefined): string {
  const safe = [folder, user, profile ?? '']
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, longestPrefix)
    .replace(/-+$/, '');
  return safe || 'cluster';
}

/** @throws UsageError if AWS would refuse names that begin with this prefix. */
export function checkPrefix(prefix: string, origin: string): void {
  const fits = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(prefix) && prefix.length <= longestPrefix;
  if (fits) return;
  throw new UsageError(
    `PREFIX is '${prefix}' (${origin}), but names in AWS begin with a letter and hold only letters, digits and dashes`,
    `Set for example PREFIX=${defaultPrefix(prefix, '', undefined)} (at most ${longestPrefix} characters, no dash at the end).`,
  );
}
