import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createFolder, type Folder } from '../support/cli.ts';
import { startTestAws, type TestAws } from '../support/test-aws.ts';

// Profiles as people have them; the SDK finds the files by the variables of this process.

let aws: TestAws;
let folder: Folder;

beforeAll(async () => {
  aws = await startTestAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  folder = createFolder({ 'local.mk': 'PREFIX=acme\n' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

function useConfig(config: string): { environment: Record<string, string> } {
  folder.write({
    config,
    credentials: '[base]\naws_access_key_id = test\naws_secret_access_key = test\n',
  });
  vi.stubEnv('AWS_CONFIG_FILE', join(folder.path, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder.path, 'credentials'));
  return { environment: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '' } };
}

const role =
  'role_arn = arn:aws:iam::123456789012:role/deployer\nsource_profile = base\nregion = eu-west-1\n';

test('the keys and the region of a profile are used', async () => {
  const options = useConfig('[profile base]\nregion = eu-west-1\n');
  expect(await folder.run('destroy PROFILE=base', options)).toMatchObject({ status: 0 });
});

test('a profile may be a role that another profile assumes', async () => {
  const options = useConfig(`[profile deployer]\n${role}`);
  aws.requests.clear();
  expect(await folder.run('destroy PROFILE=deployer', options)).toMatchObject({ status: 0 });
  expect(aws.requests.actions[0]).toBe('AssumeRole');
});

test('with --trace, the call for a role is shown like all others', async () => {
  const options = useConfig(`[profile deployer]\n${role}`);
  aws.requests.clear();
  const run = await folder.run('destroy PROFILE=deployer --trace', options);
  expect(run.stderr).toMatch(/^trace: \S+Z credentials AssumeRole: \d+ ms, sent \d+ B, received /m);
  expect(run.stderr).toContain(`trace: ${aws.requests.calls.length} calls in `);
});

test('a role that wants MFA asks for the code of the device', async () => {
  const options = useConfig(`[profile deployer]\n${role}mfa_serial = arn:aws:iam::123456789012:mfa/phone\n`);
  const ask = vi.fn<(question: string) => Promise<string>>().mockResolvedValue('123456');
  expect(await folder.run('destroy PROFILE=deployer', { ...options, ask })).toMatchObject({ status: 0 });
  expect(ask).toHaveBeenCalledExactlyOnceWith('MFA code for arn:aws:iam::123456789012:mfa/phone: ');
});

test('a run with an SSO profile that is not signed in says how to sign in', async () => {
  const options = useConfig(
    '[profile corp]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = admin\nregion = eu-west-1\n' +
      '[sso-session corp]\nsso_start_url = https://corp.example.com/start\nsso_region = eu-west-1\n',
  );
  const run = await folder.run('destroy PROFILE=corp', options);
  expect(run.status).toBe(3);
  expect(run.stderr).toContain('there are no usable AWS credentials');
  expect(run.stderr).toContain('aws sso login');
});
