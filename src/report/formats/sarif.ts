import { severityOf, type Diagnostic } from '../../domain/diagnostic.ts';
import { renamed, type CheckFormat } from './check-report.ts';

/** The form that code scanners exchange: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarifFormat: CheckFormat = (report) => {
  const log = sarifLog(renamed(report));
  return { lines: [JSON.stringify(log, undefined, 2)], data: log };
};

function sarifLog(diagnostics: readonly Diagnostic[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ecs-efs', rules: rulesOf(diagnostics) } },
        // Columns of this program count UTF-16 code units, as editors do.
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(sarifResult),
      },
    ],
  };
}

/** Each rule once, in the order of its first diagnostic. */
function rulesOf(diagnostics: readonly Diagnostic[]): object[] {
  const rules = new Map(diagnostics.flatMap(({ rule }) => (rule ? [[rule.id, rule] as const] : [])));
  return [...rules.values()].map(({ id, page }) => ({ id, ...(page && { helpUri: page }) }));
}

function sarifResult(diagnostic: Diagnostic): object {
  const { file, line, column, rule, message } = diagnostic;
  const level = severityOf(diagnostic);
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: rule?.id,
    level,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) }, ...region } }],
  };
}
