/**
 * Reads from the node's ECS agent the address of a container in network mode `awsvpc`, which Docker does not know
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-introspection.html).
 *
 * @param endpoint such as `http://localhost:51678`.
 * @returns undefined if the agent does not answer or has no such address.
 */
export async function awsvpcAddress(endpoint: string, id: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${endpoint}/v1/tasks?dockerid=${id}`, {
      signal: AbortSignal.timeout(2000),
    });
    const task = (await response.json()) as {
      Containers?: { DockerId: string; Networks?: { NetworkMode: string; IPv4Addresses?: string[] }[] }[];
    };
    const networks = task.Containers?.find((container) => container.DockerId === id)?.Networks;
    return networks?.find((network) => network.NetworkMode === 'awsvpc')?.IPv4Addresses?.[0];
  } catch {
    return undefined;
  }
}
