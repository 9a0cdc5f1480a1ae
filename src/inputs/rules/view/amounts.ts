/** The `cpu` of a task in units, of which a vCPU has 1,024. */
export function cpuUnits(value: unknown): number | undefined {
  const [, amount, unit] = /^\s*(\d*\.?\d+)\s*(vcpus?)?\s*$/i.exec(String(value)) ?? [];
  if (typeof value !== 'string' || amount === undefined) return undefined;
  if (unit) return Number(amount) * 1024;
  return /^\d+$/.test(amount) ? Number(amount) : undefined;
}

/** The `memory` of a task in MiB. */
export function mebibytes(value: unknown): number | undefined {
  const [, amount, unit] = /^\s*(\d*\.?\d+)\s*(gb|mb|gib|mib)?\s*$/i.exec(String(value)) ?? [];
  if (typeof value !== 'string' || amount === undefined) return undefined;
  if (unit && /^g/i.test(unit)) return Number(amount) * 1024;
  return /^\d+$/.test(amount) ? Number(amount) : undefined;
}
