import type { Task } from '../domain/cluster.ts';
import type { FileSystem } from '../domain/file-system.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { type RevisionId, formatRevision, parseRevision } from '../domain/revision.ts';
import type { StackResource } from '../domain/stack.ts';
import { prefixTag, recordedRevision, stackTag } from '../domain/tags.ts';
import { readEach } from '../lib/concurrency.ts';
import type { OldRevisions } from '../plan/plan-cleanup.ts';
import type { Inventory, OwnFileSystem } from '../plan/plan-destroy.ts';

/** Reads everything that belongs to a prefix, for its removal. */
export async function observeInventory(
  aws: Aws,
  names: { prefix: string; cluster: string; stack: string; taskPrefix: string },
): Promise<Inventory> {
  const stack = await aws.stacks.describe(names.stack);
  const resources = stack ? await aws.stacks.resources(names.stack) : [];
  const [services, running, stopping, group, instances, fileSystems, taskDefinitions] = await Promise.all([
    aws.services.list(names.cluster),
    aws.tasks.running(names.cluster),
    aws.tasks.stopping(names.cluster),
    observeGroup(aws, resources),
    aws.instances.list(names.cluster),
    observeFileSystems(aws, names.stack, resources),
    ownTaskDefinitions(aws, names, resources),
  ]);
  return {
    prefix: names.prefix,
    cluster: names.cluster,
    stack,
    services: services.toSorted(),
    draining: drainingServices([...running, ...stopping], services),
    tasks: running.filter(({ service }) => service === undefined).map(({ arn }) => arn),
    stopping: stopping.length,
    group,
    containerInstances: instances.length,
    ...fileSystems,
    taskDefinitions,
  };
}

/** Services that have tasks and that `ListServices` does not show, since they are DRAINING. */
function drainingServices(tasks: readonly Task[], listed: readonly string[]): string[] {
  const names = new Set(tasks.flatMap(({ service }) => service ?? []));
  for (const name of listed) names.delete(name);
  return [...names].sort();
}

async function observeGroup(aws: Aws, resources: readonly StackResource[]): Promise<Inventory['group']> {
  const name = resources.find(({ type }) => type === 'AWS::AutoScaling::AutoScalingGroup')?.physicalId;
  const instances = name ? await aws.instances.groupSize(name) : undefined;
  return name && instances !== undefined ? { name, instances } : undefined;
}

/**
 * Separates the file systems that the stack created from others with its name: an earlier stack, or one of another
 * owner, may have left those.
 */
async function observeFileSystems(
  aws: Aws,
  stackName: string,
  resources: readonly StackResource[],
): Promise<Pick<Inventory, 'fileSystems' | 'otherFileSystems'>> {
  const created = new Set(
    resources.filter(({ type }) => type === 'AWS::EFS::FileSystem').map(({ physicalId }) => physicalId),
  );
  const found = await aws.fileSystems.findByTag(stackTag, stackName);
  const isOwn = ({ id, toBeDeleted, kept }: FileSystem) => created.has(id) || (toBeDeleted && !kept);
  const ownTargets = resources.filter(({ type }) => type === 'AWS::EFS::MountTarget').length;
  const own = found.filter(isOwn).map(async (fileSystem): Promise<OwnFileSystem> => {
    const targets = (await aws.fileSystems.mountTargets(fileSystem.id)) ?? 0;
    return { ...fileSystem, foreignMountTargets: Math.max(0, targets - ownTargets) };
  });
  return {
    fileSystems: await Promise.all(own),
    otherFileSystems: found.filter((each) => !isOwn(each) && !each.kept),
  };
}

/**
 * Reads the revisions of a prefix, and which revisions are used, in whatever cluster of the region.
 *
 * @param options.delete also reads the ones that were deregistered
 */
export async function observeRevisions(
  aws: Aws,
  names: { prefix: string; cluster: string; taskPrefix: string },
  options: { delete: boolean },
): Promise<OldRevisions> {
  const active = await ownTaskDefinitions(aws, names);
  const families = [...new Set(active.map(({ family }) => family))];
  const inactive: RevisionId[] = [];
  if (options.delete) {
    for (const family of families) {
      inactive.push(...(await aws.taskDefinitions.listRevisions(family, 'INACTIVE')));
    }
  }
  const used: RevisionId[] = [];
  for (const cluster of await aws.clusters.list()) used.push(...(await usedIn(aws, cluster)));
  return { prefix: names.prefix, cluster: names.cluster, active, inactive, used };
}

async function usedIn(aws: Aws, cluster: string): Promise<RevisionId[]> {
  const services = await aws.services.describe(cluster, await aws.services.list(cluster));
  const tasks = await aws.tasks.running(cluster);
  return [
    ...services.flatMap(({ taskDefinition, deployments, tags }) => [
      taskDefinition,
      recordedRevision(tags),
      ...deployments.map((deployment) => parseRevision(deployment.taskDefinition)),
    ]),
    ...tasks.map(({ taskDefinition }) => taskDefinition),
  ].filter((revision) => revision !== undefined);
}

/** Families are those with a revision whose tag says so: another prefix may begin with this one. */
async function ownTaskDefinitions(
  aws: Aws,
  { prefix, taskPrefix }: { prefix: string; taskPrefix: string },
  resources: readonly StackResource[] = [],
): Promise<RevisionId[]> {
  // Those of the stack have its tags, and go away with it.
  const ofStack = new Set(resources.map(({ physicalId }) => parseRevision(physicalId)?.family));
  const listed = await aws.taskDefinitions.listFamilies(taskPrefix);
  const families = listed.filter((family) => !ofStack.has(family));
  const revisions = await readEach(families, async (family) => {
    const all = await aws.taskDefinitions.listRevisions(family);
    // The newest may be one that somebody registered by hand.
    for (const revision of all.toSorted((a, b) => b.revision - a.revision)) {
      const found = await aws.taskDefinitions.describe(formatRevision(revision));
      const owner = found?.tags[prefixTag];
      if (owner !== undefined) return owner === prefix ? all : [];
    }
    return [];
  });
  return revisions.flat();
}
