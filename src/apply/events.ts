import type { Step } from '../plan/types.ts';

/** What happens while a plan is carried out; `report/` turns it into lines. */
export type Event =
  | { readonly type: 'step-started'; readonly step: Step }
  | { readonly type: 'step-done'; readonly step: Step; readonly result?: string }
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
  /** Nothing else was told for a while. */
  | { readonly type: 'still-waiting'; readonly for: readonly string[]; readonly seconds: number };
