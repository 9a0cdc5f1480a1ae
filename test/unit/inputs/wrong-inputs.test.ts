import { describe, expect, it } from 'vitest';
import { readMarked } from './read-marked.ts';
import { container, fargate, task, two } from './task-texts.ts';

// Each text has one error, and the sign » before its location.

describe('a task definition is refused, with what to write instead:', () => {
  it.each<[string, string]>([
    [
      container(`»memoryReservaton: 128`),
      "'memoryReservaton' is not a field of a container (did you mean 'memoryReservation'?)",
    ],
    [container(`»hostname2: 1`), "'hostname2' is not a field of a container (did you mean 'hostname'?)"],
    [
      container(`»volumes: []`),
      "'volumes' is not a field of a container; it belongs in the task definition itself",
    ],
    [
      container(`»colour: 1`),
      "'colour' is not a field of a container; delete it (known are those that 'ecs-efs schema taskdef' lists), or use --lenient if it is newer than this program",
    ],
    [
      container(`portMappings: [{ containerPort: 80, »port: 80 }]`),
      "'port' is not a field of portMappings[0]; delete it (known are containerPort, hostPort, protocol, name, appProtocol, containerPortRange), or use --lenient if it is newer than this program",
    ],
    [
      container(`logConfiguration: { logDriver: 'awslogs', »'awslogs-group': 'x' }`),
      "'awslogs-group' is not a field of logConfiguration; delete it (known are logDriver, options, secretOptions), or use --lenient if it is newer than this program",
    ],
    [
      task(`»desiredCount: 2`),
      "'desiredCount' is not a field of a task definition; it belongs in a .service file",
    ],
    [
      task(`»environment: []`),
      "'environment' is not a field of a task definition; it belongs in a container",
    ],
    [
      task(`»xyzzy: 1`),
      "'xyzzy' is not a field of a task definition; delete it (known are those that 'ecs-efs schema taskdef' lists), or use --lenient if it is newer than this program",
    ],
    [
      task(`networkMode: »'brige'`),
      'networkMode is "brige", but must be awsvpc, bridge, host or none (did you mean \'bridge\'?)',
    ],
    [task(`networkMode: »'vpc'`), 'networkMode is "vpc", but must be awsvpc, bridge, host or none'],
    [
      task(`requiresCompatibilities: [»'fargate']`),
      'requiresCompatibilities[0] is "fargate", but must be EC2, EXTERNAL, FARGATE or MANAGED_INSTANCES (did you mean \'FARGATE\'?)',
    ],
    [task(`cpu: »256`), 'cpu is 256, but must be text: write "256"'],
    [task(`memory: »true`), 'memory is true, but must be text: write "true"'],
    [task(`family: »7`), 'family is 7, but must be text: write "7"'],
    [task(`volumes: »{}`), 'volumes is {}, but must be a list: write [ { … } ]'],
    [task(`tags: »'team'`), 'tags is "team", but must be a list: write [ { … } ]'],
    [container(`cpu: »'256'`), 'cpu is "256", but must be a whole number: write 256'],
    [container(`cpu: »1.5`), 'cpu is 1.5, but must be a whole number'],
    [
      container(`memoryReservation: »'64MB'`),
      'memoryReservation is "64MB", but must be a whole number: write 64',
    ],
    [container(`essential: »'true'`), 'essential is "true", but must be true or false: write true'],
    [container(`essential: »1`), 'essential is 1, but must be true or false: write true'],
    [container(`command: »'echo hi'`), 'command is "echo hi", but must be a list: write ["echo hi"]'],
    [container(`command: ['a', »1]`), 'command[1] is 1, but must be text: write "1"'],
    [container(`command: ['a', »null]`), 'command[1] is null, but must be text: delete it'],
    [container(`entryPoint: »''`), 'entryPoint is "", but must be a list: write [], or leave it out'],
    [
      container(`environment: »{ A: 'b' }`),
      'environment is (hidden), but must be a list: write [{ "name": "A", "value": "…" }]',
    ],
    [container(`environment: [{ name: 'A', value: »1 }]`), 'value is (hidden), but must be text: write "…"'],
    [
      container(`environment: [»'A=b']`),
      'environment[0] is (hidden), but must be an object: write { "name": … }',
    ],
    [
      container(`portMappings: [»80]`),
      'portMappings[0] is 80, but must be an object: write { "containerPort": … }',
    ],
    [
      container(`portMappings: [{ containerPort: »'80' }]`),
      'containerPort is "80", but must be a whole number: write 80',
    ],
    [container(`dockerLabels: { a: »true }`), 'a is true, but must be text: write "true"'],
    [container(`dockerLabels: »['a']`), 'dockerLabels is ["a"], but must be an object: write { "name": … }'],
    [
      container(`logConfiguration: »{}`),
      'logConfiguration needs "logDriver": one of awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk, syslog',
    ],
    [
      container(`logConfiguration: { logDriver: »'awslog' }`),
      'logDriver is "awslog", but must be awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk or syslog (did you mean \'awslogs\'?)',
    ],
    [container(`healthCheck: »{ interval: 30 }`), 'healthCheck needs "command": [ … ]'],
    [container(`environmentFiles: [»{ type: 's3' }]`), 'environmentFiles[0] needs "value": "…"'],
    [
      container(`ulimits: [{ name: »'files', softLimit: 1, hardLimit: 2 }]`),
      'name is "files", but must be core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending or stack',
    ],
    [container(`restartPolicy: { enabled: »'on' }`), 'enabled is "on", but must be true or false'],
    [
      container(`environment: [{ name: 'A', value: »{ Ref: 'B' } }]`),
      'value uses Ref, which only CloudFormation fills in; write the value, or ${NAME} in a .taskdef.template file',
    ],
    [
      container(`resourceRequirements: [{ type: »'CPU', value: '1' }]`),
      'type is "CPU", but must be GPU, InferenceAccelerator or NeuronDevice (did you mean \'GPU\'?)',
    ],
    [
      container(`linuxParameters: { capabilities: { add: »'ALL' } }`),
      'add is "ALL", but must be a list: write ["ALL"]',
    ],
    [
      container(`mountPoints: [»3]`),
      'mountPoints[0] is 3, but must be an object: write { "sourceVolume": … }',
    ],
    [`»{}`, 'containerDefinitions must be a list of at least one container'],
    [`{ containerDefinitions: »[] }`, 'containerDefinitions must be a list of at least one container'],
    [`{ containerDefinitions: »{} }`, 'containerDefinitions must be a list of at least one container'],
    [`{ containerDefinitions: [»'web'] }`, 'a container must be an object: { "name": "…", "image": "…" }'],
    [`{ containerDefinitions: [»{ image: 'a', memory: 64 }] }`, 'a container needs "name": "…"'],
    [`{ containerDefinitions: [»{ name: 'a', memory: 64 }] }`, 'a container needs "image": "…"'],
    [`{ containerDefinitions: [{ name: 'a', image: »'', memory: 64 }] }`, 'a container needs "image": "…"'],
    [
      `{ containerDefinitions: [»{ name: 'a', image: 'b' }] }`,
      'a container needs "memoryReservation": MiB (what it is given at least) or "memory": MiB (its limit)',
    ],
    [
      `{ containerDefinitions: [»{ name: 'a', image: 'b', memory: 0 }] }`,
      'a container needs "memoryReservation": MiB (what it is given at least) or "memory": MiB (its limit)',
    ],
    [
      `{ containerDefinitions: [{ name: »'my web', image: 'b', memory: 64 }] }`,
      'name is "my web", but holds only letters, digits, - and _ (at most 255)',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: »'my image', memory: 64 }] }`,
      'image is "my image", but holds only letters, digits and - _ : . / # @',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: »'nginx@sha256:12', memory: 64 }] }`,
      'image is "nginx@sha256:12": after the @ goes sha256: with 64 hexadecimal digits',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: 64, essential: »false }] }`,
      'no container is essential, but a task needs one; leave "essential" out where the container must run',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: »64, memoryReservation: 128 }] }`,
      'memory is 64, less than memoryReservation (128); the limit must be the higher one',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: »-1 }] }`,
      'memory is -1, but cannot be less than 0',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: 64 }, { name: »'a', image: 'b', memory: 64 }] }`,
      "another container of this file is called 'a' as well; give each a name of its own",
    ],
    [
      two(`dependsOn: [{ containerName: »'c', condition: 'START' }]`),
      "there is no container 'c' (did you mean 'a'?)",
    ],
    [
      two(`dependsOn: [{ containerName: »'b', condition: 'START' }]`),
      'a container cannot wait for itself; delete this',
    ],
    [
      two(`dependsOn: [{ containerName: 'a', condition: »'SUCCESS' }]`),
      "SUCCESS waits for the end of 'a', and the end of an essential container ends the task; give 'a' \"essential\": false",
    ],
    [two(`links: [»'db:database']`), "there is no container 'db' (did you mean 'b'?)"],
    [two(`volumesFrom: [{ sourceContainer: »'data' }]`), "there is no container 'data'; there are a, b"],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'x', memory: 64, dependsOn: »[{ containerName: 'b', condition: 'START' }] }, { name: 'b', image: 'x', memory: 64, dependsOn: [{ containerName: 'a', condition: 'START' }] }] }`,
      'these containers wait for each other: a → b → a; delete one dependsOn',
    ],
    [
      container(`mountPoints: [{ sourceVolume: »'data', containerPath: '/data' }]`),
      'there is no volume \'data\'; add "volumes": [{ "name": "data", "host": { "sourcePath": "/cluster/…" } }] beside containerDefinitions',
    ],
    [
      `{ volumes: [{ name: 'data' }], containerDefinitions: [{ name: 'a', image: 'x', memory: 64, mountPoints: [{ sourceVolume: »'date', containerPath: '/data' }] }] }`,
      "there is no volume 'date' (did you mean 'data'?)",
    ],
    [
      container(`logConfiguration: { logDriver: »'awsfirelens' }`),
      'awsfirelens needs a container of this task with "firelensConfiguration": { "type": "fluentbit" }',
    ],
    [
      container(`portMappings: [{ containerPort: »70000 }]`),
      'containerPort is 70000, but ports go from 1 to 65535',
    ],
    [
      container(`portMappings: [{ containerPort: 80, hostPort: »-1 }]`),
      'hostPort is -1, but ports go from 1 to 65535',
    ],
    [
      container(`portMappings: [»{ hostPort: 80 }]`),
      'a port mapping needs "containerPort": the port inside the container',
    ],
    [
      container(`portMappings: [{ containerPortRange: »'90-80' }]`),
      'containerPortRange is "90-80": write the lower and the higher port, as in "8000-8010"',
    ],
    [
      container(
        `portMappings: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: »8080 }]`,
      ),
      'another mapping of this file holds port 8080/tcp as well; choose another one',
    ],
    [
      `{ networkMode: 'awsvpc', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, portMappings: [{ containerPort: 80, hostPort: »8080 }] }] }`,
      'hostPort is 8080 and containerPort 80, but with networkMode awsvpc they are the same; leave hostPort out',
    ],
    [
      `{ networkMode: 'host', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, portMappings: [{ containerPort: 80, hostPort: »8080 }] }] }`,
      'hostPort is 8080 and containerPort 80, but with networkMode host they are the same; leave hostPort out',
    ],
    [
      `{ networkMode: 'none', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, portMappings: »[{ containerPort: 80 }] }] }`,
      'networkMode none has no ports; leave portMappings out, or choose another networkMode',
    ],
    [
      `{ networkMode: 'awsvpc', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, hostname: »'web' }] }`,
      'hostname does not work with networkMode awsvpc; leave it out',
    ],
    [
      `{ networkMode: 'awsvpc', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, extraHosts: »[{ hostname: 'a', ipAddress: '10.0.0.1' }] }] }`,
      'extraHosts do not work with networkMode awsvpc; leave them out',
    ],
    [
      `{ networkMode: 'awsvpc', containerDefinitions: [{ name: 'a', image: 'x', memory: 64 }, { name: 'b', image: 'x', memory: 64, links: »['a'] }] }`,
      'links work with networkMode bridge only, not with awsvpc; with awsvpc, containers reach each other at localhost',
    ],
    [task(`volumes: [»{ host: {} }]`), 'a volume needs "name": "…", which mountPoints refer to'],
    [
      task(
        `volumes: [{ name: 'a', host: { sourcePath: '/cluster/a' }, efsVolumeConfiguration: »{ fileSystemId: 'fs-12345678' } }]`,
      ),
      'a volume is one thing: host or efsVolumeConfiguration; delete the other',
    ],
    [
      task(
        `volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-12345678', transitEncryption: »'DISABLED', authorizationConfig: { iam: 'ENABLED' } } }]`,
      ),
      'iam needs "transitEncryption": "ENABLED"',
    ],
    [
      task(
        `volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-12345678', rootDirectory: »'/x', transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: 'fsap-1' } } }]`,
      ),
      'with an accessPointId, rootDirectory is / or left out: the access point has a root of its own',
    ],
    [container(`environment: [»{ value: 'b' }]`), 'an environment variable needs "name": "…"'],
    [
      container(`secrets: »[{ name: 'A', valueFrom: '/a' }]`),
      'secrets need an "executionRoleArn": "…" of the task, beside containerDefinitions: the role that may read them',
    ],
    [
      `{ executionRoleArn: 'x', containerDefinitions: [{ name: 'a', image: 'x', memory: 64, environment: [{ name: 'A', value: '' }], secrets: [{ name: »'A', valueFrom: '/a' }] }] }`,
      'A is set by another secret or by "environment" as well; delete one of the two',
    ],
    [
      container(`healthCheck: { command: ['CMD', 'x'], interval: »1 }`),
      'interval is 1, but must be 5 to 300',
    ],
    [
      container(`healthCheck: { command: »[] }`),
      'command is empty; write ["CMD-SHELL", "…"] or leave healthCheck out',
    ],
    [container(`healthCheck: { command: ['CMD', 'x'], retries: »11 }`), 'retries is 11, but must be 1 to 10'],
    [
      task(`taskRoleArn: »'arn:aws:iam:123:role'`),
      'taskRoleArn is "arn:aws:iam:123:role": write the name of a role, or "arn:aws:iam::123456789012:role/name"',
    ],
    [
      task(`executionRoleArn: »'my role'`),
      'executionRoleArn is "my role": write the name of a role, or "arn:aws:iam::123456789012:role/name"',
    ],
    [
      task(`family: »'my.app'`),
      'family is "my.app", but holds only letters, digits, - and _ (or leave it out: the file\'s name is taken)',
    ],
    [task(`tags: [»{ value: 'a' }]`), 'a tag needs "key": "…"'],
    [task(`tags: [{ key: »'aws:x' }]`), 'key is "aws:x", but aws: is for AWS\'s own tags'],
    [
      task(`tags: [{ key: 'a' }, { key: »'a' }]`),
      "another tag has the key 'a' as well; delete one of the two",
    ],
    [task(`cpu: »'lots'`), 'cpu is "lots": write units such as "256", or "0.25 vCPU"'],
    [task(`memory: »'512 KB'`), 'memory is "512 KB": write MiB such as "512", or "0.5 GB"'],
    [
      `»{ requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512', containerDefinitions: [{ name: 'a', image: 'x' }] }`,
      'Fargate needs "networkMode": "awsvpc"',
    ],
    [
      fargate(`networkMode: »'bridge', cpu: '256', memory: '512'`),
      'networkMode is "bridge", but Fargate knows only awsvpc',
    ],
    [
      `»{ requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', memory: '512', containerDefinitions: [{ name: 'a', image: 'x' }] }`,
      'Fargate needs "cpu": "256" of the task itself, beside containerDefinitions',
    ],
    [
      fargate(`networkMode: 'awsvpc', cpu: »'300', memory: '512'`),
      'Fargate has no tasks with 300 CPU units; write 256, 512, 1024, 2048, 4096, 8192, 16384',
    ],
    [
      fargate(`networkMode: 'awsvpc', cpu: '256', memory: »'4096'`),
      'Fargate has no task with 256 CPU units and 4096 MiB; write a memory of 512, 1024 or 2048',
    ],
    [
      fargate(`networkMode: 'awsvpc', cpu: '256', memory: '512', ipcMode: »'task'`),
      'Fargate does not support ipcMode; leave it out',
    ],
    [
      fargate(`networkMode: 'awsvpc', cpu: '256', memory: '512', ephemeralStorage: { sizeInGiB: »500 }`),
      'sizeInGiB is 500, but Fargate gives a task 21 to 200',
    ],
    [
      fargate(
        `networkMode: 'awsvpc', cpu: '256', memory: '512', volumes: [{ name: 'a', host: { sourcePath: »'/data' } }]`,
      ),
      'Fargate has no folders of a node; leave "host" out, or use efsVolumeConfiguration',
    ],
    [
      `{ requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512', containerDefinitions: [{ name: 'a', image: 'x', privileged: »true }] }`,
      'Fargate does not run privileged containers; leave it out',
    ],
    [
      `{ requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512', containerDefinitions: [{ name: 'a', image: 'x', logConfiguration: { logDriver: »'syslog' } }] }`,
      'Fargate does not know the log driver syslog; write awslogs, splunk, awsfirelens',
    ],
    [
      container(`dockerLabels: { 'proxy.host': »'*.example.com' }`),
      'proxy.host: "*.example.com" is not a host name of up to 244 characters, such as www.example.com',
    ],
    [
      container(`dockerLabels: { 'proxy.host': »'http://www.example.com' }`),
      'proxy.host: "http://www.example.com" is not a host name of up to 244 characters, such as www.example.com',
    ],
    [
      container(`dockerLabels: { 'proxy.host': 'a.com', 'proxy.ports': »'http' }`),
      `proxy.ports: "http" is neither a port nor browser:container such as 80:5001`,
    ],
    [
      container(`dockerLabels: { 'proxy.host': 'a.com', 'proxy.ports': »'22:8080' }`),
      'proxy.ports: "22:8080" asks for port 22, which the node itself uses; choose another one',
    ],
    [
      container(`dockerLabels: { 'proxy.host': 'a.com', 'proxy.ports': »'80:1 80:2' }`),
      'proxy.ports: "80:2" asks for port 80 a second time; delete it',
    ],
    [
      container(`dockerLabels: { 'dns.hostname': »'not valid!' }`),
      'dns.hostname: "valid!" is not a host name of up to 244 characters, such as www.example.com',
    ],
    [
      container(`dockerLabels: { 'proxy.host': »'${'a.'.repeat(121)}com' }`),
      `proxy.host: "${'a.'.repeat(30)}" is not a host name of up to 244 characters, such as www.example.com`,
    ],
  ])('%s', (marked, message) => {
    const { errors, place } = readMarked('taskdef', marked);
    expect(errors).toEqual([`${place} ${message}`]);
  });
});

