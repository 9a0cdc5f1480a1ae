import { randomUUID } from 'node:crypto';
import {
  type Change,
  type CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  paginateDescribeChangeSet,
  paginateDescribeStackEvents,
  paginateListStackResources,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { StackRequest, Stacks } from '../../domain/ports/aws.ts';
import { hiddenParameter, type CurrentStack, type ResourceChange } from '../../domain/stack.ts';
import { AwsError } from '../../errors.ts';
import { collect } from '../../lib/concurrency.ts';
import { call, find } from '../sdk/call.ts';

/** The stacks of a region, through CloudFormation. */
export function cloudFormationStacks(client: CloudFormationClient): Stacks {
  return {
    async describe(nameOrId) {
      const answer = await find(`describing the stack ${nameOrId}`, () =>
        client.send(new DescribeStacksCommand({ StackName: nameOrId })),
      );
      const stack = answer?.Stacks?.[0];
      return stack && toCurrentStack(stack);
    },

    async templateBody(name) {
      const answer = await find(`reading the template of ${name}`, () =>
        client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' })),
      );
      return answer?.TemplateBody;
    },

    async resources(name) {
      const summaries = await call(`listing the resources of ${name}`, () =>
        collect(
          paginateListStackResources({ client }, { StackName: name }),
          (page) => page.StackResourceSummaries,
        ),
      );
      return summaries.map((summary) => ({
        physicalId: summary.PhysicalResourceId ?? '',
        type: summary.ResourceType ?? '',
      }));
    },

    async events({ stackId, token }) {
      return call(`reading the events of ${stackId}`, async () => {
        const found: StackEvent[] = [];
        let wanted = token;
        // Newest first: reading stops at the operation before, however long the history of the stack is.
        const pages = paginateDescribeStackEvents({ client }, { StackName: stackId });
        for await (const { StackEvents = [] } of pages) {
          wanted ??= StackEvents[0]?.ClientRequestToken;
          const own = StackEvents.filter(({ ClientRequestToken }) => ClientRequestToken === wanted);
          found.push(...own);
          if (own.length < StackEvents.length) break;
        }
        return found.reverse().map((event) => ({
          id: event.EventId ?? '',
          resource: event.LogicalResourceId ?? '',
          type: event.ResourceType ?? '',
          status: event.ResourceStatus ?? '',
          reason: event.ResourceStatusReason,
        }));
      });
    },

    async create(request) {
      const token = randomUUID();
      const input = { ...toInput(request), ClientRequestToken: token, OnFailure: 'ROLLBACK' as const };
      try {
        const { StackId = request.name } = await call(`creating the stack ${request.name}`, () =>
          client.send(new CreateStackCommand(input)),
        );
        return { stackId: StackId, token };
      } catch (error) {
        // Another run was faster, or the answer to the first try was lost.
        if (error instanceof AwsError && error.data.code === 'AlreadyExistsException') {
          return { stackId: request.name, token: undefined };
        }
        throw error;
      }
    },

    async createChangeSet(request) {
      // A unique name, so that two runs at the same time do not collide.
      const name = `ecs-efs-${randomUUID()}`;
      const input = { ...toInput(request), ChangeSetName: name, ChangeSetType: 'UPDATE' as const };
      const answer = await call(`preparing the update of the stack ${request.name}`, () =>
        client.send(new CreateChangeSetCommand(input)),
      );
      return { id: answer.Id ?? '', stackId: answer.StackId ?? request.name };
    },

    async changeSet({ id, stackId }) {
      const input = { ChangeSetName: id, StackName: stackId };
      const pages = await call(`reading the change set of ${stackId}`, () =>
        collect(paginateDescribeChangeSet({ client }, input), (page) => [page]),
      );
      const { Status = '', StatusReason = '' } = pages[0] ?? {};
      if (Status === 'FAILED') {
        return noChanges.test(StatusReason) ? { kind: 'empty' } : { kind: 'refused', reason: StatusReason };
      }
      if (Status !== 'CREATE_COMPLETE') return { kind: 'pending' };
      const changes = pages.flatMap(({ Changes = [] }) => Changes.flatMap(toResourceChange));
      return { kind: 'ready', changes };
    },

    executeChangeSet({ id, stackId }) {
      return start('updating', stackId, (ClientRequestToken) =>
        client.send(
          new ExecuteChangeSetCommand({ ChangeSetName: id, StackName: stackId, ClientRequestToken }),
        ),
      );
    },

    async deleteChangeSet({ id, stackId }) {
      await call(`deleting the change set of ${stackId}`, () =>
        client.send(new DeleteChangeSetCommand({ ChangeSetName: id, StackName: stackId })),
      );
    },

    continueRollback(name) {
      return start('continuing the roll-back of', name, (ClientRequestToken) =>
        client.send(new ContinueUpdateRollbackCommand({ StackName: name, ClientRequestToken })),
      );
    },

    delete(stackId) {
      return start('deleting', stackId, (ClientRequestToken) =>
        client.send(new DeleteStackCommand({ StackName: stackId, ClientRequestToken })),
      );
    },
  };
}

/** Has CloudFormation begin an operation whose events have a token of their own. */
async function start(doing: string, stackId: string, send: (token: string) => Promise<unknown>) {
  const token = randomUUID();
  await call(`${doing} the stack ${stackId}`, () => send(token));
  return { stackId, token };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html for both sentences */
const noChanges = /didn't contain changes|No updates are to be performed/;

function toResourceChange({ ResourceChange: change }: Change): ResourceChange[] {
  if (!change) return [];
  const properties = (change.Details ?? []).map(({ Target }) => Target?.Name ?? Target?.Attribute ?? '');
  return [
    {
      action: (change.Action ?? 'Modify') as ResourceChange['action'],
      resource: change.LogicalResourceId ?? '',
      type: change.ResourceType ?? '',
      replacement: change.Replacement,
      properties: [...new Set(properties.filter(Boolean))].sort(),
    },
  ];
}

function toInput({ name, templateBody, parameters, tags }: StackRequest) {
  return {
    StackName: name,
    TemplateBody: templateBody,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) =>
      hiddenParameter.test(ParameterValue)
        ? { ParameterKey, UsePreviousValue: true }
        : { ParameterKey, ParameterValue },
    ),
    Capabilities: ['CAPABILITY_IAM' as const, 'CAPABILITY_NAMED_IAM' as const],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function toCurrentStack(stack: Stack): CurrentStack {
  return {
    id: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason,
    parameters: Object.fromEntries(
      (stack.Parameters ?? []).map((entry) => [entry.ParameterKey ?? '', entry.ParameterValue ?? '']),
    ),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map((entry) => [entry.OutputKey ?? '', entry.OutputValue ?? '']),
    ),
  };
}
