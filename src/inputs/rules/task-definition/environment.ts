import type { JsonObject } from '../../../lib/json.ts';
import { error, warning, objectsIn, repeated, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder } from '../view/placeholders.ts';
import { containersOf, listOf, type Container } from '../view/task-view.ts';

/**
 * Environment variables and secrets.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html and API_Secret.html. ECS says
 * "The secret name must be unique and not shared with any new or existing environment variables set on the
 * container" and "When you are specifying container secrets, you must also specify a value for
 * 'executionRoleArn'".
 */
export const environmentRule: Rule = {
  id: 'task-definition/environment',
  page: apiPage('KeyValuePair'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  return containersOf(task).flatMap((container) => [
    ...checkNames(container),
    ...checkSecrets(container, task),
    ...checkFiles(container),
  ]);
}

function checkNames(container: Container): PathDiagnostic[] {
  const variables = listOf(container, 'environment');
  const diagnostics = variables.flatMap(({ value, path }) => {
    const name = value['name'];
    if (name === undefined || name === '') {
      return [error(path, 'an environment variable needs "name": "…"')];
    }
    if (typeof name !== 'string' || hasPlaceholder(name) || !/[=\0\s]/.test(name)) return [];
    // What follows the = is a value, and may be a secret.
    const shown = shortened(name.replace(/=.*/s, '=…'));
    const message = `name is ${shown}, but the name of a variable has no = and no blanks`;
    return [warning([...path, 'name'], message)];
  });
  for (const { value, key } of repeated(variables, ({ value: variable }) => textOf(variable['name']))) {
    diagnostics.push(warning([...value.path, 'name'], `${key} is set above already; delete one of the two`));
  }
  return diagnostics;
}

function checkSecrets(container: Container, task: JsonObject): PathDiagnostic[] {
  const secrets = listOf(container, 'secrets');
  const [first] = secrets;
  if (!first) return [];
  const diagnostics: PathDiagnostic[] = [];
  if (textOf(task['executionRoleArn']) === undefined) {
    const message =
      'secrets need an "executionRoleArn": "…" of the task, beside containerDefinitions: the role that may read them';
    diagnostics.push(error(first.path.slice(0, -1), message));
  }
  const nameOf = ({ value }: { value: JsonObject }) => textOf(value['name']);
  const variables = new Set(listOf(container, 'environment').map(nameOf));
  const clashing = new Set([
    ...repeated(secrets, nameOf).map(({ value }) => value),
    ...secrets.filter((secret) => nameOf(secret) !== undefined && variables.has(nameOf(secret))),
  ]);
  for (const { value, path } of clashing) {
    const message = `${textOf(value['name'])} is set by another secret or by "environment" as well; delete one of the two`;
    diagnostics.push(error([...path, 'name'], message));
  }
  return diagnostics;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html */
function checkFiles({ value, path }: Container): PathDiagnostic[] {
  return objectsIn(value['environmentFiles'], [...path, 'environmentFiles']).flatMap((file) => {
    const arn = textOf(file.value['value']);
    if (arn === undefined || hasPlaceholder(arn) || /^arn:[\w-]+:s3:::.+/.test(arn)) return [];
    const message = `value is ${shortened(arn)}, but should be the ARN of an object: "arn:aws:s3:::bucket/name.env"`;
    return [warning([...file.path, 'value'], message)];
  });
}
