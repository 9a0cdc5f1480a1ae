import type { Plan } from '../../domain/plan.ts';
import type { Aws } from '../../domain/ports/aws.ts';
import { AwsError, exitStatus, UsageError, type ExitStatus } from '../../errors.ts';
import { suggestion } from '../../lib/nearest-name.ts';
import type { ServiceTasks } from '../../plan/plan-removal.ts';
import type { Result } from '../../report/result.ts';
import type { Context } from './context.ts';
import { runPlan } from './run-plan.ts';

interface Change {
  readonly names: readonly string[];
  plan(owner: { prefix: string; cluster: string }, services: readonly ServiceTasks[]): Plan;
  result(plan: Plan): Result;
}

/** Runs a plan for the services that the user names. */
export async function changeServices(
  context: Context,
  { names, plan: planFor, result: resultOf }: Change,
): Promise<ExitStatus> {
  const aws = await context.connect();
  const { prefix, cluster } = context.settings;
  const plan = planFor({ prefix, cluster }, await findServices(aws, cluster, names));
  const result = await runPlan(context, aws, { plan, wait: false });
  if (result.kind === 'not-applied') return result.status;
  context.reporter.result(resultOf(plan));
  return exitStatus.done;
}

/**
 * Finds services by their names or those of their files, also those that are being deleted: lists do not show them.
 *
 * @throws UsageError if the cluster has no such service
 */
async function findServices(aws: Aws, cluster: string, names: readonly string[]): Promise<ServiceTasks[]> {
  const wanted = [...new Set(names.map((name) => name.replace(/\.(service|taskdef)(\.template)?$/, '')))];
  const [described, stopping] = await Promise.all([
    aws.services.describe(cluster, wanted).catch(noneIfMissing),
    aws.tasks.stopping(cluster),
  ]);
  const found = described
    .map((service) => ({
      ...service,
      stopping: stopping.filter((task) => task.service === service.name).length,
    }))
    .filter((service) => service.status !== 'INACTIVE' || service.stopping > 0);
  const unknown = wanted.find((name) => !found.some((service) => service.name === name));
  if (unknown !== undefined) {
    const known = (await aws.services.list(cluster)).toSorted();
    throw new UsageError(
      `the cluster ${cluster} has no service '${unknown}'${suggestion(unknown, known)}`,
      known.length > 0 ? `There are: ${known.join(', ')}` : 'There are none.',
    );
  }
  return found;
}

/** Without a cluster there are no services. */
function noneIfMissing(error: unknown): [] {
  if (error instanceof AwsError && error.kind === 'missing') return [];
  throw error;
}
