import type { Json, JsonObject } from '../lib/json.ts';

/** A CloudFormation template as the program reads it. */
export interface StackTemplate extends TemplateContent {
  /** As shown to the user. */
  readonly file: string;
  readonly body: string;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
}

/** What a template declares; CloudFormation's functions are in their long form, such as `{ "Ref": "VpcId" }`. */
export interface TemplateContent {
  /** All of it, for comparison. */
  readonly document: JsonObject;
  readonly resources: readonly TemplateResource[];
  /** By the name of the condition. */
  readonly conditions: Readonly<Record<string, Json | undefined>>;
}

export interface TemplateResource {
  readonly name: string;
  readonly type: string;
  /** The name of the condition; undefined if the resource is always created. */
  readonly condition: string | undefined;
  readonly declaration: JsonObject;
}

export interface TemplateParameter {
  readonly name: string;
  readonly type: string;
  /** Undefined if the user must give a value. */
  readonly defaultValue: string | undefined;
  readonly description: string;
  readonly allowedValues?: readonly string[] | undefined;
  /** A regular expression for the whole value. */
  readonly allowedPattern?: string | undefined;
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** The template's own text for a value that does not fit. */
  readonly constraintDescription?: string | undefined;
}
