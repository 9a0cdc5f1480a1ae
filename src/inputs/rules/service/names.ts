import type { JsonObject } from '../../../lib/json.ts';
import { error, numberOf, type PathDiagnostic } from '../../document/values.ts';
import { shortened } from '../../schema/messages.ts';
import { apiPage, type ContentView, type Rule } from '../rule.ts';
import { hasPlaceholder, placeholderWarning } from '../view/placeholders.ts';

/** The name of the service, the names that it refers to, and the number of its tasks. */
export const namesRule: Rule = { id: 'service/names', page: apiPage('CreateService'), check };

function check({ content, cluster }: ContentView): PathDiagnostic[] {
  return [...checkName(content), ...checkCount(content), ...checkCluster(content, cluster)];
}

function checkName({ serviceName, taskDefinition }: JsonObject): PathDiagnostic[] {
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
  return diagnostics;
}

function checkCount({ desiredCount }: JsonObject): PathDiagnostic[] {
  const count = numberOf(desiredCount);
  if (count === undefined || count >= 0) return [];
  return [error(['desiredCount'], `desiredCount is ${count}, but must be a whole number, 0 or more`)];
}

function checkCluster({ cluster: named }: JsonObject, cluster: string): PathDiagnostic[] {
  if (typeof named !== 'string' || named.split('/').at(-1) === cluster) return [];
  const message = `cluster is ${JSON.stringify(named)}, but this folder loads into '${cluster}'; leave the line out`;
  return [error(['cluster'], message)];
}
