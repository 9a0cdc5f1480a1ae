import { describe, expect, it } from 'vitest';
import { call, find, toAppError } from '../../../../src/aws/sdk/call.ts';
import { AwsError, InterruptedError, UsageError } from '../../../../src/errors.ts';
import { errorHint, errorMessage } from '../../../../src/report/text/error-text.ts';

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
      'AWS rejected the credentials',
      'Check the keys',
    ],
    [
      'missing credentials',
      fault('CredentialsProviderError'),
      'there are no usable AWS credentials',
      'Set PROFILE',
    ],
    ['a missing permission', fault('AccessDeniedException'), 'access was denied', 'Add the action'],
    [
      'a missing permission of EC2',
      fault('Error', 'no', 'UnauthorizedOperation'),
      'access was denied',
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
      'AWS throttled the call',
      'Repeat the command in a minute',
    ],
    ['trouble at AWS', fault('ServiceUnavailable'), 'AWS reported an internal error', 'Repeat the command'],
    [
      'a wrong region',
      fault('Error', 'x', 'ENOTFOUND'),
      'the AWS endpoint does not exist',
      'Check the REGION',
    ],
    ['a quota', fault('LimitExceededException'), 'a quota of the account was reached', 'Service Quotas'],
    [
      'a refused file',
      fault('ClientException', 'Bad.'),
      'AWS rejected the request (Bad.)',
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
      'CloudFormation rejected the parameters',
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
      'the change set is no longer valid',
      'The stack changed in the meantime',
    ],
    [
      'a service that is gone',
      fault('ServiceNotActiveException'),
      'was deleted in the meantime',
      'creates the service again',
    ],
    ['a file system in use', fault('FileSystemInUse'), 'is still in use', 'Repeat the command'],
    [
      'a permission that AWS names',
      fault('AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized to perform: ec2:DescribeVpcs'),
      'access was denied',
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
    const translated = toAppError(error, 'registering web');
    expect(translated).toBeInstanceOf(AwsError);
    expect(translated).toMatchObject({ exitStatus: 3, cause: error });
    expect(errorMessage(translated)).toContain(message);
    expect(errorMessage(translated)).toMatch(/^registering web: /);
    expect(errorHint(translated) ?? '').toContain(hint ?? '');
    expect(errorHint(translated) === undefined).toBe(hint === undefined);
  });

  it('the first of several, which Node throws if a name has several addresses', () => {
    const several = new AggregateError([fault('Error', 'connect 1', 'ECONNREFUSED'), fault('Error')]);
    expect(toAppError(several, 'x')).toMatchObject({
      data: { kind: 'unreachable', code: 'ECONNREFUSED', said: 'connect 1' },
    });
  });

  it('a text without the part that nobody can read', () => {
    const message = 'You may not. Encoded authorization failure message: abc\ndef';
    expect(errorMessage(toAppError(fault('UnauthorizedOperation', message), 'x'))).toBe(
      'x: access was denied (You may not.)',
    );
  });

  it('an interruption, if it is one', () => {
    expect(toAppError(fault('AbortError'), 'x')).toBeInstanceOf(InterruptedError);
  });

  it('nothing else, if it is one of ours', () => {
    const own = new UsageError('own');
    expect(toAppError(own, 'x')).toBe(own);
  });

  it('an error, even if it is none', () => {
    const error = toAppError('boom', 'x');
    expect(error).toMatchObject({ data: { code: 'UnknownError' } });
    expect(errorMessage(error)).toBe('x: boom (UnknownError)');
  });
});

describe('a look-up', () => {
  const missing = () => Promise.reject(fault('FileSystemNotFound'));

  it('returns undefined if the thing does not exist', async () => {
    await expect(find('looking', missing)).resolves.toBeUndefined();
  });

  it('fails for any other reason', async () => {
    const denied = () => Promise.reject(fault('AccessDenied'));
    await expect(find('looking', denied)).rejects.toMatchObject({ kind: 'denied' });
    await expect(call('looking', missing)).rejects.toThrow(AwsError);
  });
});

it.each<[string, Error]>([
  ['a stack', fault('ValidationError', 'Stack with id acme-ecs-cluster does not exist')],
  ['a family', fault('ClientException', 'Unable to describe task definition.')],
  ['a task', fault('InvalidParameterException', 'The referenced task was not found.')],
  ['a cluster', fault('ClusterNotFoundException')],
  ['a service', fault('ServiceNotActiveException')],
  ['a log stream', fault('ResourceNotFoundException')],
])('%s that does not exist is missing', (_, error) => {
  expect(toAppError(error, 'x')).toMatchObject({ kind: 'missing' });
});
