import type { Diagnostic } from '../../domain/diagnostic.ts';

/** One assignment of a makefile, as written: references such as `$(NAME)` are not expanded yet. */
export interface Assignment {
  readonly name: string;
  readonly operator: '=' | ':=' | '?=' | '+=';
  readonly value: string;
  /** Counted from 1: the line on which the assignment begins. */
  readonly line: number;
  readonly column: number;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

const assignment = /^(\s*)([^\s:#=?+!$()]+)(\s*)(:{1,3}=|\?=|\+=|=)(.*)$/s;
const keyword =
  /^\s*(-?include|sinclude|define|endef|ifeq|ifneq|ifdef|ifndef|else|endif|export|unexport|override|private|undefine|vpath)\b/;

/**
 * Reads the simple assignments of a makefile (`=`, `:=`, `?=`, `+=`, comments, continued lines).
 *
 * @param file the name for diagnostics
 * @returns the assignments in their order, and a diagnostic for each line that is anything else
 * @see https://www.gnu.org/software/make/manual/html_node/Setting.html
 */
export function parseMakeAssignments(
  text: string,
  file: string,
): { assignments: Assignment[]; diagnostics: Diagnostic[] } {
  const assignments: Assignment[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { text: raw, line } of logicalLines(text)) {
    const content = withoutComment(raw);
    if (content.trim() === '') continue;
    const match = keyword.test(content) ? null : assignment.exec(content);
    if (!match) {
      diagnostics.push({ file, line, column: content.search(/\S/) + 1, message: refusal(content) });
      continue;
    }
    const [, indent = '', name = '', , operator = '=', value = ''] = match;
    assignments.push({
      name,
      operator: operator.startsWith(':') ? ':=' : (operator as Assignment['operator']),
      value: value.trim(),
      line,
      column: indent.length + 1,
    });
  }
  return { assignments, diagnostics };
}

function refusal(content: string): string {
  const word = keyword.exec(content)?.[1];
  if (word) return `'${word}' is not supported here; only assignments such as NAME=value are`;
  if (/!=/.test(content))
    return "'!=' would run a command; only assignments such as NAME=value are supported";
  if (content.startsWith('\t') || /^[^=]*:/.test(content))
    return 'rules and recipes are not supported here; only assignments such as NAME=value are';
  return `expected an assignment such as NAME=value, found '${firstWord(content)}'`;
}

/** Joins lines that end in a backslash, with one blank in its place, as make does. */
function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let pending: LogicalLine | undefined;
  const physical = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, raw] of physical.entries()) {
    const start: LogicalLine = pending
      ? { text: `${pending.text} ${raw.trimStart()}`, line: pending.line }
      : { text: raw, line: index + 1 };
    if (/(^|[^\\])(\\\\)*\\$/.test(raw)) {
      pending = { text: start.text.slice(0, -1).trimEnd(), line: start.line };
    } else {
      lines.push(start);
      pending = undefined;
    }
  }
  if (pending) lines.push(pending);
  return lines;
}

/** Cuts at the first `#` that no backslash protects; before any `#`, two backslashes are one. */
function withoutComment(text: string): string {
  const kept = text.replace(/(?<=(?<!\\)(?:\\\\)*)#.*$/s, '#');
  const half = (slashes: string) => slashes.slice(0, slashes.length >> 1);
  return kept.replace(/(\\*)#/g, (_, slashes: string) => half(slashes) + (slashes.length % 2 ? '#' : ''));
}

/** The rest of a line may be a secret. */
function firstWord(content: string): string {
  return content.trim().replace(/\s.*/s, ' …');
}
