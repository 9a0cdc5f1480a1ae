import type { QuotaEstimate } from '../aws/rate-limit/estimate.ts';
import type { ApiCall } from './api-call.ts';
import type { Step } from './types.ts';

/** What happens while a plan is carried out; `report/` turns it into lines. */
export type Event =
  | { readonly type: 'step-started'; readonly step: Step }
  | { readonly type: 'step-done'; readonly step: Step; readonly result?: string }
  /** The error itself comes at the end of the run, with those of other steps. */
  | { readonly type: 'step-failed'; readonly step: Step; readonly message: string }
  /** Ctrl-C: these steps are finished where that takes no waiting, and so many others are not begun. */
  | { readonly type: 'interrupted'; readonly inFlight: readonly Step[]; readonly left: number }
  /** Calls wait because AWS grants only so many of their kind; `quota` says what they do. */
  | { readonly type: 'waiting-for-quota'; readonly quota: string; readonly seconds: number }
  | {
      readonly type: 'stack-resource';
      readonly resource: string;
      readonly resourceType: string;
      readonly status: string;
      readonly reason: string | undefined;
    }
  | {
      readonly type: 'service';
      readonly service: string;
      readonly desired: number;
      readonly running: number;
      readonly pending: number;
      readonly rollout: string | undefined;
      readonly steady: boolean;
    }
  /** Before anything is done, if AWS's rates will hold it up. */
  | ({ readonly type: 'estimate' } & QuotaEstimate)
  /** With `--trace`: each call as it ends, and at the end of the run what they came to. */
  | ({ readonly type: 'api-call' } & ApiCall)
  | { readonly type: 'api-calls'; readonly calls: readonly ApiCall[] }
  /** Something that is likely to go wrong. */
  | { readonly type: 'warning'; readonly message: string }
  /** Nothing else was told for a while. */
  | { readonly type: 'still-waiting'; readonly for: readonly string[]; readonly seconds: number };
