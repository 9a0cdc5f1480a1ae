import type { FileSystem } from '../domain/file-system.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { isFailedCreation, isUsable } from '../domain/stack.ts';
import { stackTag } from '../domain/tags.ts';
import type { StackFacts } from '../plan/stack/plan-stack.ts';

type ObservedStack = Pick<StackFacts, 'stack' | 'networks'> & {
  /** The template that the stack was made from; undefined if the stack cannot be updated now. */
  readonly templateBody: string | undefined;
  /** File systems of earlier stacks of this name, which a new stack could adopt. */
  readonly adoptable: readonly FileSystem[];
};

/**
 * Reads the stack and what its plan needs: the template that it was made from, or for a new one the file systems that
 * it could adopt, and the networks if one must be chosen.
 *
 * @param hasParameters whether a parameters file names the network
 */
export async function observeStack(aws: Aws, name: string, hasParameters: boolean): Promise<ObservedStack> {
  const [described, template] = await Promise.allSettled([
    aws.stacks.describe(name),
    aws.stacks.templateBody(name),
  ]);
  // An error about the stack comes first, and a template that is not needed cannot fail a run.
  if (described.status === 'rejected') throw described.reason;
  const stack = described.value;
  const isMissing = !stack || isFailedCreation(stack);
  const networks = isMissing && !hasParameters ? await aws.networks.candidates() : undefined;
  const adoptable = isMissing ? await aws.fileSystems.findByTag(stackTag, name) : [];
  if (!stack || !isUsable(stack)) return { stack, templateBody: undefined, networks, adoptable };
  if (template.status === 'rejected') throw template.reason;
  return { stack, templateBody: template.value, networks, adoptable };
}
