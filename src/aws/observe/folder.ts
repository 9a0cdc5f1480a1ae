import { isUsable } from '../plan/plan-stack.ts';
import { taskDefinitionDigest } from '../plan/plan-task-definitions.ts';
import type { FileSystem, Remains } from '../plan/plan-destroy.ts';
import { isLoadedBy, recordedRevision, prefixTag, stackTag } from '../plan/ownership-tags.ts';
import { formatRevision, parseRevision, sameRevision } from '../plan/revision.ts';
import type {
  Current,
  CurrentService,
  CurrentStack,
  CurrentTaskDefinition,
  RecognisedRevision,
  RevisionId,
  Wanted,
  WantedService,
  WantedTaskDefinition,
} from '../plan/types.ts';
import { batches } from './batches.ts';
import type { Aws, StackResource } from './ports.ts';

/** How many look-ups run side by side: well below the 20 a second that ECS allows for reading task definitions. */
const atOnce = 10;

/** Reads the stack and, if it can be compared, the template that it was made from. */
export async function observeStack(
  aws: Aws,
  name: string,
): Promise<{ stack: CurrentStack | undefined; templateBody: string | undefined }> {
  const stack = await aws.stacks.describe(name);
  const comparable = stack !== undefined && isUsable(stack);
  return { stack, templateBody: comparable ? await aws.stacks.templateBody(name) : undefined };
}

/**
 * Reads what there is of what is wanted: the services, and the task definitions that no service vouches for.
 *
 * @param clusterExists false saves asking for services
 */
export async function observe(aws: Aws, wanted: Wanted, clusterExists: boolean): Promise<Current> {
  const names = new Set(wanted.services.map(({ name }) => name));
  const listed = clusterExists ? await aws.services.list(wanted.cluster) : [];
  const all = [...new Set([...names, ...listed])];
  const there = clusterExists ? await aws.services.describe(wanted.cluster, all) : [];
  const services = there.filter(({ name }) => names.has(name));
  const leftovers = there.filter(
    ({ name, status, tags }) => !names.has(name) && status === 'ACTIVE' && isLoadedBy(tags, wanted.prefix),
  );
  const mayExist = knownFamilies(aws, wanted.taskDefinitions);
  const definitions = await sideBySide(wanted.taskDefinitions, (definition) => {
    // Only a service that stays with the family: what another says of it is lost with that one's next tags.
    const runs = ({ taskDefinition: it }: WantedService) => 'family' in it && it.family === definition.family;
    const runners = new Set(wanted.services.filter(runs).map(({ name }) => name));
    const staying = services.filter(({ name }) => runners.has(name));
    return observeTaskDefinition(aws, definition, staying, mayExist);
  });
  const references = new Set(
    wanted.services.flatMap(({ taskDefinition }) =>
      'lookUp' in taskDefinition ? taskDefinition.lookUp : [],
    ),
  );
  const lookedUp = await sideBySide([...references], async (name) => ({
    name,
    found: await aws.taskDefinitions.describe(name),
  }));
  return {
    services: new Map(services.map((service) => [service.name, service])),
    leftovers: leftovers.map(({ name }) => name).sort(),
    taskDefinitions: new Map(definitions.flatMap((found) => (found ? [[found.family, found] as const] : []))),
    lookedUp: new Map(
      lookedUp.flatMap(({ name, found }): [string, RevisionId][] =>
        found?.active ? [[name, { family: found.family, revision: found.revision }]] : [],
      ),
    ),
  };
}

/**
 * Finds the revision of a family that may do. A service that runs the revision which its tag records, made from
 * this very content, saves a look at it; one that somebody gave another revision tells which one to go back to.
 */
