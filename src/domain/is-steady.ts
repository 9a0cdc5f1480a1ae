import type { CurrentService } from './types.ts';

/**
 * Whether a service does what it was told: all its tasks run, and no deployment is under way.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html for `rolloutState`
 */
export function isSteady(service: CurrentService): boolean {
  const [deployment, ...older] = service.deployments;
  const rollout = deployment?.rolloutState;
  return (
    service.status === 'ACTIVE' &&
    older.length === 0 &&
    service.runningCount === service.desiredCount &&
    service.pendingCount === 0 &&
    (rollout === undefined || rollout === 'COMPLETED')
  );
}
