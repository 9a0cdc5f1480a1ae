/** One try of a call, as it went. */
export interface ApiCall {
  /** As the SDK names it, such as `ECS`. */
  readonly service: string;
  readonly action: string;
  /** 1 for the first. */
  readonly tried: number;
  /** When it was sent, in milliseconds since the epoch, and how long the answer took. */
  readonly sentAt: number;
  readonly ms: number;
  /** How long it waited for its turn before it was sent. */
  readonly quotaWaitMs: number;
  readonly sentBytes: number;
  /** Undefined if no answer came, or one that did not say how long it is. */
  readonly receivedBytes: number | undefined;
  /** The name of the error that came back; undefined if none did. */
  readonly error: string | undefined;
}
