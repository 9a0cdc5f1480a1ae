import type { JsonObject } from '../../../lib/json.ts';
import { error, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder, placeholderWarning } from '../view/placeholders.ts';

/** The family and the roles. ECS says "Role is not valid". */
export const identityRule: Rule = {
  id: 'task-definition/identity',
  page: apiPage('RegisterTaskDefinition'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  return [...checkFamily(task), ...checkRoles(task)];
}

function checkFamily(task: JsonObject): PathDiagnostic[] {
  const family = task['family'];
  if (typeof family !== 'string' || /^[\w-]{1,255}$/.test(family)) return [];
  if (hasPlaceholder(family)) return [placeholderWarning(['family'], family, 'the family')];
  const message = `family is ${shortened(family)}, but holds only letters, digits, - and _ (or leave it out: the file's name is taken)`;
  return [error(['family'], message)];
}

/** taskRoleArn, executionRoleArn: "the short name or full ARN". */
function checkRoles(task: JsonObject): PathDiagnostic[] {
  return ['taskRoleArn', 'executionRoleArn'].flatMap((name) => {
    const role = textOf(task[name]);
    if (role === undefined) return [];
    if (hasPlaceholder(role)) return [placeholderWarning([name], role, 'the role')];
    const isArn = role.startsWith('arn:');
    if (isArn ? /^arn:[\w-]+:iam::[^:]+:role\/.+$/.test(role) : /^[\w+=,.@/-]+$/.test(role)) return [];
    const message = `${name} is ${shortened(role)}: write the name of a role, or "arn:aws:iam::123456789012:role/name"`;
    return [error([name], message)];
  });
}
