import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type {
  StackTemplate,
  TemplateContent,
  TemplateParameter,
  TemplateResource,
} from '../../domain/template.ts';
import { InputError, throwDiagnostics } from '../../errors.ts';
import { jsonText, type Json } from '../../lib/json.ts';
import { shippedPath } from '../../lib/package-files.ts';
import type { Settings } from '../../settings/load.ts';
import { readText } from '../document/read-text.ts';
import { objectOf } from '../document/values.ts';
import { parseYaml } from './yaml.ts';

/** What CloudFormation accepts without an S3 bucket: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const largestBody = 51_200;

const shippedTemplate = 'ecs-cluster.cf.yaml';

/**
 * Reads the template of the stack: the copy in the user's folder if there is one, else the one that is shipped.
 *
 * @throws InputError if it is not YAML or JSON, declares no parameters, or is too large for CloudFormation
 */
export function readStackTemplate(settings: Settings): StackTemplate {
  const file = settings.templateFile;
  const own = join(settings.directory, file);
  const isOwn = existsSync(own);
  if (!isOwn && file !== shippedTemplate) {
    const message = 'there is no such file (setting TEMPLATE)';
    throw new InputError([{ file, message, rule: { id: 'stack/no-template' } }]);
  }
  const body = isOwn ? readText(own, file) : readFileSync(shippedPath(shippedTemplate), 'utf8');
  const diagnostics: Diagnostic[] = [];
  const size = Buffer.byteLength(body);
  if (size > largestBody) {
    const message = `the template has ${size} bytes, but CloudFormation accepts at most ${largestBody}`;
    diagnostics.push({ file, message, rule: { id: 'stack/size' } });
  }
  const parsed = parseYaml(body, file);
  if (parsed.kind === 'wrong') diagnostics.push(parsed.diagnostic);
  throwDiagnostics(diagnostics);
  const content = parsed.kind === 'content' ? parsed.content : undefined;
  const { Parameters } = objectOf(content);
  return {
    file,
    body,
    parameters: new Map(parametersOf(Parameters).map((entry) => [entry.name, entry])),
    ...contentOf(content),
  };
}

/** What a template that CloudFormation has accepted declares; nothing if it cannot be read. */
export function readTemplateBody(body: string): TemplateContent {
  const parsed = parseYaml(body, '');
  return contentOf(parsed.kind === 'content' ? parsed.content : undefined);
}

function contentOf(content: unknown): TemplateContent {
  const document = objectOf(content);
  const { Resources, Conditions } = document;
  return { document, resources: resourcesOf(Resources), conditions: objectOf(Conditions) };
}

function resourcesOf(declared: unknown): TemplateResource[] {
  return Object.entries(objectOf(declared)).map(([name, value]) => {
    const declaration = objectOf(value);
    const { Type = '', Condition } = declaration;
    return {
      name,
      type: jsonText(Type),
      condition: Condition === undefined ? undefined : jsonText(Condition),
      declaration,
    };
  });
}

function parametersOf(declared: unknown): TemplateParameter[] {
  return Object.entries(objectOf(declared)).map(([name, value]) => {
    const parameter = objectOf(value);
    return {
      name,
      type: jsonText(parameter['Type'] ?? 'String'),
      defaultValue: optionalText(parameter['Default']),
      description: jsonText(parameter['Description'] ?? ''),
      allowedValues: listOf(parameter['AllowedValues']),
      allowedPattern: optionalText(parameter['AllowedPattern']),
      minValue: optionalNumber(parameter['MinValue']),
      maxValue: optionalNumber(parameter['MaxValue']),
      minLength: optionalNumber(parameter['MinLength']),
      maxLength: optionalNumber(parameter['MaxLength']),
      constraintDescription: optionalText(parameter['ConstraintDescription']),
    };
  });
}

function listOf(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) ? value.map((each: Json) => jsonText(each)) : undefined;
}

function optionalText(value: Json | undefined): string | undefined {
  return value === undefined || value === null ? undefined : jsonText(value);
}

/** YAML may give it as a number or as text. */
function optionalNumber(value: Json | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}
