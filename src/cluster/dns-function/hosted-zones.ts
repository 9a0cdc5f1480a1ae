import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  Route53Client,
  type Change,
  type ChangeAction,
  type HostedZone,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
  type RRType,
} from '@aws-sdk/client-route-53';
import type { HostedZones } from './maintain.ts';
import type { Decision, RecordSet, Zone } from './reconcile.ts';
import { sleep } from './sleep.ts';

/**
 * Route 53 allows an account five requests a second.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests
 */
const paceMs = 200;

/**
 * The hosted zones of an account.
 *
 * @param hostedZoneId '' for all public zones, an id for that zone alone (it may be private), 'none' for no zone.
 */
export function hostedZones(
  hostedZoneId: string,
  client = new Route53Client({ maxAttempts: 8 }),
): HostedZones {
  const paced = async <T>(call: Promise<T>): Promise<T> => (await Promise.all([call, sleep(paceMs)]))[0];

  async function list(): Promise<Zone[]> {
    if (hostedZoneId === 'none') return [];
    if (hostedZoneId) {
      const { HostedZone } = await paced(client.send(new GetHostedZoneCommand({ Id: hostedZoneId })));
      return HostedZone ? [toZone(HostedZone)] : [];
    }
    const zones: Zone[] = [];
    for await (const { HostedZones: page = [] } of paginateListHostedZones({ client }, {})) {
      zones.push(...page.filter(({ Config }) => !Config?.PrivateZone).map(toZone));
      await sleep(paceMs);
    }
    return zones;
  }

  async function records({ id }: Zone): Promise<RecordSet[]> {
    const found: RecordSet[] = [];
    let page: ListResourceRecordSetsCommandOutput | undefined;
    do {
      const command = new ListResourceRecordSetsCommand({
        HostedZoneId: id,
        StartRecordName: page?.NextRecordName,
        StartRecordType: page?.NextRecordType,
        StartRecordIdentifier: page?.NextRecordIdentifier,
      });
      page = await paced(client.send(command));
      found.push(...(page.ResourceRecordSets ?? []).map(toRecordSet));
    } while (page.IsTruncated);
    return found;
  }

  async function change({ id }: Zone, decisions: readonly Decision[]): Promise<string | undefined> {
    const Changes = decisions.flatMap(({ deletes, creates }) => [
      ...deletes.map(toChange('DELETE')),
      ...creates.map(toChange('CREATE')),
    ]);
    const command = new ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: { Changes } });
    try {
      await paced(client.send(command));
      return undefined;
    } catch (error) {
      if (error instanceof Error && error.name === 'InvalidChangeBatch') return error.message;
      throw error;
    }
  }

  return { list, records, change };
}

function toZone({ Id = '', Name = '', ResourceRecordSetCount = 0 }: HostedZone): Zone {
  return { id: Id.replace('/hostedzone/', ''), name: toName(Name), size: ResourceRecordSetCount };
}

function toRecordSet(set: ResourceRecordSet): RecordSet {
  const { Name = '', Type = '', TTL = 0, ResourceRecords = [], AliasTarget, SetIdentifier } = set;
  return {
    name: toName(Name),
    type: Type,
    ttl: TTL,
    values: ResourceRecords.map(({ Value = '' }) => Value),
    special: !!(AliasTarget ?? SetIdentifier),
  };
}

function toChange(Action: ChangeAction): (record: RecordSet) => Change {
  return ({ name, type, ttl, values }) => ({
    Action,
    ResourceRecordSet: {
      Name: name,
      Type: type as RRType,
      TTL: ttl,
      ResourceRecords: values.map((Value) => ({ Value })),
    },
  });
}

/**
 * Route 53 returns what is not a letter, digit, hyphen or underscore as an octal escape.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
function toName(escaped: string): string {
  return escaped
    .replace(/\.$/, '')
    .replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    .toLowerCase();
}