describe('a service is refused, with what to write instead:', () => {
  it.each<[string, string]>([
    [`{ »desiredCont: 2 }`, "'desiredCont' is not a field of a service (did you mean 'desiredCount'?)"],
    [`{ desiredCount: »'2' }`, 'desiredCount is "2", but must be a whole number: write 2'],
    [`{ desiredCount: »-1 }`, 'desiredCount is -1, but must be a whole number, 0 or more'],
    [
      `{ launchType: »'EC3' }`,
      'launchType is "EC3", but must be EC2, EXTERNAL, FARGATE or MANAGED_INSTANCES (did you mean \'EC2\'?)',
    ],
    [
      `{ launchType: »'EC2', capacityProviderStrategy: [{ capacityProvider: 'a' }] }`,
      'launchType and capacityProviderStrategy exclude each other; delete one of the two',
    ],
    [
      `{ schedulingStrategy: »'daemon' }`,
      'schedulingStrategy is "daemon", but must be DAEMON or REPLICA (did you mean \'DAEMON\'?)',
    ],
    [`{ serviceName: »'my web' }`, 'serviceName is "my web", but holds only letters, digits, - and _'],
    [`{ taskDefinition: »'' }`, 'taskDefinition must be the name of a .taskdef file, a family or an ARN'],
    [
      `{ cluster: »'other' }`,
      'cluster is "other", but this folder loads into \'acme-cluster\'; leave the line out',
    ],
    [
      `{ deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: »100 } }`,
      'with minimumHealthyPercent and maximumPercent both 100, no task can be replaced; lower the one or raise the other',
    ],
    [
      `{ deploymentConfiguration: { deploymentCircuitBreaker: »{ enable: true } } }`,
      'deploymentCircuitBreaker needs "rollback": true or false',
    ],
    [
      `{ healthCheckGracePeriodSeconds: »60 }`,
      'healthCheckGracePeriodSeconds is for services with loadBalancers; delete it',
    ],
    [`{ networkConfiguration: { awsvpcConfiguration: »{} } }`, 'awsvpcConfiguration needs "subnets": [ … ]'],
    [
      `{ networkConfiguration: { awsvpcConfiguration: { subnets: »[] } } }`,
      'subnets is empty; name one at least',
    ],
    [
      `{ »containerDefinitions: [] }`,
      "'containerDefinitions' is not a field of a service; it belongs in a .taskdef file",
    ],
    [
      `{ loadBalancers: [{ targetGroupArn: 'x', loadBalancerName: »'y' }] }`,
      'targetGroupArn and loadBalancerName exclude each other; delete one of the two',
    ],
    [
      `{ capacityProviderStrategy: [{ capacityProvider: 'a', base: 1 }, { capacityProvider: 'b', base: »1 }] }`,
      'only one capacity provider can have a base; delete this one',
    ],
    [`{ tags: [{ key: »7 }] }`, 'key is 7, but must be text: write "7"'],
    [`{ services: »[] }`, 'expected one service; give each a file of its own'],
  ])('%s', (marked, message) => {
    const { errors, place } = readMarked('service', marked);
    expect(errors).toEqual([`${place} ${message}`]);
  });
});

