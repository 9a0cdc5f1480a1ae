import type { Capacity, StoppedTask, Task } from '../../src/domain/cluster.ts';
import type { FileSystem } from '../../src/domain/file-system.ts';
import type { NetworkCandidates } from '../../src/domain/network.ts';
import type {
  Aws,
  Clusters,
  FileSystems,
  Instances,
  PreparedChangeSet,
  Services,
  Stacks,
  TaskDefinitions,
  Tasks,
} from '../../src/domain/ports/aws.ts';
import { type RevisionId, formatRevision, parseRevision, sameRevision } from '../../src/domain/revision.ts';
import type { CurrentService } from '../../src/domain/service.ts';
import type {
  CurrentStack,
  StackParameters,
  StackEvent,
  StackResource,
  WantedStack,
} from '../../src/domain/stack.ts';
import type { Tags } from '../../src/domain/tags.ts';
import { type CurrentTaskDefinition } from '../../src/domain/task-definition.ts';
import { jsonText } from '../../src/lib/json.ts';
import { daemons } from '../../src/observe/folder.ts';

// One small stateful AWS per port. Each writes its changing calls into `calls`, in words that a test can compare.

/** What one look at a stack shows; undefined once it is gone. */
export type StackLook =
  { readonly status: string; readonly events?: readonly Partial<StackEvent>[] } | undefined;

export interface FakeState {
  /** The stack before anything is done. */
  readonly stack?: CurrentStack;
  readonly templateBody?: string;
  readonly resources?: readonly StackResource[];
  /** What the looks at a stack show one after the other, for each operation; the last one stays. */
  readonly stackLooks?: readonly (readonly StackLook[])[];
  /** Events from before. */
  readonly stackEvents?: readonly Partial<StackEvent>[];
  /** What comes of a change set, after so many looks at which it is not ready. */
  readonly changeSet?: PreparedChangeSet;
  readonly changeSetLooks?: number;
  readonly services?: readonly CurrentService[];
  /** Changes what each look at the services shows; counted from 1. */
  readonly onServiceLook?: (service: CurrentService, look: number) => CurrentService;
  readonly taskDefinitions?: readonly CurrentTaskDefinition[];
  readonly tasks?: readonly Task[];
  /** Names of clusters that hold nothing of this prefix, or tasks that do. */
  readonly otherClusters?: readonly string[];
  readonly containerInstances?: readonly string[];
  readonly group?: { readonly name: string; readonly instances: number; readonly stubborn?: boolean };
  readonly fileSystems?: readonly (FileSystem & { readonly tags: Tags; readonly mountTargets?: number })[];
  readonly networks?: NetworkCandidates;
  /** Newest first; they end after the first look. */
  readonly stoppedTasks?: readonly StoppedTask[];
  /** Those that had ended before. */
  readonly stoppedBefore?: readonly StoppedTask[];
  /** Tasks whose containers still run for so many observations after they were asked to stop. */
  readonly stopping?: readonly Task[];
  readonly stoppingLooks?: number;
  readonly capacity?: Capacity;
  /** Lines by the name of their stream. */
  readonly logs?: Readonly<Record<string, readonly string[]>>;
}

export interface FakeAws extends Aws {
  /** Changing calls, such as `update web acme-web:2`. */
  readonly calls: string[];
  readonly tagged: Map<string, Tags>;
}

/** An AWS of one region that holds what `state` says. */
export function fakeAws(state: FakeState = {}): FakeAws {
  const calls: string[] = [];
  const tagged = new Map<string, Tags>();
  return {
    region: 'us-east-1',
    calls,
    tagged,
    stacks: fakeStacks(state, calls),
    taskDefinitions: fakeTaskDefinitions(state, calls),
    ...fakeServices(state, calls),
    tasks: fakeTasks(state, calls),
    instances: fakeInstances(state, calls),
    fileSystems: fakeFileSystems(state, calls, tagged),
    dns: { inspect: async () => ({ hosts: [], diagnostics: [] }), maintain: async () => {} },
    networks: { candidates: async () => state.networks ?? { vpcs: [], subnets: [], keyPairs: [] } },
    logs: { tail: async ({ name }, lines) => (state.logs?.[name] ?? []).slice(-lines) },
  };
}

