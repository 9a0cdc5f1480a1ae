export interface SettingDefinition {
  readonly name: string;
  /** One line, for `ecs-efs info` and the help. */
  readonly description: string;
  /** Variables of the environment that the AWS tools use for the same thing, in their order. */
  readonly environment?: readonly string[];
}

/** Every setting that the program itself reads. `local.mk.example` documents each of them. */
export const settingDefinitions = [
  { name: 'PROFILE', description: 'profile of ~/.aws/config', environment: ['AWS_PROFILE'] },
  { name: 'REGION', description: 'AWS region', environment: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  { name: 'PREFIX', description: 'what the names of this cluster begin with' },
  { name: 'STACK', description: 'name of the CloudFormation stack' },
  { name: 'CLUSTER', description: 'name of the ECS cluster' },
  { name: 'TASK_PREFIX', description: 'what task definition families begin with' },
  { name: 'REGISTRY_BASE', description: 'registry for ${REGISTRY_BASE} in templates' },
  { name: 'IMAGE_PREFIX', description: 'text for ${IMAGE_PREFIX} in templates' },
  { name: 'PARAMETERS', description: 'file with the parameters of the stack' },
  { name: 'TEMPLATE', description: 'CloudFormation template of the stack' },
  { name: 'TIMEOUT', description: 'minutes to wait for a stack or for services' },
  { name: 'QUOTAS', description: "aws: keep to AWS's rates of calls; none: call as fast as it answers" },
  { name: 'CONFIRM', description: 'true or yes: destroy without --confirm' },
] as const satisfies readonly SettingDefinition[];

export type SettingName = (typeof settingDefinitions)[number]['name'];
