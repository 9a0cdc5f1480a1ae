import { createFolder, type Folder } from '../support/cli.ts';

/** A task definition of the usual size that asks for a service: environment, ports, labels, a volume of `/cluster`. */
export function taskDefinition(index: number, tag = `1.${index}`): object {
  return {
    containerDefinitions: [
      {
        name: 'app',
        image: `registry.example.com/team/app-${index}:${tag}`,
        memoryReservation: 64,
        environment: Array.from({ length: 5 }, (_, number) => ({
          name: `VARIABLE_${number}`,
          value: `value ${index}`,
        })),
        portMappings: [{ containerPort: 8080 }],
        mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
        dockerLabels: { 'AUTOCREATE.SERVICE': '', 'proxy.host': `app-${index}.example.com` },
      },
    ],
    volumes: [{ name: 'data', host: { sourcePath: `/cluster/app-${index}` } }],
  };
}

/** A folder with this number of task definitions. */
export function createWorkload(prefix: string, count: number): Folder {
  const files = Array.from({ length: count }, (_, index) => [
    `app-${index}.taskdef`,
    `// number ${index}\n${JSON.stringify(taskDefinition(index), undefined, 2)}\n`,
  ]);
  return createFolder({ 'local.mk': `PREFIX=${prefix}\n`, ...Object.fromEntries(files) });
}
