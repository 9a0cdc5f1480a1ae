import { error, repeated } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import type { FolderDiagnostic, FolderRule, FolderView } from '../rule.ts';

/** A family or a service that two files describe. */
export const namesRule: FolderRule = { id: 'folder/names', page: apiPage('CreateService'), check };

function check({ taskDefinitions, services }: FolderView): FolderDiagnostic[] {
  const messageOf = (what: string, file: string) =>
    `${what} is also that of ${file}; give one of them another name`;
  return [
    ...repeated(taskDefinitions, ({ family }) => family).map(({ value: { source }, key, first }) => ({
      source,
      ...error(['family'], messageOf(`the family '${key}'`, first.file)),
    })),
    ...repeated(services, ({ name }) => name).map(({ value: { source }, key, first }) => ({
      source,
      ...error(['serviceName'], messageOf(`the service '${key}'`, first.file)),
    })),
  ];
}
