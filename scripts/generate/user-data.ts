import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * The values that CloudFormation fills in: the name of the cluster and the id of the file system. The user data assigns
 * each in one line of the form `name='${Placeholder}'`.
 */
const userDataPlaceholders = ['Cluster', 'FileSystem'] as const;

/** EC2's limit for user data before base64 (AWS: "Run commands when you launch an EC2 instance with user data"). */
const maxBytes = 16 * 1024;

/** The longest value of a placeholder: the name of an ECS cluster has up to 255 characters. */
const maxValueBytes = 255;

const assignment = new RegExp(`^\\w+='\\$\\{(${userDataPlaceholders.join('|')})\\}'$`);
const include = /^#include (\S+)$/;
const hereDocument = /(?<!<)<<(['"]?)([A-Za-z_]\w*)\1/;
const blankOrComment = /^\s*(#(?!!)|$)/;

/** The sources of the nodes' scripts. */
const scripts = new URL('../../src/cluster/node-setup/', import.meta.url);

/** The user data of the template. */
export function nodeUserData(): string {
  const source = (name: string) => readFileSync(new URL(name, scripts), 'utf8');
  return embedUserData(source('user-data.sh'), { 'docker-login.sh': source('docker-login.sh') });
}

/**
 * Makes the user data that the template passes to `Fn::Sub` and `Fn::Base64`: the assignments of the placeholders, and
 * everything else packed, because a template has at most 51,200 bytes. Packed text also holds no `${`, which `Fn::Sub`
 * would replace. It depends on the version of Node.js, so that tests compare the unpacked text.
 *
 * A line `#include NAME` inside a here-document becomes the lines of `files[NAME]`. Blank lines and comments are left
 * out.
 *
 * @param userData the text of `src/cluster/node-setup/user-data.sh`
 * @param files texts by the names that `#include` gives them
 * @throws if a file is missing, not used or would end its here-document early; if a here-document is not closed; if a
 *   placeholder is not assigned exactly once; or if the user data could exceed EC2's 16 KB.
 */
export function embedUserData(userData: string, files: Readonly<Record<string, string>>): string {
  const [interpreter, ...lines] = includeFiles(userData, files).filter((line) => !blankOrComment.test(line));
  const assignments = lines.filter((line) => assignment.test(line));
  checkPlaceholders(assignments);
  const body = lines.filter((line) => !assignment.test(line));
  const packed = gzipSync(`${body.join('\n')}\n`, { level: 9 }).toString('base64');
  const text = [
    interpreter,
    ...assignments,
    "source <(base64 -d <<'END' | gunzip",
    packed,
    'END',
    ')',
    '',
  ].join('\n');
  const bytes = Buffer.byteLength(text) + userDataPlaceholders.length * maxValueBytes;
  if (bytes > maxBytes) throw new Error(`user data of up to ${bytes} bytes: EC2 takes ${maxBytes}`);
  return text;
}

/** The script that `embedUserData` packed, as the node runs it. */
export function unpackUserData(text: string): string {
  const [header = '', packed = ''] = text.split("source <(base64 -d <<'END' | gunzip\n");
  const [body = ''] = packed.split('\nEND\n');
  return header + gunzipSync(Buffer.from(body, 'base64')).toString();
}

function includeFiles(userData: string, files: Readonly<Record<string, string>>): string[] {
  const unused = new Set(Object.keys(files));
  const result: string[] = [];
  let end: string | undefined;
  for (const line of userData.split('\n')) {
    const name = include.exec(line)?.[1];
    if (name !== undefined) {
      result.push(...linesToInclude(name, files[name], end));
      unused.delete(name);
      continue;
    }
    result.push(line);
    if (end === undefined) end = hereDocument.exec(line)?.[2];
    else if (line === end) end = undefined;
  }
  if (end !== undefined) throw new Error(`the here-document ${end} is not closed`);
  if (unused.size > 0) throw new Error(`no line includes ${[...unused].join(', ')}`);
  return result;
}

function linesToInclude(name: string, text: string | undefined, end: string | undefined): string[] {
  if (text === undefined) throw new Error(`#include ${name}: there is no such file`);
  if (end === undefined) throw new Error(`#include ${name} is not inside a here-document`);
  const lines = text.split('\n');
  if (lines.includes(end)) throw new Error(`${name} has a line ${end}, which would end its here-document`);
  return lines;
}

function checkPlaceholders(assignments: readonly string[]): void {
  const assigned = assignments.map((line) => assignment.exec(line)?.[1]);
  for (const name of userDataPlaceholders) {
    const times = assigned.filter((other) => other === name).length;
    if (times !== 1) throw new Error(`\${${name}} is assigned ${times} times instead of once`);
  }
}
