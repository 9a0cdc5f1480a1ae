import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inputSchemaFiles } from '../../../../scripts/generate/generated-files.ts';
import { schemaText } from '../../../../scripts/generate/schemas.ts';
import { readSdkModel } from '../../../../scripts/generate/sdk-model.ts';
import { shippedPath } from '../../../../src/lib/package-files.ts';

describe('the committed schemas are what the installed SDK says:', () => {
  it.each(inputSchemaFiles())("%s (if not, run 'npm run generate')", (path, text) => {
    expect(readFileSync(shippedPath(path), 'utf8') === text).toBe(true);
  });
});

describe('a schema', () => {
  const taskdef = JSON.parse(schemaText('taskdef'));
  const service = JSON.parse(schemaText('service'));

  it.each([
    ['taskdef', 'RegisterTaskDefinitionRequest', taskdef],
    ['service', 'CreateServiceRequest', service],
  ])('of a %s has every member of %s', (_, request, schema) => {
    const members = [...(readSdkModel().structures.get(request)?.keys() ?? [])];
    expect(members.length).toBeGreaterThan(10);
    expect(Object.keys(schema.properties)).toEqual(['$schema', ...members]);
  });

  it('describes the type of each member, its words, and which are required', () => {
    const { PortMapping, ContainerDefinition, Secret, KeyValuePair } = taskdef.definitions;
    expect(PortMapping.properties.protocol).toMatchObject({
      type: 'string',
      enum: ['tcp', 'udp'],
      description: expect.stringContaining('protocol'),
    });
    expect(ContainerDefinition.properties.memory.type).toBe('integer');
    expect(ContainerDefinition.properties.dockerLabels).toMatchObject({
      additionalProperties: { type: 'string' },
    });
    expect(ContainerDefinition.required).toEqual(['name', 'image']);
    expect(Secret.required).toEqual(['name', 'valueFrom']);
    expect(KeyValuePair.required).toEqual([]);
  });

  it('does not require the member that the file’s name replaces', () => {
    expect(taskdef.required).toEqual(['containerDefinitions']);
    expect(service.required).toEqual([]);
  });

  it('distinguishes fractions and whole numbers', () => {
    expect(service.definitions.LinearConfiguration.properties).toMatchObject({
      stepPercent: { type: 'number' },
      stepBakeTimeInMinutes: { type: 'integer' },
    });
  });

  it('lists the members of a union', () => {
    expect(Object.keys(taskdef.definitions.SharingStrategy.properties)).toEqual(['nvidiaMps']);
  });

  it.each([taskdef, service])('describes nearly every member in plain words', (schema) => {
    const members = [schema, ...Object.values<{ properties: object }>(schema.definitions)].flatMap(
      ({ properties }) => Object.values(properties) as { description?: string }[],
    );
    const described = members.filter(({ description }) => description);
    expect(described.length / members.length).toBeGreaterThan(0.95);
    expect(described.filter(({ description }) => /<\/?\w+>|&\w+;|\* /.test(description ?? ''))).toEqual([]);
  });
});
