import { createFolder } from '../../support/cli.ts';
import { codeBudgets } from '../../support/code-budgets.ts';
import { loadedCode } from '../../support/loaded-code.ts';
import type { Chapter, Figure } from '../figure.ts';
import { timed, timedEcsEfs } from '../program.ts';
import { ratioOf } from '../sample.ts';
import { takeTurns } from '../turns.ts';
import { createWorkload, taskDefinition } from '../workload.ts';

/** How many times a bare Node.js a command may take. */
const commands = [
  { command: '--help', times: 1.5 },
  { command: '--version', times: 1.5 },
  { command: 'templates --force', times: 2.5 },
  { command: 'info', times: 2.5 },
  { command: 'check', times: 2.5 },
];

/** How fast the program starts, which is most of what a user waits for where nothing is asked of AWS. */
export async function benchStartUp({ quick }: { quick: boolean }): Promise<Chapter> {
  const folder = createFolder({
    'local.mk': 'PREFIX=acme\n',
    ...Object.fromEntries([1, 2, 3, 4, 5].map((index) => [`app-${index}.taskdef`, taskDefinition(index)])),
  });
  const many = createWorkload('acme', 1000);
  const { path: cwd } = folder;
  const bare = () => timed(process.execPath, ['-e', '0']);
  try {
    const figures: Figure[] = [];
    for (const { command, times } of commands) {
      const args = command.split(' ');
      const { ours, node } = await takeTurns(
        { ours: () => timedEcsEfs(args, { cwd }), node: bare },
        quick ? 8 : 40,
      );
      figures.push(
        {
          name: `\`${command}\``,
          unit: 'ms',
          value: ours,
          peer: { name: 'node -e 0', value: node },
          ratio: ratioOf(ours, node),
          goal: { what: 'ratio', atMost: times },
        },
        {
          name: `code that \`${command}\` reads`,
          unit: 'bytes',
          isExact: true,
          value: loadedCode(args, { cwd }).bytes,
          goal: { what: 'value', atMost: (codeBudgets[command] ?? 0) * 1000 },
        },
      );
    }
    const thousand = await takeTurns(
      { ours: () => timedEcsEfs(['check'], { cwd: many.path }), node: bare },
      quick ? 2 : 10,
    );
    figures.push({
      name: '`check` of 1,000 files',
      unit: 'ms',
      value: thousand.ours,
      peer: { name: 'node -e 0', value: thousand.node },
      ratio: ratioOf(thousand.ours, thousand.node),
    });
    return {
      title: 'Start-up, and what needs no AWS',
      method: 'The whole run of the program in a folder with five task definitions, beside `node -e 0`.',
      figures,
    };
  } finally {
    folder.remove();
    many.remove();
  }
}
