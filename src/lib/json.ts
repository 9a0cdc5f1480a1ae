/** A value of JSON, as parsed. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A scalar as text; anything else as JSON, so that a message always shows what was found. */
export function jsonText(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes a value that was parsed from JSON as JSON again, after it has been given a more precise type. */
export function asJson(value: unknown): Json | undefined {
  return value as Json | undefined;
}

/** The object with the members of a type, each of any value: a literal of it cannot misspell a member. */
export type Members<Content> = { readonly [Member in keyof Content]?: unknown };
