import { error, warning, numberOf, objectOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';

/** ECS says "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments". */
export const deploymentRule: Rule = {
  id: 'service/deployment',
  page: apiPage('DeploymentConfiguration'),
  check,
};

function check({ content: { deploymentConfiguration } }: ContentView): PathDiagnostic[] {
  const { minimumHealthyPercent, maximumPercent } = objectOf(deploymentConfiguration);
  const at = ['deploymentConfiguration'];
  const least = numberOf(minimumHealthyPercent);
  const most = numberOf(maximumPercent);
  for (const [name, percent] of Object.entries({ minimumHealthyPercent: least, maximumPercent: most })) {
    if (percent !== undefined && percent < 0) {
      return [error([...at, name], `${name} is ${percent}, but cannot be less than 0`)];
    }
  }
  if (least === undefined || most === undefined) return [];
  if (least === 100 && most === 100) {
    const message =
      'with minimumHealthyPercent and maximumPercent both 100, no task can be replaced; lower the one or raise the other';
    return [error([...at, 'maximumPercent'], message)];
  }
  if (least < most || (least === 0 && most === 0)) return [];
  const message = `maximumPercent is ${most}, but must be above minimumHealthyPercent (${least})`;
  return [warning([...at, 'maximumPercent'], message)];
}