/** The stack that a folder asks for, without parameters unless given some. */
export function wantedStack(overrides: Partial<WantedStack> = {}): WantedStack {
  return {
    name: 'acme-ecs-cluster',
    templateFile: 'ecs-cluster.cf.yaml',
    templateBody: '',
    parameters: {},
    defaults: {},
    references: [],
    ...overrides,
  };
}

export function currentStack(overrides: Partial<CurrentStack> = {}): CurrentStack {
  return {
    id: 'stack-id',
    name: 'acme-ecs-cluster',
    status: 'CREATE_COMPLETE',
    statusReason: undefined,
    parameters: {},
    outputs: {},
    ...overrides,
  };
}

/** A service that runs one task of `acme-NAME:1` and is steady. */
export function currentService(name: string, overrides: Partial<CurrentService> = {}): CurrentService {
  const { taskDefinition = { family: `acme-${name}`, revision: 1 } } = overrides;
  return {
    arn: `arn:aws:ecs:us-east-1:1:service/acme-cluster/${name}`,
    name,
    status: 'ACTIVE',
    taskDefinition,
    desiredCount: 1,
    runningCount: 1,
    pendingCount: 0,
    deployments: [deployment(taskDefinition)],
    events: [],
    tags: {},
    content: {},
    ...overrides,
  };
}

export function deployment(
  revision: RevisionId,
  overrides: Partial<CurrentService['deployments'][number]> = {},
): CurrentService['deployments'][number] {
  return {
    id: 'deployment',
    status: 'PRIMARY',
    taskDefinition: `arn:aws:ecs:us-east-1:1:task-definition/${formatRevision(revision)}`,
    rolloutState: 'COMPLETED',
    rolloutStateReason: undefined,
    createdAt: undefined,
    ...overrides,
  };
}

function fakeStacks(state: FakeState, calls: string[]): Stacks {
  let stack = state.stack;
  const operations = [...(state.stackLooks ?? [])];
  // The stack may be changing already, because of somebody else.
  let looks = stack?.status.endsWith('_IN_PROGRESS') ? [...(operations.shift() ?? [])] : [];
  const shown: StackEvent[] = (state.stackEvents ?? []).map(stackEvent);
  let requested: StackParameters = {};
  let pending = 0;
  const begin = (call: string) => {
    calls.push(call);
    looks = [...(operations.shift() ?? [])];
    return { stackId: 'stack-id', token: call };
  };
  return {
    async describe() {
      if (looks.length > 0) {
        const look = looks.shift();
        stack = look && { ...(stack ?? currentStack()), status: look.status };
        for (const event of look?.events ?? []) shown.push(stackEvent(event, shown.length));
        if (stack && look) {
          const own = { resource: stack.name, type: 'AWS::CloudFormation::Stack', status: look.status };
          shown.push(stackEvent(own, shown.length));
        }
      }
      return stack;
    },
    templateBody: async () => state.templateBody ?? '',
    resources: async () => [...(state.resources ?? [])],
    events: async () => [...shown],
    async create({ name, parameters }) {
      stack = currentStack({ name, parameters, status: 'CREATE_IN_PROGRESS' });
      return begin(`create-stack ${name}`);
    },
    async createChangeSet({ name, parameters }) {
      calls.push(`create-change-set ${name}`);
      requested = parameters;
      pending = state.changeSetLooks ?? 0;
      return { id: 'change-set', stackId: 'stack-id' };
    },
    async changeSet() {
      pending -= 1;
      return pending >= 0 ? { kind: 'pending' } : (state.changeSet ?? { kind: 'ready', changes: [] });
    },
    async executeChangeSet() {
      stack = { ...(stack ?? currentStack()), parameters: requested };
      return begin(`update-stack ${stack.name}`);
    },
    async deleteChangeSet() {
      calls.push('delete-change-set');
    },
    continueRollback: async (name) => begin(`continue-rollback ${name}`),
    delete: async (id) => begin(`delete-stack ${id}`),
  };
}

