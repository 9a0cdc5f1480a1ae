import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { owner, proofOf, startAccount, type Account } from '../../support/route53-cluster.ts';

let account: Account;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.stop());

/** An ECS event, as EventBridge passes it on. Its content does not matter. */
const event = { source: 'aws.ecs', 'detail-type': 'ECS Task State Change' };

describe('the function in the template', () => {
  it('creates a record with the address of the node that runs the task', async () => {
    const zone = await account.createZone('create.example');
    const [node] = await account.addNodes(1);
    await account.runTask(node!, { 'proxy.host': 'web.create.example' });
    const lambda = await account.lambda({ HOSTED_ZONE_ID: zone });
    const { error, log } = await lambda.invoke(event);
    expect(error).toBeUndefined();
    expect(log).toContain(`web.create.example: create ${node!.publicAddress}: tasks serve it`);
    expect(await account.records(zone)).toEqual({
      'A web.create.example': [node!.publicAddress],
      'TXT _ecs-efs.web.create.example': [proofOf(owner)],
    });
  });
});
