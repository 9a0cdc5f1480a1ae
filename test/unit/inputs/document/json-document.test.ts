import { describe, expect, it } from 'vitest';
import { parseJsonDocument } from '../../../../src/inputs/document/json-document.ts';
import { sourceText } from '../../../../src/inputs/document/source-text.ts';

const read = (text: string) => parseJsonDocument(sourceText('web.taskdef', text));
const diagnosticsOf = (text: string) =>
  read(text).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a document may hold', () => {
  it.each<[string, string, unknown]>([
    ['comments', '// a\n{ /* b */ "a": 1 } // c', { a: 1 }],
    ['trailing commas', '{ "a": [1, 2,], }', { a: [1, 2] }],
    ['single quotes and bare names', "{ a: 'b' }", { a: 'b' }],
    ['numbers of all kinds', '{ a: +1, b: .5, c: 0x10, d: -2e3 }', { a: 1, b: 0.5, c: 16, d: -2000 }],
    ['a byte order mark', '\uFEFF{ "a": null }', { a: null }],
    ['line ends of Windows', '{\r\n"a": true,\r\n"b": false\r\n}', { a: true, b: false }],
    ['a member that objects have anyway', '{ "__proto__": 1 }', JSON.parse('{ "__proto__": 1 }')],
  ])('%s', (_, text, expected) => {
    const { document, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(document?.value).toEqual(expected);
  });
});

describe('a syntax error has its location and says what to write:', () => {
  it.each([
    ['an empty file', '', '1:1 the file is empty'],
    ['nothing but blanks', '\uFEFF \n ', '1:1 the file is empty'],
    ['a missing comma', '{"a": 1 "b": 2}', '1:9 a comma or a colon is missing before "'],
    [
      'a missing comma after a comment',
      '{\n  "a": "b" // c\n  "d": 1\n}',
      '3:3 a comma or a colon is missing before "',
    ],
    ['a missing colon', '{"a" 1}', '1:6 a comma or a colon is missing before 1'],
    ['text without quotes', '{"a": web}', "1:7 'web' is not a value: put text into double quotes"],
    ['a word of Python', '{"a": True}', "1:7 'True' is not a value: put text into double quotes"],
    ['two commas', '[1,,2]', "1:4 ',' is not expected here"],
    ['one bracket too many', '{"a": 1}}', "1:9 '}' is not expected here"],
    ['an equals sign', '{"a": 1,\n"b" = 2}', "2:5 '=' is not expected here"],
    ['curly quotes', '{“a”: 1}', "1:2 '“' is not expected here"],
    ['a quote that is never closed', '{"a": "x', '1:9 the file ends too early'],
    ['an object that is never closed', '{"a": 1\n', '1:8 the file ends too early'],
    ['nothing after a bracket', '{', '1:2 the file ends too early'],
    ['nothing after a colon', '{"a": ', '1:6 the file ends too early'],
    ['nothing after a comma', '{"a": [1,\n', '1:10 the file ends too early'],
    ['a comment that is never closed', '{ /* a', '1:7 the file ends too early'],
    ['after a byte order mark', '\uFEFF{"a": x}', "1:7 'x' is not a value"],
    ['in a file of Windows', '{\r\n"a": 1,\r\n"b": x}', "3:6 'x' is not a value"],
    ['in a file of old Macs', '{\r"a": x}', "2:6 'x' is not a value"],
    ['no number', '{"a": NaN}', '1:7 NaN is not a number that AWS knows'],
    ['a number without end', '{"a": [Infinity]}', '1:8 Infinity is not a number that AWS knows'],
    ['a line end in a text', '{"a": "x\n", "b": 1}', '1:7 this text has no closing quote in its line'],
    ['an escape of another language', '{"a": "C:\\users"}', "1:7 '\\u' is not an escape of JSON5"],
    ['a name given twice', '{"a": 1,\n "a": 2}', "2:2 'a' is given twice in the same object"],
  ])('%s', (_, text, expected) => {
    expect(diagnosticsOf(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('every name that occurs twice is reported', () => {
    expect(diagnosticsOf('{a: 1, a: 2, b: {c: 1, c: 2}}')).toHaveLength(2);
  });

  it('the same name in two objects is valid', () => {
    expect(diagnosticsOf('[{a: 1}, {a: 2}]')).toEqual([]);
  });
});

describe('a document has the location of each value:', () => {
  const { document } = read('{\n  // first\n  list: [\n    { "name": "a" },\n    { "name": "b" }\n  ]\n}\n');

  it.each<[(string | number)[], string]>([
    [[], '1:1'],
    [['list'], '3:9'],
    [['list', 1], '5:5'],
    [['list', 1, 'name'], '5:15'],
    [['list', 1, 'image'], '5:5'],
    [['list', 7, 'name'], '3:9'],
    [['other', 'name'], '1:1'],
  ])('%j at %s', (path, expected) => {
    const place = document?.location(path);
    expect(`${place?.line}:${place?.column}`).toBe(expected);
  });
});
