import { type CurrentStack, type WantedStack, hiddenParameter, isInProgress } from '../../domain/stack.ts';
import type { Step } from '../../domain/plan.ts';

/**
 * Decides about the stack: create it, wait for another run that does, update it, or leave it alone.
 *
 * @param currentTemplate the template that the stack was made from
 */
export function planStack(
  wanted: WantedStack,
  current: CurrentStack | undefined,
  currentTemplate: string | undefined,
  alwaysMake: boolean,
): Step | undefined {
  if (!current) return { kind: 'create-stack', stack: wanted, why: 'new' };
  if (isInProgress(current)) {
    return { kind: 'wait-for-stack', stack: current.name, why: `the stack is ${current.status}` };
  }
  const reasons = alwaysMake ? ['always (-B)'] : [];
  if (currentTemplate !== undefined && normalized(currentTemplate) !== normalized(wanted.templateBody)) {
    reasons.push(`${wanted.templateFile} changed`);
  }
  reasons.push(...changedParameters(wanted, current));
  return reasons.length > 0 ? { kind: 'update-stack', stack: wanted, why: reasons.join('; ') } : undefined;
}

function changedParameters(wanted: WantedStack, current: CurrentStack): string[] {
  const complete = { ...wanted.defaults, ...wanted.parameters };
  return Object.entries(complete)
    .filter(([name, value]) => {
      const present = current.parameters[name];
      // A parameter that the stack does not have yet comes with a new template.
      if (present === undefined || hiddenParameter.test(present)) return false;
      // CloudFormation shows the name of a value in Systems Manager; what imitates it shows the value, which
      // tells nothing.
      const isResolved = wanted.references.includes(name) && !present.startsWith('/');
      return present !== value && !isResolved;
    })
    .map(([name, value]) => `${name} is '${current.parameters[name]}' instead of '${value}'`);
}

/** CloudFormation keeps a template as it was sent, line ends and blanks at its end aside. */
function normalized(template: string): string {
  return template.replace(/\r\n/g, '\n').trim();
}
