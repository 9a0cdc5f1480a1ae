import type { Aws } from '../../domain/ports/aws.ts';
import { type CurrentService, isSteady } from '../../domain/service.ts';

import { mayFindRoom, taskNeeds } from '../../plan/placement/placement.ts';

import type { World } from '../context.ts';
import { failuresOf } from './stopped-tasks.ts';
import { advisory, placementRefusal } from './explain-service.ts';
import { deploymentOf, judge, type Told, type Verdict } from './deployment-status.ts';

/** How long ECS may go on showing what was before the own deployment. */
const staleMs = 60_000;
/** Stopped tasks and capacity are looked at less often than services. */
const evidenceEveryMs = 10_000;
/** How long nothing may move before a refusal to place tasks counts for good. */
const stuckAfterMs = 60_000;

interface Movement {
  readonly counts: string;
  readonly since: number;
}

export interface Prospects {
  /** Judges services as one look shows them, each with what this run told it. */
  look(services: readonly (readonly [CurrentService, Told | undefined])[]): Promise<Map<string, Verdict>>;
}

/** Keeps in mind over all looks of a wait what tells whether services can still get there. */
export function watchProspects({ aws, clock }: World, cluster: string): Prospects {
  const started = clock.now();
  const seen = new Set<string>();
  const movements = new Map<string, Movement>();
  let lastEvidence = started;
  /** Tasks that had ended before the wait began: what made them end may have been mended since. */
  let endedBefore: ReadonlySet<string> | undefined;

  const verdictOf = (service: CurrentService, told: Told | undefined): Verdict => {
    if (!told || deploymentOf(service, told)) seen.add(service.name);
    return judge(service, told, !seen.has(service.name) && clock.now() - started < staleMs);
  };

  const stuckFor = (service: CurrentService): number => {
    const counts = JSON.stringify([
      service.runningCount,
      service.pendingCount,
      service.deployments.map(({ id }) => id),
    ]);
    const before = movements.get(service.name);
    if (before?.counts !== counts) movements.set(service.name, { counts, since: clock.now() });
    return clock.now() - (movements.get(service.name) as Movement).since;
  };

  return {
    async look(services) {
      const verdicts = new Map(
        services.map(([service, told]) => [service.name, verdictOf(service, told)] as const),
      );
      const open = services.filter(
        ([service]) => verdicts.get(service.name)?.is === 'going-on' && !isSteady(service),
      );
      const stuck = open.filter(([service]) => stuckFor(service) >= stuckAfterMs);
      if (open.length === 0) return verdicts;
      if (endedBefore && clock.now() - lastEvidence < evidenceEveryMs) return verdicts;
      lastEvidence = clock.now();
      const remembered = (await advisory(() => aws.nodes.stoppedTasks(cluster))) ?? [];
      const known = endedBefore ?? new Set(remembered.map(({ id }) => id));
      endedBefore = known;
      const stopped = remembered.filter(({ id }) => !known.has(id));
      for (const [service, told] of open) {
        const deployment = deploymentOf(service, told);
        const [failures] = deployment ? failuresOf(deployment, stopped) : [];
        if (failures && failures.tasks.length >= failures.cause.certainAfter) {
          const message = `the tasks of ${service.name} keep stopping: ${failures.cause.name}`;
          verdicts.set(service.name, { is: 'failed', message });
        }
      }
      for (const [service, told] of stuck.filter(([each, own]) => isRefused(each, own))) {
        if (!(await hasProspects(aws, cluster, service, told))) {
          const message = `the tasks of ${service.name} cannot be placed, and no capacity is coming`;
          verdicts.set(service.name, { is: 'failed', message });
        }
      }
      return verdicts;
    },
  };
}

function isRefused(service: CurrentService, told: Told | undefined): boolean {
  return refusalOf(service, told) !== undefined;
}

function refusalOf(service: CurrentService, told: Told | undefined) {
  return placementRefusal(service, deploymentOf(service, told)?.createdAt);
}

async function hasProspects(
  aws: Aws,
  cluster: string,
  service: CurrentService,
  told: Told | undefined,
): Promise<boolean> {
  // Another instance of the group would lack it, too.
  if (refusalOf(service, told)?.cause.name === 'missing attribute') return false;
  const capacity = await advisory(() => aws.nodes.capacity(cluster));
  const name = deploymentOf(service, told)?.taskDefinition.split('/').at(-1);
  const definition = name ? await advisory(() => aws.taskDefinitions.describe(name)) : undefined;
  return !capacity || !definition || mayFindRoom(taskNeeds(definition.content), capacity);
}
