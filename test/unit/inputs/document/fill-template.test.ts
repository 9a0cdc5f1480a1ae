import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../../src/inputs/document/fill-template.ts';

const values: Record<string, string> = { PREFIX: 'acme', TASK_PREFIX: 'acme-', EMPTY: '', 'a.b-c': 'dots' };
const variables = {
  lookup: (name: string) => values[name],
  all: [...Object.keys(values), 'REGISTRY_BASE'].map((name) => ({ name })),
};
const fill = (template: string) => fillTemplate('web.service.template', template, variables);

describe('a template is filled in:', () => {
  it.each([
    ['a name', '"${TASK_PREFIX}web"', '"acme-web"'],
    ['a name with other letters', '${a.b-c}', 'dots'],
    ['one beside another', '${PREFIX}${TASK_PREFIX}', 'acmeacme-'],
    ['an empty value', '[${EMPTY}]', '[]'],
    ['a default that is not needed', '${PREFIX:-x}', 'acme'],
    ['a default', '${NONE:-x}', 'x'],
    ['a default instead of an empty value', '${EMPTY:-x}', 'x'],
    ['an empty default', '[${NONE:-}]', '[]'],
    ['a default with the signs of a default', '${NONE:-a:-b}', 'a:-b'],
    ['a dollar', '$$${PREFIX} $${PREFIX}', '$acme ${PREFIX}'],
    ['any other dollar, which stays', 'US$5 $PREFIX $(PREFIX) $', 'US$5 $PREFIX $(PREFIX) $'],
    ['nothing at all', '', ''],
  ])('%s', (_, template, expected) => {
    const { source, diagnostics } = fill(template);
    expect(diagnostics).toEqual([]);
    expect(source.text).toBe(expected);
  });
});

describe('an invalid reference is refused at its location:', () => {
  it.each([
    [
      'a name that is not set',
      'a\n  ${NONE}',
      '2:3',
      'NONE is not set; set it in local.mk or write ${NONE:-a default}',
    ],
    ['a name with a slip', '${PREFX}', '1:1', "PREFX is not set (did you mean 'PREFIX'?)"],
    ['a setting without a value', '${REGISTRY_BASE}', '1:1', 'REGISTRY_BASE is not set'],
    ['one that is never closed', 'x ${PREFIX', '1:3', "'${' is never closed"],
    ['no name', '${}', '1:1', "'${}' is not ${NAME} or ${NAME:-default}"],
    ['a name with a blank', '${a b}', '1:1', "'${a b}' is not ${NAME} or ${NAME:-default}"],
    ['a form of the shell', '${A#b}', '1:1', "'${A#b}' is not ${NAME} or ${NAME:-default}"],
  ])('%s', (_, template, at, message) => {
    const { diagnostics } = fill(template);
    expect(diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      `web.service.template:${at}`,
    ]);
    expect(diagnostics[0]?.message).toContain(message);
  });

  it('every error is reported at once', () => {
    expect(fill('${A1}\n${PREFIX}\n${B1}').diagnostics.map(({ line }) => line)).toEqual([1, 3]);
  });
});

describe('a location in the text is one of the template:', () => {
  const template = '{ "a": "${TASK_PREFIX}web",\n  "b$$": ${EMPTY}x, y }';

  it.each([
    ['before a reference', '"a"', '1:3'],
    ['in what was filled in', 'acme', '1:9'],
    ['further in what was filled in', 'me-', '1:9'],
    ['after a reference', 'web', '1:23'],
    ['after a dollar', '": x', '2:7'],
    ['after an empty value', 'x, y', '2:18'],
    ['at the end', ' }', '2:22'],
  ])('%s', (_, text, expected) => {
    const { source } = fill(template);
    const { line, column } = source.location(source.text.indexOf(text));
    expect(`${line}:${column}`).toBe(expected);
  });
});
