import type { Aws } from '../domain/ports/aws.ts';
import { type CurrentStack, isUsable } from '../domain/stack.ts';

/** Reads the stack and, if it can be compared, the template that it was made from. */
export async function observeStack(
  aws: Aws,
  name: string,
): Promise<{ stack: CurrentStack | undefined; templateBody: string | undefined }> {
  const [described, template] = await Promise.allSettled([
    aws.stacks.describe(name),
    aws.stacks.templateBody(name),
  ]);
  // What the stack says of itself comes first, and a template that is not needed cannot fail a run.
  if (described.status === 'rejected') throw described.reason;
  const stack = described.value;
  if (!stack || !isUsable(stack)) return { stack, templateBody: undefined };
  if (template.status === 'rejected') throw template.reason;
  return { stack, templateBody: template.value };
}
