import { describe, expect, it } from 'vitest';
import { attempt, attemptToFind } from '../../../../src/aws/sdk/attempt.ts';
import { translateError } from '../../../../src/aws/sdk/translate-error.ts';
import { AwsError, InterruptedError, UsageError } from '../../../../src/errors.ts';

/** An error as the SDK throws it. */
const fault = (name: string, message = 'what AWS said', code?: string) =>
  Object.assign(new Error(message), { name, ...(code && { code }) });

describe('an error of AWS becomes', () => {
  it.each<[string, Error, string, string | undefined]>([
    [
      'expired credentials',
      fault('ExpiredTokenException'),
      'the AWS credentials have expired',
      'Sign in again',
    ],
    [
      'wrong credentials',
      fault('UnrecognizedClientException'),
      'AWS does not accept the credentials',
      'Check the keys',
    ],
    [
      'missing credentials',
      fault('CredentialsProviderError'),
      'there are no usable AWS credentials',
      'Set PROFILE',
    ],
    ['a missing permission', fault('AccessDeniedException'), 'AWS does not allow this', 'Add the action'],
    [
      'a missing permission of EC2',
      fault('Error', 'no', 'UnauthorizedOperation'),
      'AWS does not allow this',
      'Add the action',
    ],
    [
      'a broken connection',
      fault('Error', 'connect', 'ECONNREFUSED'),
      'AWS cannot be reached',
      'Check the network',
    ],
    ['a time-out', fault('TimeoutError'), 'AWS cannot be reached', 'Check the network'],
    [
      'too many calls',
      fault('ThrottlingException'),
      'AWS asks for fewer calls',
      'Repeat the command in a minute',
    ],
    ['trouble at AWS', fault('ServiceUnavailable'), 'AWS has trouble of its own', 'Repeat the command'],
    ['a wrong region', fault('Error', 'x', 'ENOTFOUND'), 'there is no such AWS endpoint', 'Check the REGION'],
    ['a quota', fault('LimitExceededException'), 'a quota of the account is reached', 'Service Quotas'],
    [
      'a refused file',
      fault('ClientException', 'Bad.'),
      'AWS does not take this (Bad.)',
      'Change the .taskdef',
    ],
    [
      'a missing role',
      fault('ClientException', 'Role is not valid'),
      'ECS cannot use the role',
      'trust ecs-tasks.amazonaws.com',
    ],
    [
      'wrong parameters',
      fault('ValidationError', 'Parameters: [SubnetA] must have values'),
      'CloudFormation does not take the parameters',
      'Check ecs-cluster.params',
    ],
    [
      'a busy stack',
      fault('ValidationError', 'Stack:x is in UPDATE_IN_PROGRESS state and can not be updated.'),
      'the stack cannot be changed now',
      "'ecs-efs up' waits",
    ],
    [
      'a change that was overtaken',
      fault('ChangeSetNotFoundException'),
      'is not valid any more',
      'Somebody else changed the stack',
    ],
    [
      'a service that is gone',
      fault('ServiceNotActiveException'),
      'somebody deleted it',
      'creates the service anew',
    ],
    ['a file system in use', fault('FileSystemInUse'), 'it is still in use', 'Repeat the command'],
    [
      'a permission that AWS names',
      fault('AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized to perform: ec2:DescribeVpcs'),
      'AWS does not allow this',
      'Add to the policy of user/ci (or use another PROFILE): {"Effect":"Allow","Action":"ec2:DescribeVpcs","Resource":"*"}',
    ],
    [
      'a missing cluster',
      fault('ClusterNotFoundException'),
      'the cluster does not exist',
      "Run 'ecs-efs up'",
    ],
    [
      'itself, if nothing is known of it',
      fault('SomethingNewException', 'Bad.'),
      'registering web: Bad. (SomethingNewException)',
      undefined,
    ],
    [
      'its name, if it says nothing',
      fault('SomethingNewException', ''),
      'registering web: SomethingNewException (SomethingNewException)',
      undefined,
    ],
  ])('%s', (_, error, message, hint) => {
    const translated = translateError(error, 'registering web');
    expect(translated).toBeInstanceOf(AwsError);
    expect(translated).toMatchObject({ exitStatus: 3, cause: error });
    expect(translated.message).toContain(message);
    expect(translated.message).toMatch(/^registering web: /);
    expect(translated.hint ?? '').toContain(hint ?? '');
    expect(translated.hint === undefined).toBe(hint === undefined);
  });

  it('the first of several, which Node throws if a name has several addresses', () => {
    const several = new AggregateError([fault('Error', 'connect 1', 'ECONNREFUSED'), fault('Error')]);
    expect(translateError(several, 'x')).toMatchObject({
      code: 'ECONNREFUSED',
      message: 'x: AWS cannot be reached (connect 1)',
    });
  });

  it('a text without the part that nobody can read', () => {
    const message = 'You may not. Encoded authorization failure message: abc\ndef';
    expect(translateError(fault('UnauthorizedOperation', message), 'x').message).toBe(
      'x: AWS does not allow this (You may not.)',
    );
  });

  it('an interruption, if it is one', () => {
    expect(translateError(fault('AbortError'), 'x')).toBeInstanceOf(InterruptedError);
  });

  it('nothing else, if it is one of ours', () => {
    const own = new UsageError('own');
    expect(translateError(own, 'x')).toBe(own);
  });

  it('an error, even if it is none', () => {
    expect(translateError('boom', 'x')).toMatchObject({
      code: 'UnknownError',
      message: 'x: boom (UnknownError)',
    });
  });
});

describe('a look-up', () => {
  const missing = () => Promise.reject(fault('NotFound'));
  const isMissing = ({ code }: AwsError) => code === 'NotFound';

  it('answers with nothing if there is no such thing', async () => {
    await expect(attemptToFind('looking', missing, isMissing)).resolves.toBeUndefined();
  });

  it('fails for any other reason', async () => {
    const denied = () => Promise.reject(fault('AccessDenied'));
    await expect(attemptToFind('looking', denied, isMissing)).rejects.toThrow(/^looking: AWS does not allow/);
    await expect(attempt('looking', missing)).rejects.toThrow(AwsError);
  });
});