function stackEvent(event: Partial<StackEvent>, index: number): StackEvent {
  return {
    id: `event-${index}`,
    resource: 'Nodes',
    type: 'AWS::AutoScaling::AutoScalingGroup',
    status: 'CREATE_IN_PROGRESS',
    reason: undefined,
    ...event,
  };
}

/** A service is steady at the second look after it was created or updated. */
function fakeServices(
  state: FakeState,
  calls: string[],
): { readonly services: Services; readonly clusters: Clusters } {
  const services = new Map((state.services ?? []).map((service) => [service.name, service]));
  let look = 0;
  const settle = (service: CurrentService): CurrentService => ({
    ...service,
    runningCount: service.desiredCount,
    pendingCount: 0,
    deployments: service.deployments.map((each) => ({ ...each, rolloutState: 'COMPLETED' })),
  });
  const deployed = (service: CurrentService, revision: RevisionId): CurrentService => ({
    ...service,
    taskDefinition: revision,
    deployments: [deployment(revision, { rolloutState: 'IN_PROGRESS' })],
  });
  const put = (service: CurrentService) => {
    services.set(service.name, service);
    return service;
  };
  const clusters: Clusters = {
    list: async () => ['acme-cluster', ...(state.otherClusters ?? [])],
    // The stack's own services are not among those of a test.
    describe: async () => ({
      activeServices:
        daemons.length + [...services.values()].filter(({ status }) => status === 'ACTIVE').length,
      hasInstances: true,
    }),
  };
  const port: Services = {
    async describe(_cluster, names) {
      look += 1;
      const found = names.flatMap((name) => services.get(name) ?? []);
      const shown = found.map((service) => state.onServiceLook?.(service, look) ?? service);
      for (const service of shown) {
        if (service.status === 'DRAINING') put({ ...service, status: 'INACTIVE' });
        else if (!state.onServiceLook) put(settle(service));
      }
      return shown;
    },
    list: async () =>
      [...services.values()].filter(({ status }) => status !== 'INACTIVE').map(({ name }) => name),
    async create(_cluster, { name, revision, content, desiredCount = 1, tags }) {
      calls.push(`create ${name} ${formatRevision(revision)}`);
      const service = currentService(name, { desiredCount, runningCount: 0, tags });
      return put(deployed({ ...service, content: { ...service.content, ...content } }, revision));
    },
    async update(_cluster, { name, revision, update }) {
      calls.push(`update ${name} ${formatRevision(revision)}`);
      const before = services.get(name) ?? currentService(name);
      const { desiredCount = before.desiredCount, ...content } = update;
      return put(deployed({ ...before, desiredCount, content: { ...before.content, ...content } }, revision));
    },
    async tag({ name }, tags) {
      calls.push(`tag ${name}`);
      const before = services.get(name) ?? currentService(name);
      put({ ...before, tags: { ...before.tags, ...tags } });
    },
    async drain(_cluster, name) {
      calls.push(`drain ${name}`);
      const before = services.get(name) ?? currentService(name);
      put({ ...before, desiredCount: 0, runningCount: 0 });
    },
    async delete(_cluster, name) {
      calls.push(`delete ${name}`);
      put({ ...(services.get(name) ?? currentService(name)), status: 'DRAINING' });
    },
  };
  return { services: port, clusters };
}

