import { DescribeInstancesCommand, EC2Client, type Instance } from '@aws-sdk/client-ec2';
import {
  DescribeContainerInstancesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  type ContainerInstance,
  type Task as EcsTask,
} from '@aws-sdk/client-ecs';
import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  paginateListHostedZones,
  type HostedZone,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { hasName, withBackOff, type Pauses } from './back-off.ts';
import type { ClusterState, Node, Task } from './desired.ts';
import type { ReadCluster, Zones } from './maintain.ts';
import type { RecordSet } from './reconcile.ts';
import type { Zone } from './zones.ts';

/** How many things the Describe calls of ECS take, and how many ListTasks gives at once. */
const pageSize = 100;

/** DescribeTaskDefinition takes one; ECS allows 20 a second, after a burst of 50. */
const definitionsAtOnce = 10;

/** Route 53 allows an account five requests a second. */
const route53Pace = 200;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests */
const busy = /^(Throttling|PriorRequestNotComplete)/;

export interface AwsClients {
  readonly ecs: ECSClient;
  readonly ec2: EC2Client;
  readonly route53: Route53Client;
}

/** Clients with the region and the credentials of the environment, patient with busy services. */
export function clientsOfEnvironment(): AwsClients {
  const patient = { maxAttempts: 8 };
  return { ecs: new ECSClient(patient), ec2: new EC2Client(patient), route53: new Route53Client() };
}

/**
 * Reads a cluster through ECS and EC2. Labels are asked for once per task definition, which cannot change, as long
 * as the returned function lives.
 *
 * Tasks are read before the nodes they run on, so that a new node is not missed.
 */
export function awsCluster({ ecs, ec2 }: Pick<AwsClients, 'ecs' | 'ec2'>, cluster: string): ReadCluster {
  const definitions = new Map<string, Readonly<Record<string, string>>[]>();

  async function readTasks(): Promise<Task[]> {
    const tasks: Task[] = [];
    for await (const { taskArns } of paginateListTasks(
      { client: ecs, pageSize },
      { cluster, desiredStatus: 'RUNNING' },
    )) {
      if (!taskArns?.length) continue;
      const page = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
      tasks.push(...(page.tasks ?? []).map(toTask));
    }
    return tasks;
  }

  async function readDefinition(taskDefinition: string): Promise<void> {
    const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const containers = answer.taskDefinition?.containerDefinitions ?? [];
    const labels = containers.map(({ dockerLabels }) => dockerLabels ?? {});
    definitions.set(taskDefinition, labels);
  }

  async function readNodes(containerInstances: string[], nodes: Map<string, Node>): Promise<void> {
    const instances = await ecs.send(new DescribeContainerInstancesCommand({ cluster, containerInstances }));
    const found = instances.containerInstances ?? [];
    // A filter, unlike InstanceIds, does not fail for a machine that was terminated long ago.
    const Filters = [
      { Name: 'instance-id', Values: found.map(({ ec2InstanceId = '' }) => ec2InstanceId) },
      { Name: 'instance-state-name', Values: ['pending', 'running'] },
    ];
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
    const machines = Reservations.flatMap(({ Instances = [] }) => Instances);
    for (const instance of found) {
      const machine = machines.find(({ InstanceId }) => InstanceId === instance.ec2InstanceId);
      if (machine) nodes.set(instance.containerInstanceArn ?? '', toNode(instance, machine));
    }
  }

  return async (): Promise<ClusterState> => {
    const tasks = await readTasks();
    const unknown = tasks.map(({ definition }) => definition).filter((arn) => !definitions.has(arn));
    for (const arns of chunks(unknown, definitionsAtOnce)) await Promise.all(arns.map(readDefinition));
    const nodes = new Map<string, Node>();
    const placed = tasks.flatMap(({ node }) => node ?? []);
    for (const arns of chunks(placed, pageSize)) await readNodes(arns, nodes);
    return { tasks, definitions, nodes };
  };
}

/**
 * The zones of an account.
 *
 * @param hostedZoneId '' for all public ones, an id for that one alone (it may be private), 'none' for none.
 */
export function awsZones(
  { route53: client }: Pick<AwsClients, 'route53'>,
  hostedZoneId: string,
  pauses: Pauses,
): Zones {
  const paced = <T>(call: () => Promise<T>): Promise<T> =>
    withBackOff(async () => (await Promise.all([call(), pauses.sleep(route53Pace)]))[0], busy, pauses);

  return {
    async list() {
      if (hostedZoneId === 'none') return [];
      if (hostedZoneId) {
        const { HostedZone } = await paced(() => client.send(new GetHostedZoneCommand({ Id: hostedZoneId })));
        return HostedZone ? [toZone(HostedZone)] : [];
      }
      const pages = paginateListHostedZones({ client }, {});
      const zones: Zone[] = [];
      for (let page = await paced(() => pages.next()); !page.done; page = await paced(() => pages.next())) {
        const found = page.value.HostedZones ?? [];
        zones.push(...found.filter(({ Config }) => !Config?.PrivateZone).map(toZone));
      }
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
        ...deletes.map((record) => ({ Action: 'DELETE' as const, ResourceRecordSet: fromRecordSet(record) })),
        ...creates.map((record) => ({ Action: 'CREATE' as const, ResourceRecordSet: fromRecordSet(record) })),
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

function toTask({ taskDefinitionArn = '', lastStatus, containerInstanceArn, attachments }: EcsTask): Task {
  return {
    definition: taskDefinitionArn,
    running: lastStatus === 'RUNNING',
    node: containerInstanceArn,
    ownAddress: attachments
      ?.flatMap(({ details = [] }) => details)
      .find(({ name }) => name === 'privateIPv4Address')?.value,
  };
}

function toNode({ agentConnected, status }: ContainerInstance, machine: Instance): Node {
  const states: Record<string, Node['state']> = { ACTIVE: 'ready', DRAINING: 'draining' };
  const state = (agentConnected && states[status ?? '']) || 'lost';
  return { state, public: machine.PublicIpAddress, private: machine.PrivateIpAddress };
}

function toZone({ Id = '', Name = '', ResourceRecordSetCount = 0 }: HostedZone): Zone {
  return { id: Id.replace('/hostedzone/', ''), name: toName(Name), size: ResourceRecordSetCount };
}

function toRecordSet(set: ResourceRecordSet): RecordSet {
  return {
    name: toName(set.Name ?? ''),
    type: set.Type ?? '',
    ttl: set.TTL ?? 0,
    values: set.ResourceRecords?.map(({ Value = '' }) => Value) ?? [],
    special: !!(set.AliasTarget ?? set.SetIdentifier),
  };
}

function fromRecordSet({ name, type, ttl, values }: RecordSet): ResourceRecordSet {
  const ResourceRecords = values.map((Value) => ({ Value }));
  return { Name: name, Type: type as NonNullable<ResourceRecordSet['Type']>, TTL: ttl, ResourceRecords };
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

/** The different items, in groups of at most `size`. */
function chunks<T>(items: readonly T[], size: number): T[][] {
  const rest = [...new Set(items)];
  return Array.from({ length: Math.ceil(rest.length / size) }, () => rest.splice(0, size));
}
