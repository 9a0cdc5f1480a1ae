import { formatProblem, isError, severityOf, type Place, type Problem } from '../../errors.ts';
import type { Result } from '../reporter.ts';
import { sarifLog } from './sarif.ts';

/** Gives the line of a file that a place lies in; undefined if it is not to be shown. */
export type SourceLine = (place: Place) => string | undefined;

export const checkFormats = ['text', 'github', 'sarif'] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** How much of a long line is shown. */
const widestLine = 100;

/** What a check found. */
export interface CheckReport {
  readonly files: number;
  readonly problems: readonly Problem[];
  readonly format: CheckFormat;
  readonly sourceLine: SourceLine;
  /** What a file is called where the annotations are read. */
  readonly fileName: (file: string) => string;
}

/** The answer of `check`. */
export function checkResult({ files, problems, format, sourceLine, fileName }: CheckReport): Result {
  const named = problems.map((problem) => ({ ...problem, file: fileName(problem.file) }));
  if (format === 'sarif') {
    const log = sarifLog(named);
    return { lines: [JSON.stringify(log, undefined, 2)], data: log };
  }
  const errors = problems.filter(isError).length;
  return {
    lines:
      format === 'github'
        ? named.map(githubAnnotation)
        : [...problems.flatMap((problem) => problemLines(problem, sourceLine)), summary(files, problems)],
    data: { version: 1, files, errors, problems: problems.map(problemData) },
  };
}

/** The problem in one line; then, if it is to be shown, the line of the file with a caret below the place. */
export function problemLines(problem: Problem, sourceLine: SourceLine): string[] {
  const line = sourceLine(problem);
  if (line === undefined || problem.column === undefined) return [formatProblem(problem)];
  const column = problem.column - 1;
  // A line that a program wrote can be as long as the file.
  const from = column < widestLine ? 0 : column - widestLine / 2;
  const shown = line.slice(from, from + widestLine).replaceAll('\t', ' ');
  const number = String(problem.line);
  return [
    formatProblem(problem),
    `  ${number} | ${shown}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(column - from)}^`,
  ];
}

function problemData(problem: Problem): object {
  const { file, line, column, message } = problem;
  return { file, line, column, severity: severityOf(problem), message };
}

function summary(files: number, problems: readonly Problem[]): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const errors = problems.filter(isError).length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return `${count(files, 'file')} checked: ${found.join(', ') || 'nothing wrong'}.`;
}

const githubCommands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message */
function githubAnnotation(problem: Problem): string {
  const { file, line, column, message } = problem;
  const command = githubCommands[severityOf(problem)];
  const properties = Object.entries({ file, line, col: column })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
