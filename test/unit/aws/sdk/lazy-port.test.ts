import { expect, it } from 'vitest';
import { lazyPort } from '../../../../src/aws/sdk/lazy-port.ts';

interface Greeter {
  readonly greeting: string;
  greet(name: string): Promise<string>;
}

function greeter() {
  let opened = 0;
  const port = lazyPort<Greeter>(async () => {
    opened += 1;
    return {
      greeting: 'hello',
      async greet(this: Greeter, name) {
        return `${this.greeting} ${name}`;
      },
    };
  });
  return { port, opened: () => opened };
}

it('a port is opened with its first call, and once', async () => {
  const { port, opened } = greeter();
  expect(opened()).toBe(0);
  expect(await Promise.all([port.greet('Ann'), port.greet('Bob')])).toEqual(['hello Ann', 'hello Bob']);
  expect(opened()).toBe(1);
});

it('a port that is passed on by a promise is neither opened nor waited for', async () => {
  const { port, opened } = greeter();
  await Promise.resolve(port);
  expect(opened()).toBe(0);
});
