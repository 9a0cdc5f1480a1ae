import { suggestion } from '../../../lib/nearest-name.ts';
import { warning } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { FolderDiagnostic, FolderRule, FolderView } from '../rule.ts';
import { taskDefinitionOf, referencedName } from '../view/reference.ts';

/** A service whose task definition is not in the folder, where AWS is not asked for it. */
export const referencesRule: FolderRule = { id: 'folder/references', page: apiPage('CreateService'), check };

function check(folder: FolderView): FolderDiagnostic[] {
  const { taskDefinitions, services, siblings, withPrefix } = folder;
  if (!siblings) return [];
  const known = [...taskDefinitions.map(({ name }) => name), ...siblings];
  return services.flatMap((service): FolderDiagnostic[] => {
    const name = referencedName(service);
    const family = withPrefix(name);
    const isElsewhere = name !== service.taskDefinition || /:\d+$/.test(name);
    const isThere = taskDefinitionOf(service, folder) ?? siblings.some((each) => withPrefix(each) === family);
    if (isElsewhere || isThere) return [];
    const near = suggestion(name, known);
    const message = `there is no ${name}.taskdef here${near}; without one, '${family}' or '${name}' must be in AWS`;
    return [{ source: service.source, ...warning(['taskDefinition'], message) }];
  });
}
