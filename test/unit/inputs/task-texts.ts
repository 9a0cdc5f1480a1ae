// Texts of task definitions with one line of interest in them.

/** A container with these members. */
export function container(members: string): string {
  return `{ containerDefinitions: [{ name: 'web', image: 'nginx', memory: 64, ${members} }] }`;
}

/** A task definition with these members. */
export function task(members: string): string {
  return `{ ${members}, containerDefinitions: [{ name: 'web', image: 'nginx', memory: 64 }] }`;
}

/** The same for Fargate. */
export function fargate(members: string): string {
  return task(`requiresCompatibilities: ['FARGATE'], ${members}`);
}

/** Containers a and b, the second with these members. */
export function two(members: string): string {
  return `{ containerDefinitions: [{ name: 'a', image: 'x', memory: 64 }, { name: 'b', image: 'x', memory: 64, ${members} }] }`;
}
