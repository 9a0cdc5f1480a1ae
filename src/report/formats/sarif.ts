import { severityOf, type Diagnostic } from '../../domain/diagnostic.ts';

const rules = {
  error: { id: 'input-error', text: 'A file that cannot be loaded' },
  warning: { id: 'input-warning', text: 'Something in a file that is most likely not meant so' },
  note: { id: 'input-note', text: 'How a file was read' },
} as const;

/** Diagnostics in the form that code scanners exchange: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifLog(diagnostics: readonly Diagnostic[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ecs-efs',
            rules: Object.values(rules).map(({ id, text }) => ({ id, shortDescription: { text } })),
          },
        },
        // Columns of this program count UTF-16 code units, as editors do.
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(sarifResult),
      },
    ],
  };
}

function sarifResult(diagnostic: Diagnostic): object {
  const { file, line, column, message } = diagnostic;
  const level = severityOf(diagnostic);
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: rules[level].id,
    level,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) }, ...region } }],
  };
}
