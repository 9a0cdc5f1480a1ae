import { again, type ErrorMeaning } from './error-meanings.ts';

/** Errors of single services, as the pages of their actions describe them; the first row that fits counts. */
export const serviceErrors: readonly ErrorMeaning[] = [
  {
    kind: 'missing',
    codes: ['ValidationError'],
    said: /stack.*does not exist/i,
    meaning: 'the stack does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which stack this folder means.",
  },
  {
    kind: 'missing',
    codes: ['ClientException'],
    // The answer for a family without an active revision.
    said: /unable to describe task definition/i,
    meaning: 'the task definition does not exist',
    hint: 'Repeat the command: it registers what the folder has.',
  },
  {
    kind: 'missing',
    codes: ['InvalidParameterException'],
    said: /task.*not found/i,
    meaning: 'the task does not exist',
    hint: 'It has stopped in the meantime: repeat the command.',
  },
  {
    kind: 'missing',
    codes: ['ResourceNotFoundException', 'FileSystemNotFound'],
    meaning: 'the resource does not exist',
    hint: 'It was deleted in the meantime: repeat the command.',
  },
  {
    kind: 'missing',
    codes: ['ClusterNotFoundException'],
    meaning: 'the cluster does not exist',
    hint: "Run 'ecs-efs up' to create it; 'ecs-efs info' shows which cluster this folder means.",
  },
  {
    kind: 'missing',
    codes: ['ServiceNotFoundException', 'ServiceNotActiveException'],
    meaning: 'the service was deleted in the meantime',
    hint: 'Repeat the command: it creates the service again.',
  },
  {
    kind: 'quota',
    codes: [
      'LimitExceededException',
      'LimitExceeded',
      'FileSystemLimitExceeded',
      'ServiceQuotaExceededException',
    ],
    meaning: 'a quota of the account was reached',
    hint: 'Delete what you do not need, or request an increase in the console (Service Quotas).',
  },
  {
    kind: 'invalid',
    codes: ['InsufficientCapabilitiesException'],
    meaning: 'the template needs a capability that ecs-efs does not grant',
    hint: 'Only IAM capabilities are granted; remove macros from the template.',
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /IN_PROGRESS state|cannot be updated|can ?not be executed|in .* state/i,
    meaning: 'the stack cannot be changed now',
    hint: "Repeat the command when its operation is over; 'ecs-efs up' waits for one that is in progress.",
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /Parameters?:|parameter/i,
    meaning: 'CloudFormation rejected the parameters',
    hint: "Check ecs-cluster.params; 'ecs-efs templates cluster' writes the template, which describes them.",
  },
  {
    kind: 'invalid',
    codes: ['ValidationError'],
    said: /template/i,
    meaning: 'CloudFormation rejected the template',
    hint: 'Check ecs-cluster.cf.yaml of this folder; without one, the template that is shipped is used.',
  },
  {
    kind: 'conflict',
    codes: ['AlreadyExistsException', 'NameAlreadyExistsException'],
    meaning: 'something with this name exists already',
    hint: 'Another run may just have created it: repeat the command. If it is not yours, choose another PREFIX.',
  },
  {
    kind: 'conflict',
    codes: ['OperationInProgressException', 'TokenAlreadyExistsException', 'UpdateInProgressException'],
    meaning: 'another operation is in progress',
    hint: again,
  },
  {
    kind: 'conflict',
    codes: [
      'ChangeSetNotFound',
      'ChangeSetNotFoundException',
      'InvalidChangeSetStatus',
      'InvalidChangeSetStatusException',
    ],
    meaning: 'the change set is no longer valid',
    hint: 'The stack changed in the meantime: repeat the command.',
  },
  {
    kind: 'invalid',
    codes: ['ClientException', 'InvalidParameterException'],
    said: /role/i,
    meaning: 'ECS cannot use the role',
    hint: 'Check taskRoleArn, executionRoleArn or role: it must exist and trust ecs-tasks.amazonaws.com.',
  },
  {
    kind: 'invalid',
    codes: [
      'ClientException',
      'InvalidParameterException',
      'InvalidParameterValue',
      'BadRequest',
      'SerializationException',
    ],
    meaning: 'AWS rejected the request',
    hint: 'Change the .taskdef or .service file as AWS says, and repeat the command.',
  },
  {
    kind: 'unsupported',
    codes: [
      'UnsupportedFeatureException',
      'PlatformUnknownException',
      'PlatformTaskDefinitionIncompatibilityException',
    ],
    meaning: 'ECS does not support this here',
    hint: 'The region, the launch type or the platform version does not support it: change the file, or choose another REGION.',
  },
  {
    kind: 'invalid',
    codes: ['NamespaceNotFoundException'],
    meaning: 'the Service Connect namespace does not exist',
    hint: 'Create it in AWS Cloud Map, or change serviceConnectConfiguration.',
  },
  {
    kind: 'conflict',
    codes: [
      'FileSystemInUse',
      'ResourceInUse',
      'ResourceInUseException',
      'ScalingActivityInProgress',
      'ResourceContention',
    ],
    meaning: 'the resource is still in use',
    hint: again,
  },
  {
    kind: 'account',
    codes: ['BlockedException'],
    meaning: 'AWS has blocked the account',
    hint: 'Only AWS Support can say why: https://console.aws.amazon.com/support.',
  },
];
