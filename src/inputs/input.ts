import type { ServiceContent, TaskDefinitionContent } from '../domain/content.ts';
import type { Diagnostic, Location } from '../domain/diagnostic.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Path, PathDiagnostic } from './document/values.ts';

export interface TaskDefinitionInput {
  readonly file: string;
  /** The file's name up to its ending. */
  readonly name: string;
  /** With the prefix of this cluster. */
  readonly family: string;
  /** What `RegisterTaskDefinition` accepts, the family included. */
  readonly content: TaskDefinitionContent;
  /** Whether it asks for a service without a `.service` file. */
  readonly autocreate: boolean;
}

export interface ServiceInput {
  readonly file: string;
  /** The file's name up to its ending. */
  readonly fileName: string;
  readonly name: string;
  /** As the file names it: a file's name, a family, `family:revision` or an ARN; the service's name if left out. */
  readonly taskDefinition: string;
  /** Undefined if the file leaves the number to others, such as autoscaling. */
  readonly desiredCount: number | undefined;
  /** What `CreateService` accepts, without name, cluster, task definition and desired count. */
  readonly content: ServiceContent;
  /** Where the file names its task definition. */
  readonly taskDefinitionLocation: Location;
}

/** How strictly files are read. */
export interface ReadOptions {
  /** Fields and words that AWS's model does not know are left out with a warning: they may be newer than it. */
  readonly lenient: boolean;
}

/** `// ecs-efs-ignore RULE: reason`: silences one diagnostic of that rule in that line. */
export interface IgnoreComment {
  readonly rule: string;
  readonly location: Location;
  /** The line of what follows the comment, or its own line if it follows something there. */
  readonly line: number | undefined;
}

/** The checked content of a file, in the form that the API accepts, with its locations. */
export interface InputSource {
  readonly content: JsonObject;
  location(path: Path): Location;
  locate(diagnostic: PathDiagnostic): Diagnostic;
  /** Comments that no diagnostic has matched yet. */
  readonly ignoreComments: readonly IgnoreComment[];
}

/** An input with its source; without errors in the file, there is one. */
export interface ReadResult<Input> {
  readonly input?: Input;
  readonly source?: InputSource;
  readonly diagnostics: readonly Diagnostic[];
}
