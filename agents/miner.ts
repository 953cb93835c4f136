import type { Nats, Parameters, Serial, Share } from '../sim/units.ts';
import type { Trick } from './adversaries/guise.ts';
import { lossOfSize } from './scoring/scalingLaw.ts';

/**
 * A miner: a model of some size, perhaps badly set up, that answers a share of the queries it gets.
 * What it is worth, its steady score, follows from its loss alone.
 */
export interface Miner {
  readonly size: Parameters;
  /** Its true loss is `poorFactor` times that of its size, and it does not know. */
  readonly misconfigured: boolean;
  /** Probability to answer a query in time. */
  readonly responds: Share;
  /** What it is up to, and whose luck its answers have; absent where nobody deceives. */
  readonly disguise?: { readonly trick: Trick; readonly voice: Serial };
}

/** Mean loss of the answers of a miner, nats per token (papers: inverse scaling law). */
export function trueLoss(miner: Miner, poorFactor: number): Nats {
  return lossOfSize(miner.size) * (miner.misconfigured ? poorFactor : 1);
}
