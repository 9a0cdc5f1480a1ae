import { describe, expect, it } from 'vitest';
import type { TemplateContent } from '../../../../src/domain/template.ts';
import { readTemplateBody } from '../../../../src/inputs/stack/stack-template.ts';
import { predictChanges } from '../../../../src/plan/stack/stack-changes.ts';

const template = (resources: string, conditions = '{}'): TemplateContent =>
  readTemplateBody(`Conditions: ${conditions}\nResources:\n${resources}`);
const group = (properties: string) => template(`  Nodes:\n    Type: A::B::C\n    Properties: ${properties}`);

describe('the changes that two templates and the parameters show', () => {
  it.each<[string, TemplateContent, TemplateContent, string[], object[]]>([
    ['are none for the same template', group('{ Size: 1 }'), group('{ Size: 1 }'), [], []],
    [
      'name the properties that differ',
      group('{ Size: 1, Type: a, Name: x }'),
      group('{ Size: 2, Name: x, Zone: z }'),
      [],
      [{ action: 'Modify', resource: 'Nodes', properties: ['Size', 'Type', 'Zone'], replacement: undefined }],
    ],
    [
      'include resources that come and go',
      template('  Old: { Type: A::B::C }'),
      template('  New: { Type: A::B::C, Condition: Some }', '{ Some: !Equals [1, 1] }'),
      [],
      [
        { action: 'Add', resource: 'New', properties: ['if Some'] },
        { action: 'Remove', resource: 'Old' },
      ],
    ],
    [
      'tell a reference from the text of its name',
      group('{ Size: Max }'),
      group('{ Size: !Ref Max }'),
      [],
      [{ action: 'Modify', properties: ['Size'] }],
    ],
    [
      'include what refers to a parameter that changes',
      group('{ Size: !Ref Max, Name: !Sub "${Max}-nodes", Type: Maximum }'),
      group('{ Size: !Ref Max, Name: !Sub "${Max}-nodes", Type: Maximum }'),
      ['Max'],
      [{ action: 'Modify', properties: ['Name', 'Size'] }],
    ],
    [
      'include what depends on it by conditions',
      template(
        '  Nodes:\n    Type: A::B::C\n    Properties: { Size: !If [Large, 2, 1] }',
        '{ Some: !Equals [!Ref Max, 2], Large: !Not [Condition: Some] }',
      ),
      template(
        '  Nodes:\n    Type: A::B::C\n    Properties: { Size: !If [Large, 2, 1] }',
        '{ Some: !Equals [!Ref Max, 2], Large: !Not [Condition: Some] }',
      ),
      ['Max'],
      [{ action: 'Modify', properties: ['Size'] }],
    ],
  ])('%s', (_, before, after, parameters, expected) => {
    const changes = predictChanges(before, after, parameters);
    expect(changes).toHaveLength(expected.length);
    expect(changes).toMatchObject(expected);
  });
});
