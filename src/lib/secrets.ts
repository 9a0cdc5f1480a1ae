/** What stands for a value that is not for a screen or a log. */
export const hidden = '(hidden)';

/** Names whose values are secrets wherever they stand, such as `splunk-token` or `API_KEY`. */
const secretName = /passw|passphrase|pwd|secret|credential|token|api-?_?key|private-?_?key|_key(_|$)|^key_/i;

/** Values of environment variables are often passwords, and nobody can tell which. */
const secretMembers = new Set(['environment', 'secrets', 'secretOptions', 'repositoryCredentials']);

/** Whether the value of a setting or variable with this name is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** Whether what is at this path of a task definition or service may be a secret. */
export function isSecretPath(path: readonly (string | number)[]): boolean {
  return path.some((part) => secretMembers.has(String(part))) || isSecretName(String(path.at(-1)));
}

/** Whether a line of a file may hold a secret, where no path tells. */
export function mayHoldSecret(line: string): boolean {
  return /\bvalue(From)?\b|environment/i.test(line) || secretName.test(line);
}
