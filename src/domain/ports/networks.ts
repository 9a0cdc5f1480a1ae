import type { NetworkCandidates } from '../network.ts';
/** EC2. */
export interface Networks {
  candidates(): Promise<NetworkCandidates>;
}
