import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitStatus, UsageError } from '../errors.ts';
import { suggestion } from '../lib/nearest-name.ts';
import { shippedPath } from '../lib/package-files.ts';
import { defineCommand } from './lib/define-command.ts';
import { flag } from './lib/options.ts';

interface Copy {
  readonly from: string;
  /** Relative to the user's folder. */
  readonly to: string;
}

export const templates = defineCommand({
  name: 'templates',
  summary: 'write skeletons and examples to start from',
  description: `
    Writes files to start from. Without a NAME: taskdef.template and service.template, with every field that
    AWS knows. With NAMEs: the files of these examples. 'cluster' stands for ecs-cluster.cf.yaml; a copy of
    it in the folder is used instead of the one that is shipped. Either all files are written, or none.`,
  argument: {
    name: '[NAME...]',
    description: 'examples to copy; without one, taskdef.template and service.template are written',
  },
  options: { force: flag('--force', 'overwrite files that exist') },
  examples: `Names:
  webserver            a web server with two tasks behind one host name
  efs-volumes          containers that share folders of /cluster
  job-with-preparation a container that prepares the file system for another
  private-image        an image from a private registry
  cluster              the CloudFormation template of the cluster`,
  run({ settings, flags, reporter }, { force }, names) {
    const copies = (names.length > 0 ? names : ['skeletons']).flatMap(copiesOf);
    const present = copies.filter(({ to }) => existsSync(join(settings.directory, to))).map(({ to }) => to);
    if (present.length > 0 && !force) {
      throw new UsageError(
        `these files exist already: ${present.join(', ')}; nothing was written`,
        'Use --force to overwrite them, or -C to write to another folder.',
      );
    }
    const files = copies.map(({ to }) => to);
    if (flags.question) return exitStatus.outOfDate;
    if (flags.dryRun) {
      reporter.result({ lines: files.map((file) => `write ${file}`), data: { files } });
      return exitStatus.done;
    }
    for (const { from, to } of copies) {
      const target = join(settings.directory, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(from, target);
    }
    reporter.result({ lines: files.map((file) => `wrote ${file}`), data: { written: files } });
    return exitStatus.done;
  },
});

function copiesOf(name: string): Copy[] {
  if (name === 'skeletons') {
    // The schemas lie there as well.
    return filesOf(shippedPath('templates')).filter(({ to }) => to.endsWith('.template'));
  }
  if (name === 'cluster') return [{ from: shippedPath('ecs-cluster.cf.yaml'), to: 'ecs-cluster.cf.yaml' }];
  const known = ['cluster', ...readdirSync(shippedPath('examples'))].sort();
  if (known.includes(name)) return filesOf(shippedPath(join('examples', name)));
  throw new UsageError(
    `there is no template '${name}'${suggestion(name, known)}`,
    `There are: ${known.join(', ')}`,
  );
}

/** Leaves out the README.md of an example: the user's folder may have its own. */
function filesOf(folder: string): Copy[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => {
      const from = join(entry.parentPath, entry.name);
      return { from, to: from.slice(folder.length + 1) };
    })
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}
