import { startFaultProxy, type FaultProxy } from '../support/fault-proxy/proxy.ts';
import { startMoto } from '../support/moto/moto.ts';

/** An AWS account of its own, reached directly, or through a proxy that notes the calls. */
export interface BenchAccount {
  /** For a program that calls it directly. */
  readonly env: NodeJS.ProcessEnv;
  readonly proxy: FaultProxy;
  /** The same for one whose calls are to be noted. */
  readonly observed: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export async function startBenchAccount(): Promise<BenchAccount> {
  const moto = await startMoto();
  const proxy = await startFaultProxy(moto.url);
  const env = (url: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
  });
  return {
    env: env(moto.url),
    proxy,
    observed: env(proxy.url),
    async stop() {
      await proxy.stop();
      await moto.stop();
    },
  };
}
