import { describe, expect, it } from 'vitest';
import type { CurrentService, WantedService } from '../../../../src/domain/service.ts';
import { planDependencies } from '../../../../src/plan/dependencies.ts';
import { planLoad, type LoadOptions } from '../../../../src/plan/load/plan-load.ts';
import { currentService } from '../../../support/fake-aws.ts';
import { current, registered, wanted, wantedService, wantedTaskDefinition } from '../builders.ts';

const web = wantedTaskDefinition('web');
const decide = (
  service: Partial<WantedService>,
  present: readonly CurrentService[],
  options: Partial<LoadOptions> = {},
  orphans: readonly string[] = [],
) =>
  planLoad(
    wanted([web], [wantedService('web', service)]),
    { ...current(present, [registered(web)]), orphans },
    { alwaysMake: false, ...options },
  );
const on = { enable: true, rollback: true };

describe('a service that is created', () => {
  const configuration = (content: WantedService['content']) => {
    const [step] = decide({ content }, []).steps;
    return step?.kind === 'create-service' ? step.content.deploymentConfiguration : step;
  };

  it.each<[string, WantedService['content'], unknown]>([
    ['gets the circuit breaker with roll-back', {}, { deploymentCircuitBreaker: on }],
    [
      'gets it besides what its file says',
      { deploymentConfiguration: { minimumHealthyPercent: 50 } },
      { minimumHealthyPercent: 50, deploymentCircuitBreaker: on },
    ],
    [
      'gets none if its file says so',
      { deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } } },
      { deploymentCircuitBreaker: { enable: false, rollback: false } },
    ],
    ['gets none if something else deploys it', { deploymentController: { type: 'EXTERNAL' } }, undefined],
    [
      'gets none for a blue/green deployment',
      { deploymentConfiguration: { strategy: 'BLUE_GREEN' } },
      { strategy: 'BLUE_GREEN' },
    ],
  ])('%s', (_, content, expected) => {
    expect(configuration(content)).toEqual(expected);
  });
});

it('a service that is updated keeps its circuit breaker when its file says nothing of it', () => {
  const present = currentService('web', {
    content: { deploymentConfiguration: { deploymentCircuitBreaker: on, minimumHealthyPercent: 100 } },
  });
  const content = { deploymentConfiguration: { minimumHealthyPercent: 50 } };
  expect(decide({ content }, [present]).steps).toMatchObject([
    {
      kind: 'update-service',
      update: { deploymentConfiguration: { deploymentCircuitBreaker: on, minimumHealthyPercent: 50 } },
      differences: [{ path: 'deploymentConfiguration.minimumHealthyPercent', before: 100, after: 50 }],
    },
  ]);
});

describe('an attribute that no update can change', () => {
  const daemon = { content: { schedulingStrategy: 'DAEMON' } } as const;
  const replica = currentService('web', { content: { schedulingStrategy: 'REPLICA' } });

  it('is an error that names the attribute and the option that helps', () => {
    expect(() => decide(daemon, [replica])).toThrow(
      /web\.service: schedulingStrategy of the running service 'web' cannot be changed; .*--recreate web/,
    );
  });

  it('is changed by --recreate, which deletes the service first and waits for its name', () => {
    const plan = decide(daemon, [replica], { recreate: ['web'] });
    expect(plan.steps).toMatchObject([
      { kind: 'delete-service', service: 'web', why: '--recreate' },
      { kind: 'create-service', service: 'web', afterDraining: true, why: '--recreate' },
    ]);
    expect(planDependencies(plan.steps)).toEqual([[], [0]]);
    expect(plan.awaited).toEqual(['web']);
  });
});

it('--recreate of a service that does not exist creates it', () => {
  expect(decide({}, [], { recreate: ['web'] }).steps).toMatchObject([{ kind: 'create-service', why: 'new' }]);
});

it('--recreate of a service that the folder does not have is an error', () => {
  expect(() => decide({}, [], { recreate: ['wbe'] })).toThrow("there is no service 'wbe' in this folder");
});

describe('a service whose file is gone', () => {
  const present = [currentService('web')];

  it('is left alone and listed', () => {
    expect(decide({}, present, {}, ['old'])).toMatchObject({ steps: [], orphans: ['old'] });
  });

  it('is deleted with --prune', () => {
    const plan = decide({}, present, { prune: true }, ['old']);
    expect(plan.steps).toEqual([
      { kind: 'delete-service', service: 'old', why: 'its file is gone (--prune)' },
    ]);
    expect(plan.orphans).toBeUndefined();
    expect(plan.awaited).toEqual([]);
  });
});
