import { readHosts, readPorts } from '../../../cluster/labels.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { objectOf, type Path } from '../../document/values.ts';
import { hasPlaceholder } from './placeholders.ts';
import { containersOf } from './task-view.ts';

/** A host name and a port on which a container wants to be reached. */
interface Claim {
  readonly host: string;
  readonly port: number;
  /** The path of the labels. */
  readonly path: Path;
}

/** What the labels of a task definition claim; entries that the proxy leaves out do not count. */
export function claimsOf(task: JsonObject): Claim[] {
  return containersOf(task).flatMap(({ value: { dockerLabels }, path }) => {
    const { 'proxy.host': hosts, 'proxy.ports': ports } = objectOf(dockerLabels);
    if (typeof hosts !== 'string' || hasPlaceholder(hosts)) return [];
    const { values } = readPorts(typeof ports === 'string' ? ports : undefined);
    return readHosts('proxy.host', hosts).values.flatMap((host) =>
      values.map(({ listen }) => ({ host, port: listen, path: [...path, 'dockerLabels'] })),
    );
  });
}
