import { describe, expect, it } from 'vitest';
import type { Capacity, Instance } from '../../../../src/domain/cluster.ts';
import { planLoad } from '../../../../src/plan/load/plan-load.ts';
import { placementWarnings, requirementsOf, type Demand } from '../../../../src/plan/placement/placement.ts';
import { demandsOf } from '../../../../src/plan/placement/placement.ts';
import { currentService } from '../../../support/fake-aws.ts';
import { current, registered, wanted, wantedService, wantedTaskDefinition } from '../builders.ts';

const instance = (memory: number, cpu: number, ports: readonly string[] = []): Instance => ({
  registered: { memory: 4096, cpu: 2048, ports: ['22/tcp'] },
  remaining: { memory, cpu, ports },
});
const capacity = (instances: readonly Instance[], maximum: number): Capacity => ({
  instances,
  groups: [{ maximum }],
});
const demand = (count: number, memory: number, cpu = 0, ports: readonly string[] = []): Demand => ({
  service: 'web',
  count,
  requirements: { memory, cpu, ports },
});

describe('the requirements of a task', () => {
  it.each<[string, Parameters<typeof requirementsOf>[0], ReturnType<typeof requirementsOf>]>([
    [
      'is the sum of its containers, of memory the reservation',
      { containerDefinitions: [{ memory: 512, memoryReservation: 128, cpu: 10 }, { memory: 256 }] },
      { cpu: 10, memory: 384, ports: [] },
    ],
    [
      'is its own size if it has one',
      { cpu: '256', memory: '1024', containerDefinitions: [{ memory: 512 }] },
      { cpu: 256, memory: 1024, ports: [] },
    ],
    [
      'includes host ports, but not those that Docker chooses',
      {
        containerDefinitions: [
          { portMappings: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81 }] },
        ],
      },
      { cpu: 0, memory: 0, ports: ['8080/tcp'] },
    ],
    [
      'includes container ports on the network of the host',
      {
        networkMode: 'host',
        containerDefinitions: [{ portMappings: [{ containerPort: 53, protocol: 'udp' }] }],
      },
      { cpu: 0, memory: 0, ports: ['53/udp'] },
    ],
    [
      'includes no port with a network of its own',
      {
        networkMode: 'awsvpc',
        containerDefinitions: [{ portMappings: [{ containerPort: 80, hostPort: 80 }] }],
      },
      { cpu: 0, memory: 0, ports: [] },
    ],
  ])('%s', (_, definition, requirements) => {
    expect(requirementsOf(definition)).toEqual(requirements);
  });
});

describe('a warning is given', () => {
  it.each<[string, Demand, Capacity, string[]]>([
    [
      'for nothing that finds room',
      demand(4, 1024),
      capacity([instance(2048, 2048), instance(2048, 2048)], 2),
      [],
    ],
    [
      'for nothing that finds room on instances still to come',
      demand(4, 4096),
      capacity([instance(0, 0)], 5),
      [],
    ],
    ['for nothing in a cluster whose first instance is still to come', demand(1, 1024), capacity([], 2), []],
    [
      'for memory',
      demand(3, 1024, 10),
      capacity([instance(2048, 2048)], 1),
      [
        'web: room for only 2 of 3 tasks of 1024 MiB and 10 CPU units; ' +
          'the 1 instance has at most 2048 MiB and 2048 CPU units free (the maximum is 1)',
      ],
    ],
    [
      'for CPU',
      demand(1, 64, 1024),
      capacity([instance(2048, 512), instance(1024, 600)], 2),
      [
        'web: no room for 1 task of 64 MiB and 1024 CPU units; ' +
          'of 2 instances, each has at most 2048 MiB and 600 CPU units free (the maximum is 2)',
      ],
    ],
    [
      'for a host port that is taken',
      demand(1, 64, 0, ['80/tcp']),
      capacity([instance(2048, 512, ['22/tcp', '80/tcp'])], 1),
      [
        'web: no room for 1 task of 64 MiB, 0 CPU units and host port 80; the 1 instance has at most ' +
          '2048 MiB and 512 CPU units free, port 80 is taken on 1 (the maximum is 1)',
      ],
    ],
    [
      'for two tasks with the same host port and one instance',
      demand(2, 64, 0, ['80/tcp']),
      capacity([instance(2048, 512)], 1),
      [expect.stringContaining('room for only 1 of 2 tasks') as string],
    ],
    [
      'for a task that is too large for any instance',
      demand(1, 8192),
      capacity([instance(4096, 2048)], 9),
      [expect.stringContaining('no room for 1 task of 8192 MiB') as string],
    ],
    [
      'for nothing in a cluster that runs tasks without instances',
      demand(1, 64),
      { instances: [], groups: [] },
      [],
    ],
  ])('%s', (_, asked, there, warnings) => {
    expect(placementWarnings([asked], there)).toEqual(warnings);
  });

  it('after what other services take is subtracted', () => {
    const demands = [demand(1, 1024), { ...demand(1, 1024), service: 'db' }];
    expect(placementWarnings(demands, capacity([instance(1500, 2048)], 1))).toEqual([
      expect.stringMatching(/^db: no room/),
    ]);
  });
});

describe('the demand of a plan', () => {
  const web = wantedTaskDefinition('web', 'nginx', {
    containerDefinitions: [{ name: 'web', image: 'nginx', memoryReservation: 64 }],
  });
  const counts = (overrides: Parameters<typeof wantedService>[1], exists = false) => {
    const folder = wanted([web], [wantedService('web', overrides)]);
    const there = current(exists ? [currentService('web')] : []);
    return demandsOf(planLoad(folder, there, { alwaysMake: true }), folder, there).map(({ count }) => count);
  };

  it.each<[string, Parameters<typeof counts>, number[]]>([
    ['is that of all tasks of a new service', [{ desiredCount: 3 }], [3]],
    ['is that of one task without a count', [{}], [1]],
    ['is that of one more task for an update', [{}, true], [1]],
    ['is also that of the tasks that a service gets more', [{ desiredCount: 3 }, true], [3]],
    [
      'is none if old tasks may end first',
      [{ content: { deploymentConfiguration: { minimumHealthyPercent: 0 } } }, true],
      [],
    ],
    ['is none on Fargate', [{ content: { launchType: 'FARGATE' } }], []],
    ['is none for a daemon', [{ content: { schedulingStrategy: 'DAEMON' } }], []],
  ])('%s', (_, [overrides, exists], expected) => {
    expect(counts(overrides, exists)).toEqual(expected);
  });

  it('is that of the missing tasks alone if only the count changes, which is not a deployment', () => {
    const folder = wanted([web], [wantedService('web', { desiredCount: 3 })]);
    const there = current([currentService('web')], [registered(web)]);
    const plan = planLoad(folder, there, { alwaysMake: false });
    expect(demandsOf(plan, folder, there).map(({ count }) => count)).toEqual([2]);
  });
});
