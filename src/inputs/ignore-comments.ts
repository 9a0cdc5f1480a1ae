import { isError, type Diagnostic } from '../domain/diagnostic.ts';
import { suggestion } from '../lib/nearest-name.ts';
import type { JsonComment } from './document/parse-json5.ts';
import type { SourceText } from './document/source-text.ts';
import type { IgnoreComment } from './input.ts';
import { ruleIds } from './rules/registry.ts';
import { schemaRuleIds } from './schema/schema-rules.ts';

/** Finds the comments that silence a diagnostic, and a warning for each that cannot. */
export function ignoreComments(
  comments: readonly JsonComment[],
  source: SourceText,
): { ignores: IgnoreComment[]; diagnostics: Diagnostic[] } {
  const ignores: IgnoreComment[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { text, start, isTrailing, next } of comments) {
    const match = /^\/[/*]\s*ecs-efs-ignore\b\s*(?<rule>[\w/-]*)\s*:?\s*(?<reason>.*?)\s*(?:\*\/)?$/s.exec(
      text,
    );
    if (!match) continue;
    const { rule = '', reason } = match.groups ?? {};
    const location = source.location(start);
    const known = [...ruleIds, ...schemaRuleIds];
    if (!known.includes(rule)) {
      const message = `there is no rule '${rule}'${suggestion(rule, known)}; 'check --json' names the rule of each problem`;
      diagnostics.push({ ...location, message, severity: 'warning', rule: { id: 'ignore/unknown-rule' } });
    } else if (!reason) {
      const message = `write the reason behind the rule: // ecs-efs-ignore ${rule}: …`;
      diagnostics.push({ ...location, message, severity: 'warning', rule: { id: 'ignore/no-reason' } });
    } else {
      ignores.push({ rule, location, line: source.location(isTrailing ? start : next).line });
    }
  }
  return { ignores, diagnostics };
}

/** Removes each diagnostic that a comment silences: one per comment, and never an error that keeps the file from being read. */
export function silence(
  diagnostics: readonly Diagnostic[],
  comments: readonly IgnoreComment[],
): { diagnostics: Diagnostic[]; unused: IgnoreComment[] } {
  const unused = [...comments];
  const kept = diagnostics.filter((diagnostic) => {
    const { rule, line, file } = diagnostic;
    if (!rule || (isError(diagnostic) && !ruleIds.includes(rule.id))) return true;
    const index = unused.findIndex(
      (each) => each.rule === rule.id && each.location.file === file && each.line === line,
    );
    if (index >= 0) unused.splice(index, 1);
    return index < 0;
  });
  return { diagnostics: kept, unused };
}

/** A comment that silences nothing is out of date. */
export function unusedComment({ rule, location }: IgnoreComment): Diagnostic {
  const message = `there is nothing of ${rule} to ignore here; delete this comment`;
  return { ...location, message, severity: 'warning', rule: { id: 'ignore/unused' } };
}
