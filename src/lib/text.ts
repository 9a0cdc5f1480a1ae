/** The part of an ARN or path after the last slash. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `1 file`, `2 files` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `9s`, `1m05s`, `2h10m` */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

/** `800 B`, `1.23 kB`, `6.00 GB` */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  // From 999.5 on, three digits of a unit are those of the next one.
  const fits = units.findIndex((_, index) => bytes < 999.5 * 1000 ** (index + 1));
  const index = fits === -1 ? units.length - 1 : fits;
  const value = bytes / 1000 ** (index + 1);
  return `${value < 999.5 ? value.toPrecision(3) : Math.round(value)} ${units[index]}`;
}

/** Lines with aligned columns; the first column is always aligned to the left. */
export function table(rows: readonly (readonly string[])[], align: 'left' | 'right' = 'left'): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 || align === 'left' ? cell.padEnd(width(column)) : cell.padStart(width(column)),
    );
    return cells.join('  ').trimEnd();
  });
}
