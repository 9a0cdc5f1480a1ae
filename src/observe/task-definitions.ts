import type { Wanted } from '../domain/folder.ts';
import type { Aws } from '../domain/ports/aws.ts';
import { formatRevision, sameRevision, type RecordedRevision, type RevisionId } from '../domain/revision.ts';
import type { CurrentService } from '../domain/service.ts';
import { recordedRevision } from '../domain/tags.ts';
import type { KnownRevision } from '../domain/task-definition.ts';
import { atOnce, readEach } from '../lib/concurrency.ts';

/** A page of a long list, which may hold none of them, is worth as much as this many single calls. */
const callsPerPage = 10;
/** From this number of revisions on, a list needs fewer calls than one call for each. */
const worthListing = 3;

/** Finds for each family of the folder the revision that may still be right, if there is one. */
export async function observeTaskDefinitions(
  aws: Aws,
  wanted: Wanted,
  services: readonly CurrentService[],
): Promise<KnownRevision[]> {
  const records = recordsByFamily(wanted, services);
  const inUse = wanted.taskDefinitions.flatMap(({ family }) => revisionInUse(records.get(family)) ?? []);
  const active = await activeRevisionsOf(aws, inUse);
  const recorded = inUse.filter((revision) => active.has(formatRevision(revision)));
  const found = new Set(recorded.map(({ family }) => family));
  const others = wanted.taskDefinitions.map(({ family }) => family).filter((family) => !found.has(family));
  const mayExist = familyLookup(aws, others);
  const described = await readEach(others, async (family) => {
    // A service that was given another revision by hand still records the one to go back to.
    const ofFamily = records.get(family);
    const former = revisionInUse(ofFamily) ? undefined : ofFamily?.[0]?.recorded;
    const before = former && (await aws.taskDefinitions.describe(formatRevision(former)));
    if (before?.active) return before;
    if (!(await mayExist(family))) return undefined;
    const newest = await aws.taskDefinitions.describe(family);
    return newest?.active ? newest : undefined;
  });
  return [
    ...recorded.map((revision): KnownRevision => ({ kind: 'recorded', revision })),
    ...described.flatMap((revision): KnownRevision[] => (revision ? [{ kind: 'described', revision }] : [])),
  ];
}

/** The revision that the tag of a service records, and the one that the service runs now. */
interface RevisionRecord {
  readonly recorded: RecordedRevision;
  readonly running: RevisionId | undefined;
}

/**
 * The records of each family's revision that was made from exactly the wanted content. A service that moves to another
 * family loses its record.
 */
function recordsByFamily(
  wanted: Wanted,
  services: readonly CurrentService[],
): ReadonlyMap<string, readonly RevisionRecord[]> {
  const active = new Map(
    services.filter(({ status }) => status === 'ACTIVE').map((service) => [service.name, service]),
  );
  const digests = new Map(wanted.taskDefinitions.map(({ family, digest }) => [family, digest]));
  const records = new Map<string, RevisionRecord[]>();
  for (const { name, taskDefinition } of wanted.services) {
    const service = active.get(name);
    const recorded = service && recordedRevision(service.tags);
    if (!recorded || taskDefinition.kind !== 'of-folder') continue;
    const { family } = taskDefinition;
    if (recorded.family !== family || recorded.digest !== digests.get(family)) continue;
    records.set(family, [...(records.get(family) ?? []), { recorded, running: service.taskDefinition }]);
  }
  return records;
}

/** The revision that a service both records and runs, so that its content need not be read. */
function revisionInUse(records: readonly RevisionRecord[] = []): RecordedRevision | undefined {
  return records.find(({ running, recorded }) => sameRevision(running, recorded))?.recorded;
}

/**
 * Finds out which revisions are still registered: services of a deregistered one run on, and show nothing of it. A
 * page of the list covers a hundred revisions, but of the whole region; where the list is long, each is described.
 *
 * @returns their names
 */
async function activeRevisionsOf(aws: Aws, revisions: readonly RevisionId[]): Promise<Set<string>> {
  const open = new Set(revisions.map(formatRevision));
  const active = new Set<string>();
  let pages = open.size < worthListing ? 0 : Math.ceil(open.size / callsPerPage);
  const list = aws.taskDefinitions.activeRevisions()[Symbol.asyncIterator]();
  for (; pages > 0 && open.size > 0; pages -= 1) {
    const { done, value: page = [] } = await list.next();
    if (done) break;
    for (const name of page.map(formatRevision)) if (open.delete(name)) active.add(name);
  }
  // This includes what a complete list lacks: a revision may be too new for it.
  await readEach([...open], async (name) => {
    if ((await aws.taskDefinitions.describe(name))?.active) active.add(name);
  });
  return active;
}

/**
 * Answers whether a family may exist. For many families, one list, read at the first question, replaces a call for
 * each, which would use up the quota.
 */
function familyLookup(aws: Aws, wanted: readonly string[]): (family: string) => Promise<boolean> {
  const prefix = wanted.length > atOnce ? commonPrefix(wanted) : '';
  if (prefix === '') return () => Promise.resolve(true);
  let families: Promise<Set<string>> | undefined;
  return async (family) => {
    families ??= aws.taskDefinitions.listFamilies(prefix).then((names) => new Set(names));
    return (await families).has(family);
  };
}

function commonPrefix(words: readonly string[]): string {
  const [first = ''] = words;
  let length = first.length;
  while (!words.every((word) => word.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length);
}
