import type { Logs } from '../../domain/ports/logs.ts';
import { type CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { find } from '../sdk/call.ts';

/**
 * What containers wrote, through CloudWatch Logs.
 *
 * @param clientOf makes the client of a region; without one, that of the cluster
 */
export function cloudWatchLogs(clientOf: (region: string | undefined) => CloudWatchLogsClient): Logs {
  return {
    async tail({ group, name, region }, lines) {
      const answer = await find(`reading the log ${group} ${name}`, () =>
        clientOf(region).send(
          new GetLogEventsCommand({ logGroupName: group, logStreamName: name, limit: lines }),
        ),
      );
      return (answer?.events ?? []).map(({ message = '' }) => message.trimEnd());
    },
  };
}
