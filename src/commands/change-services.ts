import type { Plan } from '../domain/plan.ts';
import type { Aws } from '../domain/ports/aws.ts';
import type { CurrentService } from '../domain/service.ts';
import { exitStatus, UsageError, type ExitStatus } from '../errors.ts';
import { suggestion } from '../lib/nearest-name.ts';
import type { Result } from '../report/result.ts';
import type { Context } from './context.ts';
import { runPlan } from './run-plan.ts';

interface Change {
  readonly names: readonly string[];
  plan(owner: { prefix: string; cluster: string }, services: readonly CurrentService[]): Plan;
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
 * Finds services by their names or those of their files.
 *
 * @throws UsageError if the cluster has no such service
 */
async function findServices(aws: Aws, cluster: string, names: readonly string[]): Promise<CurrentService[]> {
  const wanted = [...new Set(names.map((name) => name.replace(/\.(service|taskdef)(\.template)?$/, '')))];
  const known = (await aws.services.list(cluster)).toSorted();
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `the cluster ${cluster} has no service '${unknown}'${suggestion(unknown, known)}`,
      known.length > 0 ? `There are: ${known.join(', ')}` : 'There are none.',
    );
  }
  return aws.services.describe(cluster, wanted);
}
