import { objectOf, error, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';

/** How many subnets and security groups a service has. */
export const networkRule: Rule = { id: 'service/network', page: apiPage('AwsVpcConfiguration'), check };

function check({ content: { networkConfiguration } }: ContentView): PathDiagnostic[] {
  const vpc = objectOf(objectOf(networkConfiguration)['awsvpcConfiguration']);
  const at = ['networkConfiguration', 'awsvpcConfiguration'];
  const limits = { subnets: 16, securityGroups: 5 };
  return Object.entries(limits).flatMap(([name, most]) => {
    const list = vpc[name];
    if (!Array.isArray(list)) return [];
    if (list.length > most)
      return [error([...at, name, most], `${name} has ${list.length} entries, but may have ${most}`)];
    if (name === 'subnets' && list.length === 0)
      return [error([...at, name], 'subnets is empty; name one at least')];
    return [];
  });
}
