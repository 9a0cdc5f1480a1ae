import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unpackCode } from '../../../../scripts/generate/pack-code.ts';
import { embedUserData, nodeUserData } from '../../../../scripts/generate/user-data.ts';
import { fnSub } from '../../../support/fn-sub.ts';

const values = { Cluster: 'acme', FileSystem: 'fs-1' };

/** A script that assigns both placeholders, and then has these lines. */
const script = (...lines: string[]) =>
  ['#!/bin/bash', "cluster='${Cluster}'", "file_system='${FileSystem}'", ...lines, ''].join('\n');

const installing = (name: string) => script("cat >/tmp/file <<'END'", `#include ${name}`, 'END');

/** A body so long, packed or not, that it is unpacked. */
const padded = (...lines: string[]) => script(...lines, `: ${randomBytes(400).toString('hex')}`);
const body = (text: string, files = {}) => unpackCode(embedUserData(text, files).split('\n')[4] ?? '');

describe('the user data in the template', () => {
  it('stays below the 16 KB of EC2', () => {
    expect(Buffer.byteLength(nodeUserData())).toBeLessThan(6 * 1024);
  });

  it('has only the cluster and the file system as placeholders of Fn::Sub', () => {
    const text = fnSub(embedUserData(padded('echo "${name%%.*}"'), {}), values);
    expect(text.split('\n').slice(0, 4)).toEqual([
      '#!/bin/bash',
      "cluster='acme'",
      "file_system='fs-1'",
      "source <(base64 -d <<'END' | gunzip",
    ]);
  });

  it('keeps what the shell expands', () => {
    expect(body(padded('echo "${name%%.*}" $name $((1 + 2))'))).toContain(
      'echo "${name%%.*}" $name $((1 + 2))\n',
    );
  });

  it('has all lines of an included file except comments and blank lines', () => {
    const file = `#!/bin/sh\n# why\n\necho "# not a comment" # nor this\n  # why\n: ${randomBytes(400).toString('hex')}\n`;
    expect(body(installing('file.sh'), { 'file.sh': file })).toMatch(
      /^cat >\/tmp\/file <<'END'\n#!\/bin\/sh\necho "# not a comment" # nor this\n: [0-9a-f]+\nEND\n$/,
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
    ['EC2 takes 16384', script(`: ${randomBytes(16_000).toString('hex')}`), {}],
  ])('is refused with "%s"', (problem, text, files) => {
    expect(() => embedUserData(text, files)).toThrow(problem);
  });
});
