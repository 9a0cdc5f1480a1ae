// The least that a program can do that sends the same calls; `baselines.ts` starts it.
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as ecs from '@aws-sdk/client-ecs';
import { inParallel } from '../support/in-parallel.ts';
import type { CallOrder, PlainCall } from './baselines.ts';

const clients = { ecs: new ecs.ECSClient({}), cloudformation: new cloudFormation.CloudFormationClient({}) };
const modules = { ecs, cloudformation: cloudFormation };

async function send({ service, action, input }: PlainCall): Promise<void> {
  const commands = modules[service] as unknown as Record<string, new (input: unknown) => never>;
  const Command = commands[`${action}Command`];
  if (!Command) throw new Error(`there is no call ${service} ${action}`);
  const client: { send(command: never): Promise<unknown> } = clients[service];
  await client.send(new Command(input));
}

process.once('message', (order: CallOrder) => {
  void (async () => {
    const begin = performance.now();
    for (const calls of order.phases) await inParallel(calls, order.atOnce, send);
    process.send?.(performance.now() - begin, () => process.exit(0));
  })();
});
