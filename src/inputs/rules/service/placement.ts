import { error, warning, numberOf, objectsIn, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';
import { isFilled } from '../view/task-view.ts';

/** Where tasks run. ECS says "Specifying both a launch type and capacity provider strategy is not supported". */
export const placementRule: Rule = { id: 'service/placement', page: apiPage('CreateService'), check };

function check({ content: service }: ContentView): PathDiagnostic[] {
  const diagnostics: PathDiagnostic[] = [];
  if (textOf(service['launchType']) !== undefined && isFilled(service['capacityProviderStrategy'])) {
    const message = 'launchType and capacityProviderStrategy exclude each other; delete one of the two';
    diagnostics.push(error(['launchType'], message));
  }
  if (service['schedulingStrategy'] === 'DAEMON' && isFilled(service['placementStrategy'])) {
    const message = 'a DAEMON service runs one task on every node; delete placementStrategy';
    diagnostics.push(warning(['placementStrategy'], message));
  }
  const strategy = objectsIn(service['capacityProviderStrategy'], ['capacityProviderStrategy']);
  const based = strategy.filter(({ value }) => (numberOf(value['base']) ?? 0) > 0);
  if (based[1]) {
    // API_CapacityProviderStrategyItem.html (base)
    diagnostics.push(
      error([...based[1].path, 'base'], 'only one capacity provider can have a base; delete this one'),
    );
  }
  return diagnostics;
}