describe('a file with a warning is loaded:', () => {
  it.each<[string, string]>([
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'/efs/web' } }]`),
      '/efs/web is on the disk of the node alone; what all nodes share is /cluster: write "/cluster/web"',
    ],
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'/mnt/efs/web' } }]`),
      '/mnt/efs/web is on the disk of the node alone; what all nodes share is /cluster: write "/cluster/web"',
    ],
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'/clusters/web' } }]`),
      '/clusters/web is on the disk of the node alone; what all nodes share is /cluster: write "/cluster/web"',
    ],
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'/Cluster/web' } }]`),
      '/Cluster/web is on the disk of the node alone; what all nodes share is /cluster: write "/cluster/web"',
    ],
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'cluster/web' } }]`),
      'cluster/web is on the disk of the node alone; what all nodes share is /cluster: write "/cluster/web"',
    ],
    [
      task(`volumes: [{ name: 'a', host: { sourcePath: »'data/web' } }]`),
      'sourcePath is "data/web", but should be a full path such as "/cluster/data/web"',
    ],
    [task(`volumes: [{ name: 'a' }, { name: »'a' }]`), "another volume is called 'a' as well"],
    [
      task(`executionRoleArn: »'arn:aws:iam::\${ACCOUNT}:role/x'`),
      '${ACCOUNT} looks like a placeholder: it is filled in only in a file that ends in .template',
    ],
    [
      container(`portMappings: [{ containerPort: 80, protocol: »'TCP' }]`),
      'protocol is "TCP", but must be tcp or udp (did you mean \'tcp\'?)',
    ],
    [
      container(`portMappings: [{ containerPort: 22, hostPort: »22 }]`),
      'hostPort 22 belongs to the node itself, so that no node can run the task; choose another one',
    ],
    [
      container(`environment: [{ name: 'A', value: '1' }, { name: »'A', value: '2' }]`),
      'A is set above already; delete one of the two',
    ],
    [
      container(`environment: [{ name: »'A=B', value: '1' }]`),
      'name is "A=…", but the name of a variable has no = and no blanks',
    ],
    [
      container(`healthCheck: { command: [»'curl', 'x'] }`),
      'command begins with "curl", but must begin with "CMD" or "CMD-SHELL"',
    ],
    [
      container(`logConfiguration: { logDriver: »'awslogs' }`),
      'awslogs needs "options": { "awslogs-group": "…" }',
    ],
    [
      container(`dockerLabels: { 'proxy.ports': »'80:8080' }`),
      'without a label proxy.host, the proxy ignores proxy.ports',
    ],
    [
      container(`dockerLabels: { 'proxy.host': »'' }`),
      'proxy.host is empty, so that the proxy leaves the container alone',
    ],
    [
      container(`dockerLabels: { 'proxy.host': 'a.com', 'proxy.ports': »'' }`),
      'proxy.ports is empty, so that the proxy leaves the container alone',
    ],
    [
      container(`dockerLabels: { 'dns.hostname': »'' }`),
      'dns.hostname is empty, so that the DNS function ignores it',
    ],
    [
      container(`dockerLabels: { 'dns.hostname': »'<HOST>' }`),
      '<HOST> looks like a placeholder: write the host itself before you load the file',
    ],
    [
      two(`dependsOn: [{ containerName: 'a', condition: »'HEALTHY' }]`),
      "'a' has no healthCheck, so that it never becomes HEALTHY",
    ],
    [
      fargate(`networkMode: 'awsvpc', cpu: '256', memory: '512', pidMode: »'host'`),
      'Fargate supports only pidMode task',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: »'Nginx:latest', memory: 64 }] }`,
      'image is "Nginx:latest", which Docker cannot pull: write registry/name:tag, the name in lower case',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: »'nginx:', memory: 64 }] }`,
      'image is "nginx:", which Docker cannot pull: write registry/name:tag, the name in lower case',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: »'<repo/image>', memory: 64 }] }`,
      '<repo/image> looks like a placeholder: write the image itself before you load the file',
    ],
    [
      `{ containerDefinitions: [{ name: 'a', image: 'b', memory: »4 }] }`,
      'memory is 4 MiB, but Docker needs 6 for a container',
    ],
    [
      `{ »ContainerDefinitions: [{ Name: 'a', Image: 'b', Memory: 64 }] }`,
      "this is CloudFormation's casing; it is read as 'containerDefinitions', and so on for the others",
    ],
  ])('%s', (marked, message) => {
    const { errors, warnings, place } = readMarked('taskdef', marked);
    expect(errors).toEqual([]);
    expect(warnings).toContain(`${place} ${message}`);
  });
});

it('no message contains the path of a schema, a stack trace or the name of a library', () => {
  const texts = [
    '{',
    '[1',
    '{ containerDefinitions: [{ a: 1 }, 2, { name: {}, image: [] }], volumes: 1 }',
    container(`portMappings: 1`),
  ];
  const messages = texts.flatMap((text) => readMarked('taskdef', text).errors);
  expect(messages.length).toBeGreaterThan(6);
  for (const message of messages)
    expect(message).not.toMatch(/#\/|ajv|momoa|schemaPath|undefined|\bat .*:\d+:\d+/i);
});
