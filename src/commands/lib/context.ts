import type { Aws } from '../../domain/ports/aws.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Reporter } from '../../report/reporter.ts';
import type { Settings } from '../../settings/load.ts';
import type { CommonOptions } from './common-options.ts';

/** The options of make that decide what a run does. */
export type MakeFlags = Pick<CommonOptions, 'dryRun' | 'question' | 'alwaysMake' | 'keepGoing' | 'jobs'>;

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
