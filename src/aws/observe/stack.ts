import { isUsable } from '../../plan/plan-stack.ts';
import type { CurrentStack } from '../../plan/types.ts';
import type { Aws } from '../ports.ts';

/** Reads the stack and, if it can be compared, the template that it was made from. */
export async function observeStack(
  aws: Aws,
  name: string,
): Promise<{ stack: CurrentStack | undefined; templateBody: string | undefined }> {
  const [stack, templateBody] = await Promise.all([aws.stacks.describe(name), aws.stacks.templateBody(name)]);
  return { stack, templateBody: stack && isUsable(stack) ? templateBody : undefined };
}
