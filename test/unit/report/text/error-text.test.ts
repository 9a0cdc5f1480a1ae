import { describe, expect, it } from 'vitest';
import { AwsError, DeploymentError, InputError, SeveralErrors, UsageError } from '../../../../src/errors.ts';
import { errorData, errorLines } from '../../../../src/report/text/error-text.ts';

const cause = new Error('what AWS said');
const refused = new AwsError('registering web: no', { code: 'AccessDenied', hint: 'Ask.', cause });
const wrong = new InputError([
  { file: 'a.taskdef', line: 1, column: 2, message: 'one' },
  { file: 'b.service', message: 'two' },
]);

describe('the lines of an error are', () => {
  it.each<[string, unknown, string[]]>([
    ['its message', new UsageError('no such thing'), ['ecs-efs: no such thing']],
    ['what to do about it', new DeploymentError('it failed', 'Mend it.'), ['ecs-efs: it failed', 'Mend it.']],
    ['what was done when AWS refused', refused, ['ecs-efs: registering web: no', 'Ask.']],
    [
      'all that went wrong, and how much of it, if steps were done side by side',
      new SeveralErrors([refused, new DeploymentError('it failed', 'Mend it.')], 2),
      [
        'ecs-efs: registering web: no',
        'Ask.',
        'ecs-efs: it failed',
        'Mend it.',
        'ecs-efs: 2 steps failed; 2 steps not begun because of them',
      ],
    ],
    ['each diagnostic, in the form that editors know', wrong, ['a.taskdef:1:2: one', 'b.service: two']],
    [
      'that it is a fault of the program, if it is',
      new TypeError('x is not a function'),
      [
        'ecs-efs: this is a fault of ecs-efs: x is not a function',
        'Repeat the command with --debug, and report what it prints.',
      ],
    ],
    [
      'the same of what is no error',
      'boom',
      ['ecs-efs: this is a fault of ecs-efs: boom', expect.any(String)],
    ],
  ])('%s', (_, error, lines) => {
    expect(errorLines(error, false)).toEqual(lines);
  });

  it.each([refused, wrong, new TypeError('x')])('no stack without --debug, and one with it: %s', (error) => {
    expect(errorLines(error, false).join('\n')).not.toMatch(/^\s+at /m);
    expect(errorLines(error, true).join('\n')).toMatch(/^\s+at /m);
  });

  it('the cause only with --debug', () => {
    expect(errorLines(refused, false).join('\n')).not.toContain('what AWS said');
    expect(errorLines(refused, true).join('\n')).toContain('what AWS said');
  });
});

describe('the JSON of an error is', () => {
  it.each<[unknown, object]>([
    [refused, { kind: 'AwsError', message: 'registering web: no', hint: 'Ask.', code: 'AccessDenied' }],
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
