import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Logs } from '../../domain/ports/aws.ts';
import type { ConnectTo } from '../rate-limit/rate-limited.ts';
import { find } from '../sdk/call.ts';

/** What containers wrote, through CloudWatch Logs. */
export function cloudWatchLogs(connectTo: ConnectTo): Logs {
  return {
    async tail({ group, name, region }, lines) {
      const answer = await find(`reading the log ${group} ${name}`, () => {
        const client = connectTo(CloudWatchLogsClient, region === undefined ? {} : { region });
        return client.send(
          new GetLogEventsCommand({ logGroupName: group, logStreamName: name, limit: lines }),
        );
      });
      return (answer?.events ?? []).map(({ message = '' }) => message.trimEnd());
    },
  };
}
