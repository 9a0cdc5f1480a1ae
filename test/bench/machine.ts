import { cpus, totalmem, type } from 'node:os';

/** What the figures were measured on. */
export function machine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || process.arch;
  return `${cores.length} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()}, Node.js ${process.version}`;
}
