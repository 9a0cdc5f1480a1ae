import { error, textOf, warning, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';
import { containersOf, isFilled, networkModeOf } from '../view/task-view.ts';

/**
 * What containers cannot have in some network modes.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (links: "only supported
 * if the network mode is bridge"; hostname: "not supported if you're using the awsvpc network mode"; extraHosts:
 * not for "tasks that use the awsvpc network mode"). ECS says "Links are not supported when networkMode=awsvpc"
 * and "hostname is not supported on container when networkMode=awsvpc".
 */
export const networkModeRule: Rule = {
  id: 'task-definition/network-mode',
  page: apiPage('ContainerDefinition'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  const mode = networkModeOf(task);
  if (mode === 'bridge') return [];
  return containersOf(task).flatMap(({ value, path }) => {
    const diagnostics: PathDiagnostic[] = [];
    if (isFilled(value['links'])) {
      const message = `links work with networkMode bridge only, not with ${mode}; with awsvpc, containers reach each other at localhost`;
      const report = mode === 'awsvpc' ? error : warning;
      diagnostics.push(report([...path, 'links'], message));
    }
    if (mode !== 'awsvpc') return diagnostics;
    if (textOf(value['hostname']) !== undefined) {
      const message = 'hostname does not work with networkMode awsvpc; leave it out';
      diagnostics.push(error([...path, 'hostname'], message));
    }
    if (isFilled(value['extraHosts'])) {
      const message = 'extraHosts do not work with networkMode awsvpc; leave them out';
      diagnostics.push(error([...path, 'extraHosts'], message));
    }
    return diagnostics;
  });
}
