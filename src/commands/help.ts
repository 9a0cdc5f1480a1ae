// The texts of `--help`, which are to read like the pages of a manual.

const exitStatusText = `Exit status:
    0  done, or nothing to do
    1  -q, and something is to be done
    2  the command line or a file is wrong; nothing was sent to AWS
    3  AWS refused a call, or could not be reached
    4  a deployment failed or was rolled back
    5  not finished in time; it goes on at AWS
  130  interrupted
With -k it is that of the worst failure: 3 before 4 before 5.`;

export const programHelp = {
  purpose: paragraph(`
    Makes the .taskdef and .service files of a folder a running Amazon ECS cluster, whose nodes share an EFS
    file system on /cluster. What is up to date is left alone.`),
  commands: {
    up: paragraph(`
      Makes the cluster what the folder says. The first run finds the VPC and its subnets, writes
      ecs-cluster.params, and creates the stack; the next one registers every .taskdef, creates or updates
      every .service, and waits until they are steady. Every later run does what has changed since: in the
      files, in the parameters, in the template, or by hand in AWS. What is left of a creation that failed is
      removed first. An update that would replace or remove the file system or the cluster is refused unless
      --allow-replacement is given.`),
    load: paragraph(`
      Registers every .taskdef of the folder, creates or updates every .service, and waits until they are
      steady; the stack is left alone. Files that end in .template are filled in first: \${NAME} and
      \${NAME:-default} stand for settings, $$ for a dollar. A .taskdef whose containers hold the word
      AUTOCREATE.SERVICE gets a service of its own.`),
    destroy: paragraph(`
      Deletes everything of this prefix: services, tasks, instances, the stack, the file system with its data,
      and the task definitions. Without --confirm it lists them and exits with 2. If it is interrupted, the
      same command goes on where it stopped. Other prefixes are not touched.`),
    dns: paragraph(`
      Shows, for each host name in the labels proxy.host and dns.hostname of running tasks, what is in Route 53
      and what should be: the addresses of the nodes that run it. The stack keeps it so by itself; this is for
      looking, and for those who cannot wait. A record that the stack does not own is never changed.`),
    drain: paragraph(`
      Sets the number of tasks of these services to zero and waits until their tasks have ended. The services
      stay; a count that a file sets comes back with the next load.`),
    remove: paragraph(`
      Deletes these services and waits until their tasks have ended. Their task definitions stay. A service
      whose file is still there comes back with the next load.`),
    cleanup: paragraph(`
      Deregisters old revisions of this prefix's task definitions: all but the newest three of each family and
      those that a service or task of any cluster of the region uses. With --delete, what is deregistered is
      deleted for good.`),
    templates: paragraph(`
      Writes files to start from. Without a NAME: taskdef.template and service.template, with every field that
      AWS knows. With NAMEs: the files of these examples. 'cluster' stands for ecs-cluster.cf.yaml; a copy of
      it in the folder is used in place of the one that is shipped.`),
    check: paragraph(`
      Checks every .taskdef, .service and .params of the folder, or the FILEs, against AWS's own model and its
      documented rules, as up and load do before they send anything. Everything that is found is printed as
      file:line:column with what to write instead. Neither AWS nor credentials are needed.`),
    schema: paragraph(`
      Prints the JSON Schema of .taskdef or .service files, which editors use to complete and explain fields. It
      is made from AWS's own model.`),
    info: paragraph(`
      Prints each setting, its value, and where it came from: an option, a NAME=value word, local.mk, the
      environment, or the default. AWS is not asked.`),
  },
} as const;

/** One line, which the help wraps to the width of the terminal. */
function paragraph(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

const examples = {
  program: `Examples:
  ecs-efs templates webserver   copy a web server's files into this folder
  ecs-efs up                    create the cluster
  ecs-efs up                    load the files into it
  ecs-efs check                 look for mistakes in the files, without AWS
  ecs-efs -n up PREFIX=acme     show what another prefix would get
  ecs-efs destroy --confirm     delete it all`,
  up: `Examples:
  ecs-efs up                    the next step: create the cluster, or load what changed
  ecs-efs up --load             both in one run
  ecs-efs up -n                 show what would be done
  ecs-efs up -q || echo stale   ask whether anything is to be done`,
  load: `Examples:
  ecs-efs load                  load what changed
  ecs-efs load -B               register and deploy everything anew
  ecs-efs load --no-wait        leave the services to themselves
  ecs-efs load --prune          delete the services whose files are gone, too`,
  destroy: `Examples:
  ecs-efs destroy               list what would be deleted
  ecs-efs destroy --confirm     delete it
  ecs-efs destroy --confirm --keep-data
                                delete all but the data of /cluster`,
  dns: `Examples:
  ecs-efs dns                   compare, and change nothing
  ecs-efs dns --apply           change what differs
  ecs-efs dns -q || echo stale  ask whether anything differs`,
  drain: `Examples:
  ecs-efs drain web             let web run no task
  ecs-efs load                  let it run again, if its file sets a count`,
  remove: `Examples:
  ecs-efs remove web worker     delete two services
  ecs-efs load --prune          delete all whose files are gone`,
  cleanup: `Examples:
  ecs-efs cleanup -n            show what would be deregistered
  ecs-efs cleanup --keep 10     keep more
  ecs-efs cleanup --delete      delete for good`,
  templates: `Names:
  webserver            a web server with two tasks behind one host name
  efs-volumes          containers that share folders of /cluster
  job-with-preparation a container that prepares the file system for another
  private-image        an image from a private registry
  cluster              the CloudFormation template of the cluster`,
  check: `Examples:
  ecs-efs check                 check the folder
  ecs-efs check web.taskdef     check one file
  ecs-efs check --format github print what is found as annotations of GitHub
  ecs-efs check --format sarif  print it for code scanners`,
  schema: `Examples:
  ecs-efs schema taskdef > taskdef.schema.json
  ecs-efs schema service > service.schema.json`,
  info: `Examples:
  ecs-efs info                  what a run in this folder would use
  ecs-efs info PROFILE=prod     what that would change`,
} as const;

/** What follows the options in the help of a command. */
export function helpAfter(name: keyof typeof examples): string {
  return `\n${examples[name]}\n\n${exitStatusText}`;
}
