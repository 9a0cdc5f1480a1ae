import type { InputKind } from '../kinds.ts';
import { fileNameRule } from './common/file-name.ts';
import { limitsRule } from './common/limits.ts';
import { tagsRule } from './common/tags.ts';
import { closedPortsRule } from './folder/closed-ports.ts';
import { hostsRule } from './folder/hosts.ts';
import { namesRule as folderNamesRule } from './folder/names.ts';
import { referencesRule as folderReferencesRule } from './folder/references.ts';
import { serviceTaskRule } from './folder/service-task.ts';
import type { FolderRule, Rule } from './rule.ts';
import { deploymentRule } from './service/deployment.ts';
import { loadBalancersRule } from './service/load-balancers.ts';
import { namesRule } from './service/names.ts';
import { networkRule } from './service/network.ts';
import { placementRule } from './service/placement.ts';
import { containersRule } from './task-definition/containers.ts';
import { environmentRule } from './task-definition/environment.ts';
import { fargateRule } from './task-definition/fargate.ts';
import { healthCheckRule } from './task-definition/health-check.ts';
import { identityRule } from './task-definition/identity.ts';
import { labelsRule } from './task-definition/labels.ts';
import { loggingRule } from './task-definition/logging.ts';
import { memoryRule } from './task-definition/memory.ts';
import { networkModeRule } from './task-definition/network-mode.ts';
import { portsRule } from './task-definition/ports.ts';
import { referencesRule } from './task-definition/references.ts';
import { volumesRule } from './task-definition/volumes.ts';

const common: readonly Rule[] = [tagsRule, limitsRule, fileNameRule];

/** Every rule about a file of a kind that AWS's model does not contain. */
export const contentRules: Readonly<Record<InputKind, readonly Rule[]>> = {
  taskdef: [
    identityRule,
    containersRule,
    memoryRule,
    portsRule,
    networkModeRule,
    referencesRule,
    volumesRule,
    environmentRule,
    loggingRule,
    healthCheckRule,
    fargateRule,
    labelsRule,
    ...common,
  ],
  service: [namesRule, placementRule, deploymentRule, networkRule, loadBalancersRule, ...common],
};

/** Every rule about files together. */
export const folderRules: readonly FolderRule[] = [
  folderNamesRule,
  folderReferencesRule,
  serviceTaskRule,
  hostsRule,
  closedPortsRule,
];

/** The rules that a comment can silence. Those of parameters have a registry of their own, which is rarely loaded. */
export const ruleIds: readonly string[] = [
  ...new Set([...contentRules.taskdef, ...contentRules.service, ...folderRules].map(({ id }) => id)),
];
