import type { JsonObject } from '../../lib/json.ts';
import type { Finding } from '../finding.ts';
import { checkContainers } from './containers.ts';
import { checkEnvironment } from './environment.ts';
import { checkFargate } from './fargate.ts';
import { checkHealthChecks } from './health-check.ts';
import { checkFamily, checkRoles, checkTags } from './identity.ts';
import { checkLengths, checkSize } from './limits.ts';
import { checkLogging } from './logging.ts';
import { checkMemory } from './memory.ts';
import { checkNetworkMode } from './network-mode.ts';
import { checkPorts } from './ports.ts';
import { checkProxyLabels } from './proxy-labels.ts';
import { checkReferences } from './references.ts';
import { checkVolumes } from './volumes.ts';

/** Every rule about a task definition that AWS's model does not hold. Values of the wrong kind are left to the model. */
export function checkTaskDefinition(task: JsonObject): Finding[] {
  return [
    checkFamily,
    checkRoles,
    checkContainers,
    checkMemory,
    checkPorts,
    checkNetworkMode,
    checkReferences,
    checkVolumes,
    checkEnvironment,
    checkLogging,
    checkHealthChecks,
    checkFargate,
    checkProxyLabels,
    checkTags,
    checkSize,
    (each: JsonObject) => checkLengths(each, 'taskdef'),
  ].flatMap((rule) => rule(task));
}
