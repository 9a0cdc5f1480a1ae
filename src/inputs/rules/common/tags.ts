import { error, objectsIn, repeated, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';

/** Keys and values of tags. Their limits are also in API_RegisterTaskDefinition.html and API_CreateService.html. */
export const tagsRule: Rule = { id: 'common/tags', page: apiPage('Tag'), check };

function check({ content }: ContentView): PathDiagnostic[] {
  const tags = objectsIn(content['tags'], ['tags']);
  const diagnostics = tags.flatMap(({ value, path }) => {
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
    diagnostics.push(error([...value.path, 'key'], message));
  }
  return diagnostics;
}
