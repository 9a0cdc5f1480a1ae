import { isUsable } from '../../plan/plan-stack.ts';
import type { CurrentStack } from '../../plan/types.ts';
import type { Aws } from '../ports.ts';

/** Reads the stack and, if it can be compared, the template that it was made from. */
export async function observeStack(
  aws: Aws,
  name: string,
): Promise<{ stack: CurrentStack | undefined; templateBody: string | undefined }> {
  // Asked for at the same time, and looked at only if it is needed: what the stack says of itself comes first.
  const template = aws.stacks.templateBody(name);
  template.catch(() => {});
  const stack = await aws.stacks.describe(name);
  return { stack, templateBody: stack && isUsable(stack) ? await template : undefined };
}
