import type { Step } from './plan.ts';
import type { QuotaEstimate } from '../aws/rate-limit/estimate.ts';
import type { ApiCall } from './api-call.ts';

/** What happens while a plan is carried out; `report/` turns it into lines. */
export type Event =
  | { readonly kind: 'step-started'; readonly step: Step }
  | { readonly kind: 'step-done'; readonly step: Step; readonly result?: string }
  /** The error itself comes at the end of the run, with those of other steps. */
  | { readonly kind: 'step-failed'; readonly step: Step; readonly message: string }
  /** Ctrl-C: these steps are finished where that takes no waiting, and so many others are not begun. */
  | { readonly kind: 'interrupted'; readonly inFlight: readonly Step[]; readonly left: number }
  /** Calls wait because AWS grants only so many of their kind; `quota` says what they do. */
  | { readonly kind: 'waiting-for-quota'; readonly quota: string; readonly seconds: number }
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
  /** Before anything is done, if AWS's rates will hold it up. */
  | ({ readonly kind: 'estimate' } & QuotaEstimate)
  /** With `--trace`: each call as it ends, and at the end of the run what they came to. */
  | ({ readonly kind: 'api-call' } & ApiCall)
  | { readonly kind: 'api-calls'; readonly calls: readonly ApiCall[] }
  /** Something that is likely to go wrong. */
  | { readonly kind: 'warning'; readonly message: string }
  /** Nothing else was told for a while. */
  | { readonly kind: 'still-waiting'; readonly for: readonly string[]; readonly seconds: number };