function fakeTaskDefinitions(state: FakeState, calls: string[]): TaskDefinitions {
  const revisions: CurrentTaskDefinition[] = [...(state.taskDefinitions ?? [])];
  return {
    async describe(name) {
      const exact = parseRevision(name);
      return exact
        ? revisions.find((each) => sameRevision(each, exact))
        : revisions.findLast(({ family, active }) => family === name && active);
    },
    async register({ tags: userTags, ...content }, tags) {
      const family = jsonText(content['family']);
      const revision = revisions.filter((each) => each.family === family).length + 1;
      calls.push(`register ${family}:${revision}`);
      const own = Array.isArray(userTags) ? (userTags as { key: string; value: string }[]) : [];
      const all = { ...Object.fromEntries(own.map(({ key, value }) => [key, value])), ...tags };
      revisions.push({ family, revision, active: true, content, tags: all });
      return { family, revision };
    },
    async deregister(revision) {
      calls.push(`deregister ${formatRevision(revision)}`);
      const index = revisions.findIndex((each) => sameRevision(each, revision));
      const found = revisions[index];
      if (found) revisions[index] = { ...found, active: false };
    },
    async listFamilies(prefix) {
      const active = revisions.filter(
        ({ family, active: isActive }) => isActive && family.startsWith(prefix),
      );
      return [...new Set(active.map(({ family }) => family))];
    },
    async *activeRevisions() {
      yield revisions.filter(({ active }) => active);
    },
    async delete(deleted) {
      calls.push(`delete ${deleted.map(formatRevision).join(' ')}`);
    },
    async listRevisions(wanted, status = 'ACTIVE') {
      return revisions
        .filter(({ family, active }) => family === wanted && active === (status === 'ACTIVE'))
        .map(({ family, revision }) => ({ family, revision }));
    },
  };
}

function fakeTasks(state: FakeState, calls: string[]): Tasks {
  let tasks = [...(state.tasks ?? [])];
  let looks = 0;
  let stoppingLooks = 0;
  return {
    async running() {
      const shown = tasks;
      // The tasks of a service that is being deleted stop by themselves.
      tasks = tasks.filter(({ service }) => service === undefined);
      return shown;
    },
    async stopping() {
      stoppingLooks += 1;
      return stoppingLooks > (state.stoppingLooks ?? 0) ? [] : [...(state.stopping ?? [])];
    },
    async stopped() {
      looks += 1;
      return [...(looks > 1 ? (state.stoppedTasks ?? []) : []), ...(state.stoppedBefore ?? [])];
    },
    async stop(_cluster, task) {
      calls.push(`stop ${task}`);
      tasks = tasks.filter(({ arn }) => arn !== task);
    },
  };
}

function fakeInstances(state: FakeState, calls: string[]): Instances {
  let size = state.group?.instances;
  let registered = [...(state.containerInstances ?? [])];
  return {
    list: async () => registered,
    capacity: async () => state.capacity ?? { instances: [], groups: [] },
    async deregister(_cluster, instance) {
      calls.push(`deregister-instance ${instance}`);
      registered = registered.filter((each) => each !== instance);
    },
    groupSize: async () => size,
    async scaleToZero(group) {
      calls.push(`scale-to-zero ${group}`);
      if (size !== undefined && !state.group?.stubborn) size = 0;
    },
    async deleteGroup(group) {
      calls.push(`delete-group ${group}`);
      size = undefined;
    },
  };
}

function fakeFileSystems(state: FakeState, calls: string[], tagged: Map<string, Tags>): FileSystems {
  let fileSystems = [...(state.fileSystems ?? [])];
  const mountTargets = new Map(fileSystems.map(({ id, mountTargets: left = 0 }) => [id, left]));
  return {
    async findByTag(tag, value) {
      return fileSystems
        .filter(({ tags }) => tags[tag] === value)
        .map(({ id, bytes, kept, toBeDeleted }) => ({ id, bytes, kept, toBeDeleted }));
    },
    async mountTargets(id) {
      if (!fileSystems.some((each) => each.id === id)) return undefined;
      const left = mountTargets.get(id) ?? 0;
      mountTargets.set(id, Math.max(0, left - 1));
      return left;
    },
    async tag(id, tags) {
      calls.push(`tag ${id}`);
      tagged.set(id, tags);
    },
    async delete(id) {
      calls.push(`delete ${id}`);
      fileSystems = fileSystems.filter((each) => each.id !== id);
    },
  };
}
