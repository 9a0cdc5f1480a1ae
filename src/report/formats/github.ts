import { severityOf, type Diagnostic } from '../../domain/diagnostic.ts';
import { checkData, renamed, type CheckFormat } from './check-report.ts';

/** For GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message */
export const githubFormat: CheckFormat = (report) => ({
  lines: renamed(report).map(annotation),
  data: checkData(report),
});

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

function annotation(diagnostic: Diagnostic): string {
  const { file, line, column, rule, message } = diagnostic;
  const properties = Object.entries({ file, line, col: column, title: rule?.id })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severityOf(diagnostic)]} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
