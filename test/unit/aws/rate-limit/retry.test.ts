import { describe, expect, it } from 'vitest';
import { mayHaveHappened, pauseBeforeRetry, retryOf } from '../../../../src/aws/rate-limit/retry.ts';

/** An error as the SDK throws it. */
const sdkError = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error('said AWS'), { name, $metadata: { httpStatusCode } });
const nodeError = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('what is worth another try', () => {
  it.each([
    ['throttling of ECS', sdkError('ThrottlingException'), 'throttled'],
    ['throttling of CloudFormation', sdkError('Throttling'), 'throttled'],
    ['throttling of EC2', sdkError('RequestLimitExceeded', 503), 'throttled'],
    ['a fault in AWS', sdkError('InternalFailure', 500), 'transient'],
    ['a service that is not available', sdkError('ServiceUnavailable', 503), 'transient'],
    ['a lost connection', nodeError('ECONNRESET'), 'transient'],
    ['a refused connection', nodeError('ECONNREFUSED'), 'transient'],
    [
      'a refused connection to both addresses of a name',
      new AggregateError([nodeError('ECONNREFUSED')]),
      'transient',
    ],
    ['a time-out', sdkError('TimeoutError'), 'transient'],
    [
      'a page in place of an answer',
      Object.assign(new Error('XML parse error'), { $response: { statusCode: 503 } }),
      'transient',
    ],
    ['an input that is wrong', sdkError('InvalidParameterException'), undefined],
    ['denied access', sdkError('AccessDeniedException', 403), undefined],
    ['a stack more than the account may have', sdkError('LimitExceededException'), undefined],
    ['something else', 'oops', undefined],
  ])('%s', (_, error, expected) => {
    expect(retryOf(error)).toBe(expected);
  });
});

describe('whether AWS may have done it', () => {
  it.each([
    ['after a lost connection', nodeError('ECONNRESET'), true],
    ['after a fault in AWS', sdkError('InternalFailure', 500), true],
    ['after a refused connection', nodeError('ECONNREFUSED'), false],
    ['after a throttled call', sdkError('ThrottlingException'), false],
    ['after a wrong input', sdkError('InvalidParameterException'), false],
  ])('%s', (_, error, expected) => {
    expect(mayHaveHappened(error)).toBe(expected);
  });
});

describe('the pause before another try', () => {
  it('is anything between nothing and a limit that doubles, up to 20 seconds', () => {
    expect([1, 2, 3].map((tried) => pauseBeforeRetry('transient', tried, 1))).toEqual([100, 200, 400]);
    expect(pauseBeforeRetry('transient', 3, 0)).toBe(0);
    expect(pauseBeforeRetry('throttled', 12, 0.5)).toBe(10_000);
  });

  it('ends after eight tries, and after more of them where others use up the quota', () => {
    expect([7, 8].map((tried) => pauseBeforeRetry('transient', tried, 1))).toEqual([6400, undefined]);
    expect([13, 14].map((tried) => pauseBeforeRetry('throttled', tried, 1))).toEqual([20_000, undefined]);
  });
});
