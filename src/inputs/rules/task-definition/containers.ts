import { error, warning, repeated, textOf, type PathDiagnostic } from '../../document/values.ts';
import { apiPage } from '../../kinds.ts';
import { noContainers, shortened } from '../../schema/messages.ts';
import type { ContentView, Rule } from '../rule.ts';
import { hasPlaceholder, placeholderWarning } from '../view/placeholders.ts';
import { containersOf, isEssential, type Container } from '../view/task-view.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const mostContainers = 10;

/**
 * Names, images and number of the containers.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (name, image, essential)
 */
export const containersRule: Rule = {
  id: 'task-definition/containers',
  page: apiPage('ContainerDefinition'),
  check,
};

function check({ content: task }: ContentView): PathDiagnostic[] {
  const list = task['containerDefinitions'];
  const path = ['containerDefinitions'];
  if (Array.isArray(list) && list.length === 0) return [error(path, noContainers)];
  const containers = containersOf(task);
  if (containers.length === 0) return [];
  const diagnostics = containers.flatMap((container) => [...checkName(container), ...checkImage(container)]);
  for (const { value, key } of repeated(containers, ({ name }) => name)) {
    const message = `another container of this file is called '${key}' as well; give each a name of its own`;
    diagnostics.push(error([...value.path, 'name'], message));
  }
  if (containers.length > mostContainers) {
    const message = `there are ${containers.length} containers, but a task has at most ${mostContainers}; move some to a .taskdef of their own`;
    diagnostics.push(error([...path, mostContainers], message));
  }
  if (!containers.some(isEssential)) {
    const message =
      'no container is essential, but a task needs one; leave "essential" out where the container must run';
    diagnostics.push(error([...path, 0, 'essential'], message));
  }
  return diagnostics;
}

function checkName({ value, path }: Container): PathDiagnostic[] {
  const name = value['name'];
  const at = [...path, 'name'];
  if (name === '') return [error(at, 'a container needs "name": "…"')];
  if (typeof name !== 'string' || /^[\w-]{1,255}$/.test(name)) return [];
  if (hasPlaceholder(name)) return [placeholderWarning(at, name, 'the name')];
  const message = `name is ${shortened(name)}, but holds only letters, digits, - and _ (at most 255)`;
  return [error(at, message)];
}

/** ECS itself checks the characters and the length; the rest is what Docker will not pull. */
function checkImage({ value, path }: Container): PathDiagnostic[] {
  const image = value['image'];
  const at = [...path, 'image'];
  if (image === '') return [error(at, 'a container needs "image": "…"')];
  const text = textOf(image);
  if (text === undefined) return [];
  const shown = shortened(text);
  if (hasPlaceholder(text)) return [placeholderWarning(at, text, 'the image')];
  const [name = '', digest, ...others] = text.split('@');
  if (/[^\w:./#@-]/.test(text)) {
    return [error(at, `image is ${shown}, but holds only letters, digits and - _ : . / # @`)];
  }
  if (name.length > 255) return [error(at, `image has ${name.length} characters, but may have 255`)];
  if (digest !== undefined && (others.length > 0 || !/^sha256:[0-9a-fA-F]{64}$/.test(digest))) {
    return [error(at, `image is ${shown}: after the @ goes sha256: with 64 hexadecimal digits`)];
  }
  if (!imageName.test(name)) {
    const message = `image is ${shown}, which Docker cannot pull: write registry/name:tag, the name in lower case`;
    return [warning(at, message)];
  }
  return [];
}

/** The grammar of https://pkg.go.dev/github.com/distribution/reference */
const imageName =
  /^(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?$/;
