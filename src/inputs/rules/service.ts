import { isObject, type JsonObject } from '../../lib/json.ts';
import { error, numberOf, objectsIn, textOf, warning, type Finding } from '../finding.ts';
import { shortened } from '../schema/messages.ts';
import { hasPlaceholder, placeholderWarning } from './placeholders.ts';
import { isFilled } from './task-view.ts';

/**
 * A service by itself.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html, API_DeploymentConfiguration.html
 * and API_AwsVpcConfiguration.html. ECS says "Specifying both a launch type and capacity provider strategy is not
 * supported", "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments" and
 * "Health check grace period is only valid for services configured to use load balancers".
 */
export function checkService(service: JsonObject): Finding[] {
  return [
    ...checkName(service),
    ...checkCount(service),
    ...checkPlacement(service),
    ...checkDeployment(service),
    ...checkNetwork(service),
    ...checkLoadBalancers(service),
  ];
}

function checkName({ serviceName, taskDefinition }: JsonObject): Finding[] {
  const findings: Finding[] = [];
  if (typeof serviceName === 'string' && !/^[\w-]{1,255}$/.test(serviceName)) {
    const message = `serviceName is ${shortened(serviceName)}, but holds only letters, digits, - and _`;
    findings.push(
      hasPlaceholder(serviceName)
        ? placeholderWarning(['serviceName'], serviceName, 'the name')
        : error(['serviceName'], message),
    );
  }
  if (taskDefinition === '') {
    const message = 'taskDefinition must be the name of a .taskdef file, a family or an ARN';
    findings.push(error(['taskDefinition'], message));
  }
  return findings;
}

function checkCount({ desiredCount }: JsonObject): Finding[] {
  const count = numberOf(desiredCount);
  if (count === undefined || count >= 0) return [];
  return [error(['desiredCount'], `desiredCount is ${count}, but must be a whole number, 0 or more`)];
}

function checkPlacement(service: JsonObject): Finding[] {
  const findings: Finding[] = [];
  if (textOf(service['launchType']) !== undefined && isFilled(service['capacityProviderStrategy'])) {
    const message = 'launchType and capacityProviderStrategy exclude each other; delete one of the two';
    findings.push(error(['launchType'], message));
  }
  if (service['schedulingStrategy'] === 'DAEMON' && isFilled(service['placementStrategy'])) {
    const message = 'a DAEMON service runs one task on every node; delete placementStrategy';
    findings.push(warning(['placementStrategy'], message));
  }
  const strategy = objectsIn(service['capacityProviderStrategy'], ['capacityProviderStrategy']);
  const based = strategy.filter(({ value }) => (numberOf(value['base']) ?? 0) > 0);
  if (based[1]) {
    // API_CapacityProviderStrategyItem.html (base)
    findings.push(
      error([...based[1].path, 'base'], 'only one capacity provider can have a base; delete this one'),
    );
  }
  return findings;
}

function checkDeployment({ deploymentConfiguration }: JsonObject): Finding[] {
  if (!isObject(deploymentConfiguration)) return [];
  const at = ['deploymentConfiguration'];
  const least = numberOf(deploymentConfiguration['minimumHealthyPercent']);
  const most = numberOf(deploymentConfiguration['maximumPercent']);
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
  return [
    warning(
      [...at, 'maximumPercent'],
      `maximumPercent is ${most}, but must be above minimumHealthyPercent (${least})`,
    ),
  ];
}

function checkNetwork({ networkConfiguration }: JsonObject): Finding[] {
  const vpc = isObject(networkConfiguration) ? networkConfiguration['awsvpcConfiguration'] : undefined;
  if (!isObject(vpc)) return [];
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

function checkLoadBalancers(service: JsonObject): Finding[] {
  const balancers = objectsIn(service['loadBalancers'], ['loadBalancers']);
  const findings: Finding[] = [];
  for (const { value, path } of balancers) {
    const named = [value['targetGroupArn'], value['loadBalancerName']].filter(
      (name) => textOf(name) !== undefined,
    );
    if (named.length === 0) findings.push(warning(path, 'a load balancer needs "targetGroupArn": "…"'));
    if (named.length > 1) {
      const message = 'targetGroupArn and loadBalancerName exclude each other; delete one of the two';
      findings.push(error([...path, 'loadBalancerName'], message));
    }
  }
  const grace = numberOf(service['healthCheckGracePeriodSeconds']) ?? 0;
  const hasTargets = balancers.length > 0 || isFilled(service['vpcLatticeConfigurations']);
  if (grace > 0 && !hasTargets) {
    const message = 'healthCheckGracePeriodSeconds is for services with loadBalancers; delete it';
    findings.push(error(['healthCheckGracePeriodSeconds'], message));
  }
  return findings;
}
