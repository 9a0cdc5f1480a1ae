import type { Aws } from '../domain/ports/aws.ts';
import type { CurrentService } from '../domain/service.ts';
import {
  type CurrentTaskDefinition,
  type RecognisedRevision,
  type RevisionId,
  type WantedTaskDefinition,
  formatRevision,
  sameRevision,
} from '../domain/task-definition.ts';
import type { Wanted } from '../domain/folder.ts';
import { recordedRevision } from '../domain/tags.ts';

import { atOnce, sideBySide } from '../lib/concurrency.ts';

/** A page of a long list that may hold none of them is worth as many looks as this. */
const looksForPage = 10;
/** From how many revisions on a list is fewer calls than a look at each. */
const worthListing = 3;

/** Finds for each family the revision that may do, if there is one. */
export async function observeTaskDefinitions(
  aws: Aws,
  wanted: Wanted,
  services: readonly CurrentService[],
): Promise<(CurrentTaskDefinition | RecognisedRevision)[]> {
  const running = servicesByFamily(wanted, services);
  const records = new Map(
    wanted.taskDefinitions.map((definition) => [
      definition,
      recordsOf(definition, running.get(definition.family) ?? []),
    ]),
  );
  const vouched = [...records.values()].flatMap((of) => vouchedFor(of) ?? []);
  const active = await stillActive(aws, vouched);
  const recognised = vouched.filter((revision) => active.has(formatRevision(revision)));
  const known = new Set(recognised.map(({ family }) => family));
  const others = [...records].filter(([{ family }]) => !known.has(family));
  const mayExist = knownFamilies(
    aws,
    others.map(([{ family }]) => family),
  );
  const found = await sideBySide(others, async ([{ family }, of]) => {
    // A service that somebody gave another revision tells which one to go back to.
    const former = vouchedFor(of) ? undefined : of[0]?.tag;
    const before = former && (await aws.taskDefinitions.describe(formatRevision(former)));
    if (before?.active) return before;
    if (!(await mayExist(family))) return undefined;
    const newest = await aws.taskDefinitions.describe(family);
    return newest?.active ? newest : undefined;
  });
  return [...recognised, ...found.flatMap((each) => each ?? [])];
}

/** What a service's tag says of the revision that it was given, and the one that it runs now. */
interface Recorded {
  readonly tag: RecognisedRevision;
  readonly running: RevisionId | undefined;
}

/**
 * The active services that stay with each family of the folder: what another one says of it is lost with that one's
 * next tags.
 */
function servicesByFamily(
  wanted: Wanted,
  services: readonly CurrentService[],
): Map<string, readonly CurrentService[]> {
  const active = new Map(
    services.filter(({ status }) => status === 'ACTIVE').map((service) => [service.name, service]),
  );
  const byFamily = new Map<string, CurrentService[]>();
  for (const { name, taskDefinition } of wanted.services) {
    const service = active.get(name);
    if (!service || !('family' in taskDefinition)) continue;
    const others = byFamily.get(taskDefinition.family);
    if (others) others.push(service);
    else byFamily.set(taskDefinition.family, [service]);
  }
  return byFamily;
}

/** What services say of a family's revision that was made from this very content. */
function recordsOf(
  { family, digest }: WantedTaskDefinition,
  services: readonly CurrentService[],
): Recorded[] {
  return services.flatMap(({ tags, taskDefinition: running }) => {
    const tag = recordedRevision(tags);
    return tag?.family === family && tag.digest === digest ? [{ tag, running }] : [];
  });
}

/** The revision that a service both records and runs, which saves a look at its content. */
function vouchedFor(records: readonly Recorded[]): RecognisedRevision | undefined {
  return records.find(({ running, tag }) => sameRevision(running, tag))?.tag;
}

/**
 * Tells which revisions nobody has deregistered: their services run on, and show nothing of it. A list answers for
 * a hundred at once, but it is one of the whole region; where that is long, they are looked at one by one.
 *
 * @returns their names
 */
async function stillActive(aws: Aws, revisions: readonly RevisionId[]): Promise<Set<string>> {
  const open = new Set(revisions.map(formatRevision));
  const active = new Set<string>();
  let pages = open.size < worthListing ? 0 : Math.ceil(open.size / looksForPage);
  const list = aws.taskDefinitions.activeRevisions()[Symbol.asyncIterator]();
  for (; pages > 0 && open.size > 0; pages -= 1) {
    const { done, value: page = [] } = await list.next();
    if (done) break;
    for (const name of page.map(formatRevision)) if (open.delete(name)) active.add(name);
  }
  // Also what a whole list does not have: a revision may be too young for it.
  await sideBySide([...open], async (name) => {
    if ((await aws.taskDefinitions.describe(name))?.active) active.add(name);
  });
  return active;
}

/**
 * Says of a family whether it may be there. Of many, one list tells which are, where looking for each one would
 * use up the quota; it is asked for when the first family is looked for.
 */
function knownFamilies(aws: Aws, wanted: readonly string[]): (family: string) => Promise<boolean> {
  const beginning = wanted.length > atOnce ? commonBeginning(wanted) : '';
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
