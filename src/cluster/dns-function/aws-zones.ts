import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type Change,
  type ChangeAction,
  type HostedZone,
  type ListHostedZonesCommandOutput,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
  type RRType,
} from '@aws-sdk/client-route-53';
import { hasName, withBackOff, type Pauses } from './back-off.ts';
import type { Zones } from './maintain.ts';
import type { RecordSet } from './reconcile.ts';
import type { Zone } from './zones.ts';

/** Route 53 allows an account five requests a second. */
const pace = 200;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests */
const busy = /^(Throttling|PriorRequestNotComplete)/;

/**
 * The zones of an account.
 *
 * @param hostedZoneId '' for all public ones, an id for that one alone (it may be private), 'none' for none.
 */
export function awsZones(hostedZoneId: string, pauses: Pauses, client = new Route53Client()): Zones {
  const paced = <T>(call: () => Promise<T>): Promise<T> =>
    withBackOff(async () => (await Promise.all([call(), pauses.sleep(pace)]))[0], busy, pauses);

  return {
    async list() {
      if (hostedZoneId === 'none') return [];
      if (hostedZoneId) {
        const { HostedZone } = await paced(() => client.send(new GetHostedZoneCommand({ Id: hostedZoneId })));
        return HostedZone ? [toZone(HostedZone)] : [];
      }
      const zones: Zone[] = [];
      let page: ListHostedZonesCommandOutput | undefined;
      do {
        const command = new ListHostedZonesCommand({ Marker: page?.NextMarker });
        page = await paced(() => client.send(command));
        const found = page.HostedZones ?? [];
        zones.push(...found.filter(({ Config }) => !Config?.PrivateZone).map(toZone));
      } while (page.IsTruncated);
      return zones;
    },

    async records({ id }) {
      const records: RecordSet[] = [];
      let page: ListResourceRecordSetsCommandOutput | undefined;
      do {
        const command = new ListResourceRecordSetsCommand({
          HostedZoneId: id,
          StartRecordName: page?.NextRecordName,
          StartRecordType: page?.NextRecordType,
          StartRecordIdentifier: page?.NextRecordIdentifier,
        });
        page = await paced(() => client.send(command));
        records.push(...(page.ResourceRecordSets ?? []).map(toRecordSet));
      } while (page.IsTruncated);
      return records;
    },

    async change({ id }, verdicts) {
      const Changes = verdicts.flatMap(({ deletes, creates }) => [
        ...deletes.map(toChange('DELETE')),
        ...creates.map(toChange('CREATE')),
      ]);
      const command = new ChangeResourceRecordSetsCommand({ HostedZoneId: id, ChangeBatch: { Changes } });
      try {
        await paced(() => client.send(command));
        return undefined;
      } catch (error) {
        if (hasName(error, /^InvalidChangeBatch$/)) return error.message;
        throw error;
      }
    },
  };
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
 * Route 53 writes what is not a letter, digit, hyphen or underscore as an octal escape.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
function toName(written: string): string {
  return written
    .replace(/\.$/, '')
    .replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    .toLowerCase();
}
