import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPath } from '../../src/assets.ts';

// How long `ecs-efs check` takes for a folder of 1,000 task definitions, start-up included, beside a bare Node.js.
// Run with `tsx test/bench/check.ts [runs]`; the program must have been built.

const files = 1000;
const runs = Number(process.argv[2] ?? 5);

/** A task definition of the usual size: two containers, a volume, a label, some variables. */
function taskDefinition(index: number): object {
  const environment = Array.from({ length: 10 }, (_, number) => ({
    name: `VARIABLE_${number}`,
    value: `value ${index}`,
  }));
  const mountPoints = [{ sourceVolume: 'data', containerPath: '/data' }];
  const labels = { 'proxy.host': `app-${index}.example.com`, 'proxy.ports': '80:8080' };
  const main = {
    name: 'app',
    image: `registry.example.com/team/app-${index}:1.${index}`,
    memoryReservation: 128,
    environment,
    mountPoints,
    portMappings: [{ containerPort: 8080 }],
    dockerLabels: { ...labels, 'AUTOCREATE.SERVICE': '' },
    dependsOn: [{ containerName: 'permissions', condition: 'SUCCESS' }],
    logConfiguration: { logDriver: 'json-file', options: { 'max-size': '10m' } },
  };
  const permissions = {
    name: 'permissions',
    image: 'busybox:1.37',
    memoryReservation: 16,
    essential: false,
    command: ['sh', '-c', 'chown -R 1000:1000 /data'],
    mountPoints,
  };
  return {
    containerDefinitions: [permissions, main],
    volumes: [{ name: 'data', host: { sourcePath: `/cluster/app-${index}` } }],
  };
}

function seconds(args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`ended with ${status}: ${stdout.slice(0, 500)}`);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-bench-'));
try {
  for (let index = 0; index < files; index += 1) {
    const text = JSON.stringify(taskDefinition(index), undefined, 2);
    writeFileSync(join(folder, `app-${index}.taskdef`), `// number ${index}\n${text}\n`);
  }
  const program = shippedPath('dist/bin.js');
  const one = 'app-0.taskdef';
  const times = { all: [] as number[], one: [] as number[], help: [] as number[], node: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    times.node.push(seconds(['-e', '0'], folder));
    times.help.push(seconds([program, '--help'], folder));
    times.one.push(seconds([program, 'check', one], folder));
    times.all.push(seconds([program, 'check'], folder));
  }
  const shown = (values: readonly number[]) =>
    `${median(values).toFixed(3)} s (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;
  console.log(`node -e 0             ${shown(times.node)}`);
  console.log(`ecs-efs --help        ${shown(times.help)}`);
  console.log(`ecs-efs check, 1 file ${shown(times.one)}`);
  console.log(`ecs-efs check, ${files}   ${shown(times.all)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
