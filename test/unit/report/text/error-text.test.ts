import { describe, expect, it } from 'vitest';
import { DeploymentError, InputError, SeveralErrors, UsageError } from '../../../../src/errors.ts';
import { errorData, errorLines } from '../../../../src/report/text/error-text.ts';
import { awsError } from '../../../support/aws-error.ts';

const cause = new Error('what AWS said');
const refused = awsError({
  kind: 'denied',
  operation: 'registering web',
  code: 'AccessDenied',
  said: 'no',
  meaning: 'access was denied',
  hint: 'Ask.',
  cause,
});
const wrong = new InputError([
  { file: 'a.taskdef', line: 1, column: 2, message: 'one' },
  { file: 'b.service', message: 'two' },
]);

describe('the lines of an error are', () => {
  it.each<[string, unknown, string[]]>([
    ['its message', new UsageError('no such thing'), ['ecs-efs: no such thing']],
    ['what to do about it', new DeploymentError('it failed', 'Fix it.'), ['ecs-efs: it failed', 'Fix it.']],
    ['what was done when AWS refused', refused, ['ecs-efs: registering web: access was denied (no)', 'Ask.']],
    [
      'all that went wrong, and how much of it, if steps were done side by side',
      new SeveralErrors([refused, new DeploymentError('it failed', 'Fix it.')], 2),
      [
        'ecs-efs: registering web: access was denied (no)',
        'Ask.',
        'ecs-efs: it failed',
        'Fix it.',
        'ecs-efs: 2 steps failed; 2 steps not started because of them',
      ],
    ],
    ['each diagnostic, in the form that editors know', wrong, ['a.taskdef:1:2: one', 'b.service: two']],
    [
      'that it is a bug of the program, if it is',
      new TypeError('x is not a function'),
      [
        'ecs-efs: this is a bug of ecs-efs: x is not a function',
        'Repeat the command with --debug, and report what it prints.',
      ],
    ],
    ['the same of what is no error', 'boom', ['ecs-efs: this is a bug of ecs-efs: boom', expect.any(String)]],
  ])('%s', (_, error, lines) => {
    expect(errorLines(error, false)).toEqual(lines);
  });

  it.each([refused, wrong, new TypeError('x')])('no stack without --debug, and one with it: %s', (error) => {
    expect(errorLines(error, false).join('\n')).not.toMatch(/^\s+at /m);
    expect(errorLines(error, true).join('\n')).toMatch(/^\s+at /m);
  });

  it('the file that asks for what was refused, and how many steps were done', () => {
    const error = refused.at({ file: 'web.taskdef' }).at({ steps: { done: 2, all: 5 } });
    expect(errorLines(error, false)).toEqual([
      'ecs-efs: web.taskdef: registering web: access was denied (no)',
      'Ask.\n2 of 5 steps were done; repeat the command for the others when the file is fixed.',
    ]);
  });

  it('the statement that a policy needs, if AWS names the action', () => {
    const said = 'User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:CreateService';
    expect(errorLines(awsError({ kind: 'denied', said, hint: 'Ask.' }), false)[1]).toContain(
      '{"Effect":"Allow","Action":"ecs:CreateService","Resource":"*"}',
    );
  });

  it('the cause only with --debug', () => {
    expect(errorLines(refused, false).join('\n')).not.toContain('what AWS said');
    expect(errorLines(refused, true).join('\n')).toContain('what AWS said');
  });
});

describe('the JSON of an error is', () => {
  it.each<[unknown, object]>([
    [
      refused,
      {
        kind: 'AwsError',
        message: 'registering web: access was denied (no)',
        hint: 'Ask.',
        code: 'AccessDenied',
      },
    ],
    [new UsageError('no'), { kind: 'UsageError', message: 'no' }],
    [wrong, { kind: 'InputError', message: wrong.message, problems: wrong.diagnostics }],
    [new TypeError('x'), { message: 'x' }],
    ['boom', { message: 'boom' }],
    [
      new SeveralErrors([refused, new UsageError('no')], 0),
      {
        kind: 'SeveralErrors',
        message: '2 steps failed',
        errors: [expect.objectContaining({ code: 'AccessDenied' }), { kind: 'UsageError', message: 'no' }],
      },
    ],
  ])('%s', (error, data) => {
    expect(errorData(error)).toEqual({ error: data });
  });
});
