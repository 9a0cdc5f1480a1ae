import { error, type PathDiagnostic } from '../../document/values.ts';
import { apiPage, inputKinds } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';
import { isAutocreated } from '../view/task-view.ts';

/** A file whose name becomes the name of a family or a service. */
export const fileNameRule: Rule = { id: 'common/file-name', page: apiPage('CreateService'), check };

function check({ kind, content, name }: ContentView): PathDiagnostic[] {
  const isNamed = content[inputKinds[kind].nameMember] !== undefined;
  if ((isNamed && !isAutocreated(kind, content)) || /^[\w-]{1,255}$/.test(name)) return [];
  const message = `'${name}' would become a name in ECS, which holds only letters, digits, - and _; rename the file`;
  return [{ ...error([], message), about: 'file' }];
}
