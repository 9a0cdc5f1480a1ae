import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Assignment } from './make-assignments.ts';

export interface Variable {
  readonly value: string;
  /** Where the value comes from, in the user's words: `local.mk:3`, `environment (AWS_REGION)`, `default`. */
  readonly origin: string;
}

export interface NamedVariable extends Variable {
  readonly name: string;
}

export type Lookup = (name: string) => Variable | undefined;

/** What a name means when no file assigns it. */
export interface Beneath {
  /** Set before the file is read, so that `?=` gives way to it and `+=` appends to it. */
  readonly environment: Lookup;
  /** Comes last, and may be made from other variables, whatever their rank. */
  readonly defaults: (name: string, lookup: Lookup) => Variable | undefined;
}

interface Definition {
  readonly text: string;
  readonly expanded: boolean;
  readonly assignment: Assignment;
}

const reference = /\$(?:\$|\(([^()]*)\)|\{([^{}]*)\}|(.)|$)/gs;

/**
 * Makes the variables of a makefile from its assignments: `:=` is expanded where it stands, `=` where it is
 * used, `?=` gives way to anything of the same name, `+=` appends.
 *
 * @param overrides words of the command line, which win over every assignment
 * @returns a look-up over all of them, and a diagnostic for each reference that is not `$(NAME)`
 */
export function defineVariables(
  assignments: readonly Assignment[],
  file: string,
  overrides: ReadonlyMap<string, Variable>,
  { environment, defaults }: Beneath,
): { lookup: Lookup; names: readonly string[]; diagnostics: Diagnostic[] } {
  const definitions = new Map<string, Definition>();
  const diagnostics: Diagnostic[] = [];

  const lookup = (name: string, seen: readonly string[] = []): Variable | undefined => {
    const override = overrides.get(name);
    if (override) return override;
    const definition = definitions.get(name);
    if (!definition) {
      return environment(name) ?? defaults(name, (other) => lookup(other, [...seen, name]));
    }
    const origin = `${file}:${definition.assignment.line}`;
    if (definition.expanded) return { value: definition.text, origin };
    return { value: expand(definition.text, definition.assignment, [...seen, name]), origin };
  };

  const expand = (text: string, at: Assignment, seen: readonly string[]): string =>
    text.replace(reference, (found, round?: string, curly?: string) => {
      if (found === '$$') return '$';
      const name = round ?? curly;
      const refuse = (message: string): string => {
        const known = diagnostics.some((p) => p.line === at.line && p.message === message);
        if (!known) diagnostics.push({ file, line: at.line, column: at.column, message });
        return '';
      };
      if (name === undefined) return refuse(`'${found}': write $(NAME) for a variable, $$ for a dollar`);
      if (/[\s,:$]/.test(name)) return refuse(`'${found}' is a function of make; only $(NAME) is supported`);
      if (seen.includes(name)) return refuse(`${name} refers to itself; use := if that is meant`);
      return lookup(name, seen)?.value ?? '';
    });

  for (const assignment of assignments) {
    const { name, operator, value } = assignment;
    const before = definitions.get(name);
    if (operator === '?=' && (before ?? environment(name))) continue;
    if (operator === '+=' && (before ?? environment(name))) {
      const text = before ? before.text : (environment(name)?.value ?? '');
      const expanded = before?.expanded ?? false;
      const added = expanded ? expand(value, assignment, []) : value;
      definitions.set(name, { text: `${text} ${added}`.trim(), expanded, assignment });
      continue;
    }
    const expanded = operator === ':=';
    definitions.set(name, { text: expanded ? expand(value, assignment, []) : value, expanded, assignment });
  }
  for (const name of definitions.keys()) lookup(name);
  return { lookup: (name) => lookup(name), names: [...definitions.keys()], diagnostics };
}
