import {
  type StackEvent,
  type CurrentStack,
  type ResourceChange,
  hiddenParameter,
} from '../../domain/stack.ts';
import type { StackRequest, Stacks } from '../../domain/ports/stacks.ts';
import { randomUUID } from 'node:crypto';
import {
  type Change,
  type CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackEvent as SdkStackEvent,
} from '@aws-sdk/client-cloudformation';
import type { AwsError } from '../../errors.ts';

import { attempt, attemptToFind } from '../sdk/attempt.ts';
import { allPages } from '../../lib/concurrency.ts';

import { toTagList } from '../../domain/tags.ts';

/** The stacks of a region, through CloudFormation. */
export function cloudFormationStacks(client: CloudFormationClient): Stacks {
  return {
    async describe(nameOrId) {
      const answer = await attemptToFind(
        `looking for the stack ${nameOrId}`,
        () => client.send(new DescribeStacksCommand({ StackName: nameOrId })),
        isMissingStack,
      );
      const stack = answer?.Stacks?.[0];
      return stack && toCurrentStack(stack);
    },

    async templateBody(name) {
      const answer = await attemptToFind(
        `reading the template of ${name}`,
        () => client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' })),
        isMissingStack,
      );
      return answer?.TemplateBody;
    },

    async resources(name) {
      const summaries = await attempt(`listing the resources of ${name}`, () =>
        allPages(
          (NextToken) => client.send(new ListStackResourcesCommand({ StackName: name, NextToken })),
          (page) => page.StackResourceSummaries,
          (page) => page.NextToken,
        ),
      );
      return summaries.map((summary) => ({
        logicalId: summary.LogicalResourceId ?? '',
        physicalId: summary.PhysicalResourceId ?? '',
        type: summary.ResourceType ?? '',
      }));
    },

    async events({ stackId, token }) {
      const found: SdkStackEvent[] = [];
      let wanted = token;
      let next: string | undefined;
      // Newest first: reading stops at the operation before, however long the history of the stack is.
      do {
        const page = await attempt(`reading the events of ${stackId}`, () =>
          client.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken: next })),
        );
        const events = page.StackEvents ?? [];
        wanted ??= events[0]?.ClientRequestToken;
        const ours = events.filter(({ ClientRequestToken }) => ClientRequestToken === wanted);
        found.push(...ours);
        next = ours.length === events.length ? page.NextToken : undefined;
      } while (next);
      return found.map(toStackEvent).reverse();
    },

    async create(request) {
      const token = randomUUID();
      const answer = await attemptToFind(
        `creating the stack ${request.name}`,
        () =>
          client.send(
            new CreateStackCommand({ ...toInput(request), ClientRequestToken: token, OnFailure: 'ROLLBACK' }),
          ),
        ({ code }) => code === 'AlreadyExistsException',
      );
      // Another run was faster, or the answer to the first try was lost.
      if (!answer) return { stackId: request.name, token: undefined };
      return { stackId: answer.StackId ?? request.name, token };
    },

    async createChangeSet(request) {
      const answer = await attempt(`working out the update of the stack ${request.name}`, () =>
        client.send(
          new CreateChangeSetCommand({
            ...toInput(request),
            // A name of its own for each, so that two runs at the same time do not meet.
            ChangeSetName: `ecs-efs-${randomUUID()}`,
            ChangeSetType: 'UPDATE',
          }),
        ),
      );
      return { id: answer.Id ?? '', stackId: answer.StackId ?? request.name };
    },

    async changeSet({ id, stackId }) {
      const pages = await attempt(`reading the change set of ${stackId}`, () =>
        allPages(
          (NextToken) =>
            client.send(new DescribeChangeSetCommand({ ChangeSetName: id, StackName: stackId, NextToken })),
          (page) => [page],
          (page) => page.NextToken,
        ),
      );
      const { Status = '', StatusReason = '' } = pages[0] ?? {};
      if (Status === 'FAILED') {
        return isEmpty(StatusReason) ? { kind: 'empty' } : { kind: 'refused', reason: StatusReason };
      }
      if (Status !== 'CREATE_COMPLETE') return { kind: 'pending' };
      return {
        kind: 'ready',
        changes: pages.flatMap(({ Changes }) => Changes ?? []).flatMap(toResourceChange),
      };
    },

    async executeChangeSet({ id, stackId }) {
      const token = randomUUID();
      await attempt(`updating the stack ${stackId}`, () =>
        client.send(
          new ExecuteChangeSetCommand({ ChangeSetName: id, StackName: stackId, ClientRequestToken: token }),
        ),
      );
      return { stackId, token };
    },

    async deleteChangeSet({ id, stackId }) {
      await attempt(`removing the change set of ${stackId}`, () =>
        client.send(new DeleteChangeSetCommand({ ChangeSetName: id, StackName: stackId })),
      );
    },

    async continueRollback(name) {
      const token = randomUUID();
      await attempt(`going on with the roll-back of the stack ${name}`, () =>
        client.send(new ContinueUpdateRollbackCommand({ StackName: name, ClientRequestToken: token })),
      );
      return { stackId: name, token };
    },

    async delete(stackId) {
      const token = randomUUID();
      await attempt(`deleting the stack ${stackId}`, () =>
        client.send(new DeleteStackCommand({ StackName: stackId, ClientRequestToken: token })),
      );
      return { stackId, token };
    },
  };
}

/** CloudFormation has no error of its own for a stack that does not exist. */
function isMissingStack({ code, message }: AwsError): boolean {
  return code === 'ValidationError' && message.includes('does not exist');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html for both sentences */
function isEmpty(statusReason: string): boolean {
  return /didn't contain changes|No updates are to be performed/.test(statusReason);
}

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
    Tags: toTagList(tags).map(({ key, value }) => ({ Key: key, Value: value })),
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

function toStackEvent(event: SdkStackEvent): StackEvent {
  return {
    id: event.EventId ?? '',
    resource: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason,
  };
}
