/** What differs between the kinds of input files. A row is all that a reader of such files has to know. */
interface Kind {
  /** The action of the API whose request the file holds. */
  readonly action: string;
  /** The member whose value is the file's name, if it is left out. */
  readonly nameMember: string;
  /** What one file describes, in messages. */
  readonly noun: string;
  /** The shortest useful content, in messages. */
  readonly example: string;
  /** Its type in a CloudFormation template. */
  readonly resourceType: string;
  /** The member that holds it in the output of the AWS CLI: alone, or in a list. */
  readonly outputMember: string;
  /** Members that AWS prints and does not accept. */
  readonly readOnly: readonly string[];
}

/** The kinds of input files by their ending. */
export const inputKinds = {
  taskdef: {
    action: 'RegisterTaskDefinition',
    nameMember: 'family',
    noun: 'a task definition',
    example: '{ "containerDefinitions": [ … ] }',
    resourceType: 'AWS::ECS::TaskDefinition',
    outputMember: 'taskDefinition',
    readOnly: [
      'taskDefinitionArn',
      'revision',
      'status',
      'requiresAttributes',
      'compatibilities',
      'registeredAt',
      'registeredBy',
      'deregisteredAt',
      'deleteRequestedAt',
    ],
  },
  service: {
    action: 'CreateService',
    nameMember: 'serviceName',
    noun: 'a service',
    example: '{ "desiredCount": 1 }',
    resourceType: 'AWS::ECS::Service',
    outputMember: 'services',
    readOnly: [
      'serviceArn',
      'clusterArn',
      'status',
      'runningCount',
      'pendingCount',
      'deployments',
      'taskSets',
      'events',
      'roleArn',
      'createdAt',
      'createdBy',
      'platformFamily',
      'currentServiceDeployment',
      'currentServiceRevisions',
      'resourceManagementType',
    ],
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type InputKind = keyof typeof inputKinds;

export const inputEndings = Object.keys(inputKinds);

const fileName = new RegExp(
  `^(?<name>[^.].*?)\\.(?<kind>${inputEndings.join('|')})(?<template>\\.template)?$`,
);

/** What the name of an input file says; undefined if it is not one. */
export function parseFileName(
  file: string,
): { name: string; kind: InputKind; isTemplate: boolean } | undefined {
  const { name, kind, template } = fileName.exec(file)?.groups ?? {};
  if (name === undefined || !isInputKind(kind)) return undefined;
  return { name, kind, isTemplate: template !== undefined };
}

function isInputKind(kind: string | undefined): kind is InputKind {
  return kind !== undefined && Object.hasOwn(inputKinds, kind);
}

/** The page of the API reference about an action or a type. */
export function apiPage(name: string): string {
  return `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${name}.html`;
}
