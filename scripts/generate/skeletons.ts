import { execFileSync } from 'node:child_process';
import { venvBin } from '../../test/support/venv.ts';

/** The files of `templates/` and the commands of the AWS CLI whose skeletons they are. */
export const skeletonCommands = {
  'taskdef.template': 'register-task-definition',
  'service.template': 'create-service',
} as const;

/**
 * For a member that takes one of several words, the CLI prints a random one (botocore's ArgumentGenerator). Here it
 * prints all of them.
 */
const cliWithAllChoices = `
import random, sys
random.choice = '|'.join
from awscli.clidriver import main
sys.exit(main())
`;

/**
 * Runs `aws ecs COMMAND --generate-cli-skeleton`, which calls nothing.
 *
 * @returns the parsed output, with `ONE|OTHER` in place of a random word
 */
export function readSkeleton(command: string): unknown {
  const args = ['-c', cliWithAllChoices, 'ecs', command, '--generate-cli-skeleton'];
  const env = { PATH: process.env['PATH'], AWS_REGION: 'us-east-1' };
  return JSON.parse(execFileSync(venvBin('python'), args, { encoding: 'utf8', env }));
}

/** The text of a file of `templates/`: the skeleton as the CLI prints it, with the first of each set of words. */
export function skeletonText(command: string): string {
  const first = (_: string, value: unknown) => (typeof value === 'string' ? value.split('|')[0] : value);
  return `${JSON.stringify(readSkeleton(command), first, 4)}\n`;
}
