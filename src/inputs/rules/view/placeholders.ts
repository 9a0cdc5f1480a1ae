import { warning, type PathDiagnostic, type Path } from '../../document/values.ts';

const templateReference = /\$\{[^}]*\}/;
/** `<name>`, `{{ name }}`, `${name}`, `$(name)`, `$NAME`, `%NAME%`, `__NAME__`, `@NAME@`, `#{name}`, `[NAME]`. */
const placeholder =
  /<[^<>]+>|\{\{.*?\}\}|\{[A-Za-z_][\w.-]*\}|\$\([^)]*\)|\$[A-Za-z_]\w*|%\w+%|__\w+__|@@?\w+@@?|#\{[^}]*\}|\[[A-Za-z_][\w -]*\]/;

/** Whether a text has a part that is still to be filled in, so that its form cannot be checked yet. */
export function hasPlaceholder(text: string): boolean {
  return templateReference.test(text) || placeholder.test(text);
}

/**
 * A draft can be checked, and gets a warning. The README of the project that this one succeeds has such a draft:
 * `"image" : "<repo/image>"`.
 */
export function placeholderWarning(path: Path, text: string, what: string): PathDiagnostic {
  const found = (templateReference.exec(text) ?? placeholder.exec(text))?.[0] ?? text;
  const fix = templateReference.test(text)
    ? `it is filled in only in a file that ends in .template`
    : `write ${what} itself before you load the file`;
  return warning(path, `${found} looks like a placeholder: ${fix}`);
}
