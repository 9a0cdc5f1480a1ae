import type { JsonObject } from '../../lib/json.ts';
import { error, objectsIn, repeated, textOf, type Finding } from '../finding.ts';
import { shortened } from '../schema/messages.ts';
import { hasPlaceholder, placeholderWarning } from './placeholders.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html (family) */
export function checkFamily(task: JsonObject): Finding[] {
  const family = task['family'];
  if (typeof family !== 'string' || /^[\w-]{1,255}$/.test(family)) return [];
  if (hasPlaceholder(family)) return [placeholderWarning(['family'], family, 'the family')];
  const message = `family is ${shortened(family)}, but holds only letters, digits, - and _ (or leave it out: the file's name is taken)`;
  return [error(['family'], message)];
}

/** The same page (taskRoleArn, executionRoleArn): "the short name or full ARN". ECS says "Role is not valid". */
export function checkRoles(task: JsonObject): Finding[] {
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

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html and the rules of `tags` in
 * API_RegisterTaskDefinition.html and API_CreateService.html
 */
export function checkTags(content: JsonObject): Finding[] {
  const tags = objectsIn(content['tags'], ['tags']);
  const findings = tags.flatMap(({ value, path }) => {
    const key = value['key'];
    if (key === undefined || key === '') return [error(path, 'a tag needs "key": "…"')];
    if (typeof key !== 'string') return [];
    const at = [...path, 'key'];
    if (key.length > 128) return [error(at, `key has ${key.length} characters, but may have 128`)];
    if (/^aws:/i.test(key)) return [error(at, `key is ${shortened(key)}, but aws: is for AWS's own tags`)];
    const text = textOf(value['value']) ?? '';
    if (text.length <= 256) return [];
    return [error([...path, 'value'], `value has ${text.length} characters, but may have 256`)];
  });
  for (const { value, key } of repeated(tags, ({ value: tag }) => textOf(tag['key']))) {
    const message = `another tag has the key '${key}' as well; delete one of the two`;
    findings.push(error([...value.path, 'key'], message));
  }
  return findings;
}