async function observeTaskDefinition(
  aws: Aws,
  wanted: WantedTaskDefinition,
  services: readonly CurrentService[],
  mayExist: (family: string) => Promise<boolean>,
): Promise<CurrentTaskDefinition | RecognisedRevision | undefined> {
  const digest = taskDefinitionDigest(wanted);
  const recorded = services
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ tags, taskDefinition }) => ({ running: taskDefinition, tag: recordedRevision(tags) }))
    .filter(({ tag }) => tag?.family === wanted.family && tag.digest === digest);
  const vouched = recorded.find(({ running, tag }) => sameRevision(running, tag))?.tag;
  if (vouched) return vouched;
  const [former] = recorded;
  if (former?.tag) {
    const found = await aws.taskDefinitions.describe(formatRevision(former.tag));
    if (found?.active) return found;
  }
  if (!(await mayExist(wanted.family))) return undefined;
  const newest = await aws.taskDefinitions.describe(wanted.family);
  return newest?.active ? newest : undefined;
}

/**
 * Says of a family whether it may be there. Of many, one list tells which are, where looking for each one would
 * use up the quota; it is asked for when the first family is looked for.
 */
function knownFamilies(
  aws: Aws,
  wanted: readonly WantedTaskDefinition[],
): (family: string) => Promise<boolean> {
  const beginning = wanted.length > atOnce ? commonBeginning(wanted.map(({ family }) => family)) : '';
  if (beginning === '') return () => Promise.resolve(true);
  let families: Promise<Set<string>> | undefined;
  return async (family) => {
    families ??= aws.taskDefinitions.listFamilies(beginning).then((names) => new Set(names));
    return (await families).has(family);
  };
}

function commonBeginning(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  while (!words.every((word) => word.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}

/** Reads everything that belongs to a prefix, for its removal. */
export async function observeRemains(
  aws: Aws,
  names: { prefix: string; cluster: string; stack: string; taskPrefix: string },
): Promise<Remains> {
  const stack = await aws.stacks.describe(names.stack);
  const resources = stack ? await aws.stacks.resources(names.stack) : [];
  const [services, tasks, group, instances, fileSystems, taskDefinitions] = await Promise.all([
    aws.services.list(names.cluster),
    aws.nodes.runningTasks(names.cluster),
    observeGroup(aws, resources),
    aws.nodes.containerInstances(names.cluster),
    ownFileSystems(aws, names.stack, stack),
    ownTaskDefinitions(aws, names, resources),
  ]);
  return {
    prefix: names.prefix,
    cluster: names.cluster,
    stack,
    services: services.toSorted(),
    tasks: tasks.filter(({ service }) => service === undefined).map(({ arn }) => arn),
    group,
    containerInstances: instances.length,
    fileSystems,
    taskDefinitions,
  };
}

async function observeGroup(aws: Aws, resources: readonly StackResource[]): Promise<Remains['group']> {
  const name = resources.find(({ type }) => type === 'AWS::AutoScaling::AutoScalingGroup')?.physicalId;
  const instances = name ? await aws.nodes.groupSize(name) : undefined;
  return name && instances !== undefined ? { name, instances } : undefined;
}

async function ownFileSystems(
  aws: Aws,
  stackName: string,
  stack: CurrentStack | undefined,
): Promise<FileSystem[]> {
  const found = await aws.fileSystems.findByTag(stackTag, stackName);
  return found.filter(({ id }) => id !== stack?.parameters['FileSystemId']);
}

/** Families are those with a revision whose tag says so: another prefix may begin with this one. */
export async function ownTaskDefinitions(
  aws: Aws,
  { prefix, taskPrefix }: { prefix: string; taskPrefix: string },
  resources: readonly StackResource[] = [],
): Promise<RevisionId[]> {
  // Those of the stack have its tags, and go away with it.
  const ofStack = new Set(resources.map(({ physicalId }) => parseRevision(physicalId)?.family));
  const listed = await aws.taskDefinitions.listFamilies(taskPrefix);
  const families = listed.filter((family) => !ofStack.has(family));
  const revisions = await sideBySide(families, async (family) => {
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

async function sideBySide<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const batch of batches(items, atOnce)) results.push(...(await Promise.all(batch.map(read))));
  return results;
}
