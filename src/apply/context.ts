import type { Aws } from '../domain/ports/aws.ts';
import type { Clock } from '../lib/clock.ts';

/** What carrying out a plan acts on. */
export interface ApplyContext {
  readonly aws: Aws;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** For each wait of its own: a stack, all services together. */
  readonly timeoutMs: number;
  /** Gives numbers from 0 up to 1, so that many runs do not poll at the same moments. */
  readonly random?: () => number;
  /** Writes a file of the user's folder that does not exist yet. */
  writeNewFile(name: string, text: string): Promise<void>;
}
