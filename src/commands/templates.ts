import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shippedPath } from '../assets.ts';
import { exitStatus, UsageError, type ExitStatus } from '../errors.ts';
import { suggestion } from '../lib/nearest-name.ts';
import type { Context } from './context.ts';

interface Copy {
  readonly from: string;
  /** Relative to the user's folder. */
  readonly to: string;
}

/** Writes the skeletons of the AWS CLI, or the files of the examples that are named; all of them or none. */
export function templates(
  context: Context,
  names: readonly string[],
  options: { force: boolean },
): ExitStatus {
  const { settings, reporter } = context;
  const copies = (names.length > 0 ? names : ['skeletons']).flatMap(copiesOf);
  const present = copies.filter(({ to }) => existsSync(join(settings.directory, to))).map(({ to }) => to);
  if (present.length > 0 && !options.force) {
    throw new UsageError(
      `these files exist already: ${present.join(', ')}; nothing was written`,
      'Use --force to overwrite them, or -C to write to another folder.',
    );
  }
  for (const { from, to } of copies) {
    const target = join(settings.directory, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target);
  }
  const written = copies.map(({ to }) => to);
  reporter.result({ lines: written.map((file) => `wrote ${file}`), data: { written } });
  return exitStatus.done;
}

/** The names that `templates` knows. */
export function templateNames(): string[] {
  return ['cluster', ...readdirSync(shippedPath('examples'))].sort();
}

function copiesOf(name: string): Copy[] {
  if (name === 'skeletons') {
    // The schemas lie there as well.
    return filesOf(shippedPath('templates')).filter(({ to }) => to.endsWith('.template'));
  }
  if (name === 'cluster') return [{ from: shippedPath('ecs-cluster.cf.yaml'), to: 'ecs-cluster.cf.yaml' }];
  const known = templateNames();
  if (known.includes(name)) return filesOf(shippedPath(join('examples', name)));
  throw new UsageError(
    `there is no template '${name}'${suggestion(name, known)}`,
    `There are: ${known.join(', ')}`,
  );
}

/** Of an example, its page is left out: the user's folder may have one of its own. */
function filesOf(folder: string): Copy[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => {
      const from = join(entry.parentPath, entry.name);
      return { from, to: from.slice(folder.length + 1) };
    })
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}
