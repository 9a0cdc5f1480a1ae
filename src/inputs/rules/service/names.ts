import { error, numberOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder, placeholderWarning } from '../view/placeholders.ts';

/** The name of the service, the names that it refers to, and the number of its tasks. */
export const namesRule: Rule = { id: 'service/names', page: apiPage('CreateService'), check };

function check({ content, cluster }: ContentView): PathDiagnostic[] {
  const { serviceName, taskDefinition, cluster: named } = content;
  const count = numberOf(content['desiredCount']) ?? 0;
  const diagnostics: PathDiagnostic[] = [];
  if (typeof serviceName === 'string' && !/^[\w-]{1,255}$/.test(serviceName)) {
    const message = `serviceName is ${shortened(serviceName)}, but holds only letters, digits, - and _`;
    diagnostics.push(
      hasPlaceholder(serviceName)
        ? placeholderWarning(['serviceName'], serviceName, 'the name')
        : error(['serviceName'], message),
    );
  }
  if (taskDefinition === '') {
    const message = 'taskDefinition must be the name of a .taskdef file, a family or an ARN';
    diagnostics.push(error(['taskDefinition'], message));
  }
  if (count < 0) {
    const message = `desiredCount is ${count}, but must be a whole number, 0 or more`;
    diagnostics.push(error(['desiredCount'], message));
  }
  if (typeof named === 'string' && named.split('/').at(-1) !== cluster) {
    const message = `cluster is ${JSON.stringify(named)}, but this folder loads into '${cluster}'; leave the line out`;
    diagnostics.push(error(['cluster'], message));
  }
  return diagnostics;
}
