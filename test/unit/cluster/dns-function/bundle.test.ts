import { describe, expect, it } from 'vitest';
import { bundleLambda } from '../../../../scripts/generate/bundle-lambda.ts';

describe('the code for the template', async () => {
  const code = await bundleLambda('src/cluster/dns-function/main.ts');

  it('has at most 9 KB', () => {
    expect(code.length).toBeLessThanOrEqual(9 * 1024);
  });

  it('is one line of printable ASCII, so that any YAML scalar can hold it', () => {
    expect(code).toMatch(/^[ -~]+$/);
  });

  it('needs only modules of the Lambda runtime', () => {
    const needed = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(new Set(needed)).toEqual(
      new Set(['@aws-sdk/client-ec2', '@aws-sdk/client-ecs', '@aws-sdk/client-route-53']),
    );
  });
});
