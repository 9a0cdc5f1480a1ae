import { countCalls } from '../../support/count-calls.ts';
import { startAccount, type Account } from '../../support/route53-account.ts';
import type { Cluster } from '../../support/route53-cluster.ts';
import type { Chapter, Figure } from '../figure.ts';

/** The DNS function of the template, under Node.js 24 against moto: services of one host and two tasks each. */
export async function benchDns({ quick }: { quick: boolean }): Promise<Chapter> {
  const [hosts, nodes] = quick ? [50, 20] : [300, 100];
  const account = await startAccount();
  try {
    const cluster = await account.createCluster();
    const zone = await account.createZone('bench.example');
    await fill(cluster, hosts, nodes);
    const cold = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    const created = await measure(account, `first run, ${hosts} hosts created`, () => cold.invoke({}));
    const swept = await measure(account, 'sweep that changes nothing, warm', () => cold.invoke({}));
    const fresh = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    const freshly = await measure(account, 'sweep that changes nothing, cold', () => fresh.invoke({}));
    return {
      title: 'Route 53',
      method: `The code of the function as it stands in the template: ${hosts} hosts of two tasks each on ${nodes} nodes. The times hold for moto, the calls for AWS too.`,
      figures: [...created, ...swept, ...freshly],
    };
  } finally {
    await account.stop();
  }
}

async function fill(cluster: Cluster, hosts: number, nodes: number): Promise<void> {
  const all = await cluster.addNodes(nodes);
  for (let host = 0; host < hosts; host++) {
    const labels = { 'proxy.host': `host-${host}.bench.example` };
    for (const index of [host % nodes, (host + 1) % nodes]) await cluster.runTask(all[index]!, labels);
  }
}

async function measure(
  { aws }: Account,
  what: string,
  run: () => Promise<{ error?: string }>,
): Promise<Figure[]> {
  aws.forget();
  const start = performance.now();
  const { error } = await run();
  const milliseconds = Math.round(performance.now() - start);
  if (error) throw new Error(error);
  return [
    { name: `${what}: time`, unit: 'ms', value: milliseconds },
    { name: `${what}: calls`, unit: 'calls', value: aws.calls().length, calls: countCalls(aws.calls()) },
  ];
}
