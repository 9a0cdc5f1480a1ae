import type { ApiCall } from './api-call.ts';
import type { Step } from './plan.ts';
import type { QuotaEstimate } from './quotas.ts';
import type { ResourceChange } from './stack.ts';

/** What happens while a plan is applied; `report/` turns it into lines. */
export type Event =
  | { readonly kind: 'step-started'; readonly step: Step }
  | { readonly kind: 'step-done'; readonly step: Step; readonly result?: string }
  /** The error itself comes at the end of the run, with those of other steps. */
  | { readonly kind: 'step-failed'; readonly step: Step; readonly error: Error }
  /** Ctrl-C: steps in flight end where that takes no waiting; `left` is the number of steps that were not started. */
  | { readonly kind: 'interrupted'; readonly inFlight: readonly Step[]; readonly left: number }
  /** Calls wait for AWS's rate limit; `quota` says what they do. */
  | { readonly kind: 'waiting-for-quota'; readonly quota: string; readonly seconds: number }
  /** What CloudFormation is about to change. */
  | { readonly kind: 'stack-changes'; readonly stack: string; readonly changes: readonly ResourceChange[] }
  | {
      readonly kind: 'stack-resource';
      readonly resource: string;
      readonly resourceType: string;
      readonly status: string;
      readonly reason: string | undefined;
    }
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly desired: number;
      readonly running: number;
      readonly pending: number;
      readonly rollout: string | undefined;
      readonly steady: boolean;
    }
  /** Before the first step, if AWS's rate limits will delay the run. */
  | ({ readonly kind: 'estimate' } & QuotaEstimate)
  /** With `--trace`: each call as it ends, and a summary at the end of the run. */
  | ({ readonly kind: 'api-call' } & ApiCall)
  | { readonly kind: 'api-calls'; readonly calls: readonly ApiCall[] }
  /** Something that is likely to go wrong. */
  | { readonly kind: 'warning'; readonly message: string }
  /** There was no other event for a while. */
  | { readonly kind: 'still-waiting'; readonly for: readonly string[]; readonly seconds: number };

export type EventOf<Kind extends Event['kind']> = Extract<Event, { readonly kind: Kind }>;
