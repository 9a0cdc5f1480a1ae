import type { JsonObject } from '../../lib/json.ts';
import { error, warning, type Finding } from '../finding.ts';
import { containersOf, isFilled, networkModeOf } from './task-view.ts';

/**
 * What containers cannot have in some network modes.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (links: "only supported
 * if the network mode is bridge"; hostname: "not supported if you're using the awsvpc network mode"; extraHosts:
 * not for "tasks that use the awsvpc network mode"). ECS says "Links are not supported when networkMode=awsvpc"
 * and "hostname is not supported on container when networkMode=awsvpc".
 */
export function checkNetworkMode(task: JsonObject): Finding[] {
  const mode = networkModeOf(task);
  if (mode === 'bridge') return [];
  return containersOf(task).flatMap(({ value, path }) => {
    const findings: Finding[] = [];
    if (isFilled(value['links'])) {
      const message = `links work with networkMode bridge only, not with ${mode}; with awsvpc, containers reach each other at localhost`;
      findings.push(
        mode === 'awsvpc' ? error([...path, 'links'], message) : warning([...path, 'links'], message),
      );
    }
    if (mode !== 'awsvpc') return findings;
    if (typeof value['hostname'] === 'string' && value['hostname'] !== '') {
      findings.push(
        error([...path, 'hostname'], 'hostname does not work with networkMode awsvpc; leave it out'),
      );
    }
    if (isFilled(value['extraHosts'])) {
      const message = 'extraHosts do not work with networkMode awsvpc; leave them out';
      findings.push(error([...path, 'extraHosts'], message));
    }
    return findings;
  });
}
