import type { CheckFormat } from './check-report.ts';
import { githubFormat } from './github.ts';
import { sarifFormat } from './sarif.ts';
import { textFormat } from './text.ts';

/** The formats of `check --format`, by their names on the command line. */
export const checkFormats = {
  text: textFormat,
  github: githubFormat,
  sarif: sarifFormat,
} as const satisfies Readonly<Record<string, CheckFormat>>;
