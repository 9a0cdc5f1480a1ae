type Method = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * A port that is opened with its first call: most runs need few of AWS's services, and the client of each takes
 * time to load.
 *
 * @param open gives a port whose methods all answer later
 */
export function lazyPort<Opened extends object>(open: () => Promise<Opened>): Opened {
  let opened: Promise<Opened> | undefined;
  const call =
    (name: PropertyKey): Method =>
    async (...args) => {
      opened ??= open();
      const port = await opened;
      return Reflect.apply(port[name as keyof Opened] as Method, port, args);
    };
  // An object with a method `then` counts as a promise, and awaiting the port itself would call that method.
  return new Proxy({} as Opened, { get: (_port, name) => (name === 'then' ? undefined : call(name)) });
}
