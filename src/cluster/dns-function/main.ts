import { setTimeout as sleep } from 'node:timers/promises';
import { awsCluster } from './aws-cluster.ts';
import { awsZones } from './aws-zones.ts';
import { hasName } from './back-off.ts';
import { answer, type CustomResourceRequest } from './custom-resource.ts';
import { desiredRecords } from './desired.ts';
import { maintain, type Decide, type IdleZones } from './maintain.ts';

/*
 * The entry of the Lambda function. Its environment:
 *
 * CLUSTER         name or ARN of the ECS cluster
 * OWNER           what the TXT records name as the owner: the id of the stack
 * HOSTED_ZONE_ID  '' to search all public zones, the id of one zone, or 'none' to do nothing
 * PROXY_DOMAIN    completes host names without a dot; may be empty
 * ADDRESSES       'public' or 'private': which address of a node to publish
 */
const { CLUSTER = '', OWNER = '', HOSTED_ZONE_ID = '', PROXY_DOMAIN = '', ADDRESSES } = process.env;

/** Milliseconds kept for the answer to CloudFormation, which waits an hour for one that does not come. */
const answerTime = 5000;

/** Milliseconds in which a run that began before the deletion may still write. */
const settlingTime = 5000;

const idle: IdleZones = new Map();
const say = (line: unknown) => console.log(line);
const effects = { sleep, random: Math.random, say };
const readCluster = awsCluster(CLUSTER, effects);

const zonesOfSetting = (hostedZoneId: string) => awsZones(hostedZoneId, effects);

const decide: Decide = async () =>
  desiredRecords(await readCluster(), {
    domain: PROXY_DOMAIN,
    addresses: ADDRESSES === 'private' ? 'private' : 'public',
  });

type LambdaEvent = CustomResourceRequest | { readonly RequestType?: undefined };

/**
 * Any event but a request of CloudFormation means that something may have changed: everything is compared anew,
 * because events can be lost, repeated or late.
 *
 * CloudFormation is answered before the function's time is over. Only a zone that does not exist fails a stack;
 * everything else is for the next run to put right, and a deletion always succeeds.
 */
export async function handler(
  event: LambdaEvent,
  context: { getRemainingTimeInMillis(): number },
): Promise<void> {
  if (!event.RequestType) return update();
  const timeOut = sleep(context.getRemainingTimeInMillis() - answerTime, undefined);
  if (event.RequestType === 'Delete') {
    await Promise.race([remove(event).catch(say), timeOut]);
    return answer(event, event.PhysicalResourceId ?? '');
  }
  const failure = await Promise.race([update().then(() => undefined, failureOf), timeOut]);
  return answer(event, `ecs-efs-dns-${HOSTED_ZONE_ID || 'all'}`, failure);
}

async function update(): Promise<void> {
  if (HOSTED_ZONE_ID === 'none') return;
  await maintain(OWNER, decide, zonesOfSetting(HOSTED_ZONE_ID), { ...effects, idle });
}

/**
 * Removes what the stack owns. If the resource goes because the setting changed, the zones that the new setting
 * includes stay as they are.
 */
async function remove({ ResourceProperties }: CustomResourceRequest): Promise<void> {
  const { HostedZoneId = HOSTED_ZONE_ID } = ResourceProperties;
  const zones = zonesOfSetting(HostedZoneId);
  const staying = HostedZoneId === HOSTED_ZONE_ID ? [] : await zonesOfSetting(HOSTED_ZONE_ID).list();
  const list = async () => (await zones.list()).filter(({ id }) => !staying.some((zone) => zone.id === id));
  const nothing: Decide = async () => ({ desired: new Map(), problems: [] });
  const clear = () => maintain(OWNER, nothing, { ...zones, list }, effects);
  await clear();
  await sleep(settlingTime);
  await clear();
}

function failureOf(error: unknown): string | undefined {
  say(error);
  return hasName(error, /^NoSuchHostedZone$/) ? error.message : undefined;
}
