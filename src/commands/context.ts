import type { Aws } from '../domain/ports/aws.ts';

import type { Clock } from '../lib/clock.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Settings } from '../settings/load.ts';

/** The options of make that every command knows. */
export interface MakeFlags {
  /** `-n`: show what would be done. */
  readonly dryRun: boolean;
  /** `-q`: only tell by the exit status whether anything is to be done. */
  readonly question: boolean;
  /** `-B`: take everything for changed. */
  readonly alwaysMake: boolean;
  /** `-k`: after a failure, go on with what does not depend on it. */
  readonly keepGoing: boolean;
  /** `-j`: how many steps are done side by side. */
  readonly jobs: number;
}

/** What a command works with. */
export interface Context {
  readonly settings: Settings;
  readonly flags: MakeFlags;
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Loads the SDK and finds credentials and region: only for commands that need AWS. */
  connect(): Promise<Aws>;
}
