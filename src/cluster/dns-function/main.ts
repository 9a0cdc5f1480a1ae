import { answer, type CustomResourceRequest } from './custom-resource.ts';
import { desiredRecords } from './desired.ts';
import { hostedZones } from './hosted-zones.ts';
import { maintain } from './maintain.ts';
import { clusterReader } from './read-cluster.ts';
import { sleep } from './sleep.ts';

/*
 * The entry of the Lambda function. Its environment:
 *
 * CLUSTER         name or ARN of the ECS cluster
 * OWNER           the owner that the TXT records name: the id of the stack
 * HOSTED_ZONE_ID  '' to search all public zones, the id of one zone, or 'none' to do nothing
 * PROXY_DOMAIN    completes host names without a dot; may be empty
 * ADDRESSES       'public' or 'private': which address of a node to publish
 */
const { CLUSTER = '', OWNER = '', HOSTED_ZONE_ID = '', PROXY_DOMAIN = '', ADDRESSES } = process.env;

/** Milliseconds kept for the answer to CloudFormation, which waits an hour for a missing one. */
const answerTime = 5000;

/** Milliseconds in which a run that began before the deletion may still write. */
const settlingTime = 5000;

const readCluster = clusterReader(CLUSTER);
const log = (line: unknown) => console.log(line);
const shared = { owner: OWNER, log };
const idle = new Map<string, number>();

type LambdaEvent = CustomResourceRequest | { readonly RequestType?: undefined };

/**
 * Any event but a request of CloudFormation means that something may have changed. Every run compares everything from
 * scratch, because events may be lost, repeated or late.
 *
 * The answer to CloudFormation is sent before the function's time is over. Only a zone that does not exist fails a
 * stack; the next run fixes everything else, and a deletion always succeeds.
 */
export async function handler(
  event: LambdaEvent,
  context: { getRemainingTimeInMillis(): number },
): Promise<void> {
  if (!event.RequestType) return update();
  const timeOut = sleep(context.getRemainingTimeInMillis() - answerTime);
  if (event.RequestType === 'Delete') {
    await Promise.race([remove(event).catch(log), timeOut]);
    return answer(event, event.PhysicalResourceId ?? '');
  }
  const failure = await Promise.race([update().then(() => undefined, failureOf), timeOut]);
  return answer(event, `ecs-efs-dns-${HOSTED_ZONE_ID || 'all'}`, failure);
}

async function update(): Promise<void> {
  if (HOSTED_ZONE_ID === 'none') return;
  const addresses = ADDRESSES === 'private' ? 'private' : 'public';
  const readDesired = async () => desiredRecords(await readCluster(), { domain: PROXY_DOMAIN, addresses });
  await maintain(hostedZones(HOSTED_ZONE_ID), readDesired, { ...shared, idle });
}

/**
 * Removes what the stack owns. If the resource goes because the setting changed, the zones that the new setting
 * includes stay as they are.
 */
async function remove({ ResourceProperties }: CustomResourceRequest): Promise<void> {
  const { HostedZoneId = HOSTED_ZONE_ID } = ResourceProperties;
  const zones = hostedZones(HostedZoneId);
  const kept = HostedZoneId === HOSTED_ZONE_ID ? [] : await hostedZones(HOSTED_ZONE_ID).list();
  const list = async () => (await zones.list()).filter(({ id }) => !kept.some((zone) => zone.id === id));
  const readNothing = async () => ({ desired: new Map(), problems: [] });
  const clear = () => maintain({ ...zones, list }, readNothing, shared);
  await clear();
  await sleep(settlingTime);
  await clear();
}

function failureOf(error: unknown): string | undefined {
  log(error);
  return error instanceof Error && error.name === 'NoSuchHostedZone' ? error.message : undefined;
}
