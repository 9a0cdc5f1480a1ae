import type { CurrentService } from '../../domain/service.ts';
import { placementCause, type Cause } from './task-causes.ts';

/**
 * What ECS last said about placing tasks of a service, if that is a refusal.
 *
 * @param since events before it are about an earlier deployment; milliseconds since the epoch
 */
export function placementRefusal(
  { events }: CurrentService,
  since: number | undefined,
): { readonly message: string; readonly cause: Cause } | undefined {
  for (const { at, message } of events) {
    if (since !== undefined && at < since) return undefined;
    if (/has started \d+ tasks|has reached a steady state/.test(message)) return undefined;
    const cause = placementCause(message);
    if (cause) return { message, cause };
  }
  return undefined;
}
