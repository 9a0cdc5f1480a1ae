import { error, warning, numberOf, objectsIn, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { ContentView, Rule } from '../rule.ts';
import { isFilled } from '../view/task-view.ts';

/** ECS says "Health check grace period is only valid for services configured to use load balancers". */
export const loadBalancersRule: Rule = { id: 'service/load-balancers', page: apiPage('LoadBalancer'), check };

function check({ content: service }: ContentView): PathDiagnostic[] {
  const balancers = objectsIn(service['loadBalancers'], ['loadBalancers']);
  const diagnostics: PathDiagnostic[] = [];
  for (const { value, path } of balancers) {
    const named = [value['targetGroupArn'], value['loadBalancerName']].filter(
      (name) => textOf(name) !== undefined,
    );
    if (named.length === 0) diagnostics.push(warning(path, 'a load balancer needs "targetGroupArn": "…"'));
    if (named.length > 1) {
      const message = 'targetGroupArn and loadBalancerName exclude each other; delete one of the two';
      diagnostics.push(error([...path, 'loadBalancerName'], message));
    }
  }
  const grace = numberOf(service['healthCheckGracePeriodSeconds']) ?? 0;
  const hasTargets = balancers.length > 0 || isFilled(service['vpcLatticeConfigurations']);
  if (grace > 0 && !hasTargets) {
    const message = 'healthCheckGracePeriodSeconds is for services with loadBalancers; delete it';
    diagnostics.push(error(['healthCheckGracePeriodSeconds'], message));
  }
  return diagnostics;
}
