import { startAccount, type Account } from '../support/route53-account.ts';
import type { Cluster } from '../support/route53-cluster.ts';

const hosts = 300;
const nodes = 100;

interface Measured {
  readonly what: string;
  readonly milliseconds: number;
  readonly calls: number;
  readonly byAction: Readonly<Record<string, number>>;
}

/**
 * Measures the DNS function of the template, under Node.js 24 against moto: 300 services of one host and two tasks
 * each on 100 nodes. The times hold for this machine and moto; the calls hold for AWS too.
 */
export async function benchDns(): Promise<Measured[]> {
  const account = await startAccount();
  try {
    const cluster = await account.createCluster();
    const zone = await account.createZone('bench.example');
    await fill(cluster);
    const cold = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    const created = await measure(account, `first run: ${hosts} hosts created`, () => cold.invoke({}));
    const swept = await measure(account, 'sweep that changes nothing, warm', () => cold.invoke({}));
    const fresh = await account.startLambda(cluster, { HOSTED_ZONE_ID: zone });
    const freshly = await measure(account, 'sweep that changes nothing, cold', () => fresh.invoke({}));
    return [created, swept, freshly];
  } finally {
    await account.stop();
  }
}

async function fill(cluster: Cluster): Promise<void> {
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
): Promise<Measured> {
  aws.forget();
  const start = performance.now();
  const { error } = await run();
  const milliseconds = Math.round(performance.now() - start);
  if (error) throw new Error(error);
  const byAction: Record<string, number> = {};
  for (const action of aws.calls()) byAction[action] = (byAction[action] ?? 0) + 1;
  return { what, milliseconds, calls: aws.calls().length, byAction };
}

if (process.argv[1] === import.meta.filename) {
  for (const { what, milliseconds, calls, byAction } of await benchDns()) {
    const actions = Object.entries(byAction).map(([action, count]) => `${action} ${count}`);
    process.stdout.write(`${what}: ${milliseconds} ms, ${calls} calls (${actions.join(', ')})\n`);
  }
}
