/**
 * How much code a command may read, in kB: about a quarter more than it does. It decides how fast a command starts,
 * and does not depend on the machine.
 */
export const codeBudgets: Readonly<Record<string, number>> = {
  '--help': 140,
  '--version': 140,
  'check --help': 140,
  info: 140,
  'templates --force': 145,
  check: 230,
  up: 1300,
};
