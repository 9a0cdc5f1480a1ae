import type { RuleReference } from '../../domain/diagnostic.ts';
import type { StackTemplate } from '../../domain/template.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { PathDiagnostic } from '../document/values.ts';
import type { InputSource, ServiceInput, TaskDefinitionInput } from '../input.ts';
import type { InputKind } from '../kinds.ts';

/** One thing that is checked: its id is its file below `rules/`, its page explains it. */
interface RuleOf<View, Found> extends RuleReference {
  readonly page: string;
  check(view: View): Found[];
}

/** The content of one file, in the form that the API accepts. Values of a wrong type are left to the schema. */
export interface ContentView {
  readonly kind: InputKind;
  readonly content: JsonObject;
  /** The file's name up to its ending. */
  readonly name: string;
  readonly cluster: string;
}

export type Rule = RuleOf<ContentView, PathDiagnostic>;

export type Sourced<Input> = Input & { readonly source: InputSource };

/** All files together. */
export interface FolderView {
  readonly taskDefinitions: readonly Sourced<TaskDefinitionInput>[];
  readonly services: readonly Sourced<ServiceInput>[];
  withPrefix(name: string): string;
  /** Names of the `.taskdef` files that exist, read or not; undefined if AWS is asked for the others. */
  readonly siblings: readonly string[] | undefined;
  /** The ports that the stack opens; undefined if that is not known. */
  readonly openPorts: OpenPorts | undefined;
}

/** The value of the stack's parameter `ProxyPorts`, and the file to change it in. */
export interface OpenPorts {
  readonly value: string;
  readonly parametersFile: string;
}

/** A diagnostic in one of the files of a folder. */
export interface FolderDiagnostic extends PathDiagnostic {
  readonly source: InputSource;
}

export type FolderRule = RuleOf<FolderView, FolderDiagnostic>;

/** The values of a parameters file and the template that declares them. */
interface ParametersView {
  readonly template: StackTemplate;
  /** What the file sets. */
  readonly values: ReadonlyMap<string, string>;
}

/** A diagnostic about a parameter: about its value or, if `about` is `name`, about its line or the lack of one. */
interface ParameterDiagnostic {
  readonly name: string;
  readonly message: string;
  readonly about?: 'name';
}

export type ParametersRule = RuleOf<ParametersView, ParameterDiagnostic>;

/** Runs rules, and marks each diagnostic with the rule that found it. */
export function applyRules<View, Found extends object>(
  rules: readonly RuleOf<View, Found>[],
  view: View,
): (Found & { rule: RuleReference })[] {
  return rules.flatMap(({ id, page, ...rule }) =>
    rule.check(view).map((found) => ({ ...found, rule: { id, page } })),
  );
}
