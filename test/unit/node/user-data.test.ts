import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedUserData } from '../../generate/user-data.ts';
import { fnSub } from '../../support/fn-sub.ts';

const source = (name: string) => readFileSync(new URL(`../../../src/node/${name}`, import.meta.url), 'utf8');
const values = { Cluster: 'acme', FileSystem: 'fs-1' };

/** A script that assigns both placeholders, and then has these lines. */
const script = (...lines: string[]) =>
  ['#!/bin/bash', "cluster='${Cluster}'", "file_system='${FileSystem}'", ...lines, ''].join('\n');

const installing = (name: string) => script("cat >/tmp/file <<'END'", `#include ${name}`, 'END');

describe('the user data in the template', () => {
  it('has room below the 16 KB of EC2', () => {
    const text = embedUserData(source('user-data.sh'), { 'docker-login.sh': source('docker-login.sh') });
    expect(Buffer.byteLength(text)).toBeLessThan(11 * 1024);
  });

  it('is filled in by Fn::Sub with the cluster and the file system', () => {
    expect(fnSub(embedUserData(script(), {}), values)).toBe(
      "#!/bin/bash\ncluster='acme'\nfile_system='fs-1'\n",
    );
  });

  it('keeps what the shell expands from Fn::Sub', () => {
    expect(embedUserData(script('echo "${name%%.*}" $name $((1 + 2))'), {})).toContain(
      '\necho "${!name%%.*}" $name $((1 + 2))\n',
    );
  });

  it('has placeholders only where they are assigned', () => {
    expect(embedUserData(script('echo "${Cluster}"'), {})).toContain('\necho "${!Cluster}"\n');
  });

  it('has the lines of an included file, with its first one, and no comments or blank lines', () => {
    const file = '#!/bin/sh\n# why\n\necho "# not a comment" # nor this\n  # why\n';
    expect(embedUserData(installing('file.sh'), { 'file.sh': file })).toContain(
      `\ncat >/tmp/file <<'END'\n#!/bin/sh\necho "# not a comment" # nor this\nEND\n`,
    );
  });

  it('gives back through Fn::Sub every line that it takes', () => {
    const piece = constantFrom('${a}', '${b%%/*}', '$c', '!', '{', '}', 'd', ' ', '$', '"', '${e[@]}');
    const line = array(piece, { minLength: 1 }).map((pieces) => `x${pieces.join('')}`);
    assert(
      property(line, (text) => {
        let embedded: string;
        try {
          embedded = embedUserData(script(text), {});
        } catch {
          return;
        }
        expect(fnSub(embedded, values).split('\n')[3]).toBe(text);
      }),
    );
  });

  it.each([
    ['#include a.sh: there is no such file', installing('a.sh'), {}],
    ['no line includes b.sh', installing('a.sh'), { 'a.sh': '', 'b.sh': '' }],
    ['#include a.sh is not inside a here-document', script('#include a.sh'), { 'a.sh': '' }],
    ['a.sh has a line END, which would end its here-document', installing('a.sh'), { 'a.sh': 'x\nEND\ny' }],
    ['the here-document END is not closed', script("cat <<'END'", ' END'), {}],
    ['${Cluster} is assigned 0 times instead of once', script().replace('Cluster', 'Clutter'), {}],
    ['${FileSystem} is assigned 2 times instead of once', script("again='${FileSystem}'"), {}],
    ['Fn::Sub may not give this line back: echo ${a', script('echo ${a'), {}],
    ['Fn::Sub may not give this line back: echo ${a[${b}]}', script('echo ${a[${b}]}'), {}],
    ['Fn::Sub may not give this line back: echo ${!a}', script('echo ${!a}'), {}],
    ['Fn::Sub may not give this line back: echo ${a:-"b"}', script('echo ${a:-"b"}'), {}],
    ['user data of up to 16890 bytes: EC2 takes 16384', script('x'.repeat(16318)), {}],
  ])('is refused with "%s"', (problem, text, files) => {
    expect(() => embedUserData(text, files)).toThrow(problem);
  });
});
