import type { Block, Serial, Share, Usd } from '../../sim/units.ts';
import type { Account, Investment } from './accounts.ts';
import type { Outlook } from './prospects.ts';
import type { Deal } from './vendors.ts';

/** The market at one look, before it is summed up. */
export interface MarketState {
  readonly price: Usd;
  readonly difficulty: number;
  readonly meanLoss: number | null;
  readonly accounts: readonly Account[];
  /** Those that have not switched off. */
  readonly running: readonly Account[];
  /** [of those that run] incentive. */
  readonly incentive: readonly Share[];
  readonly quality: number;
  /** TFLOP/s that the devices of those that run sustain. */
  readonly compute: number;
  /** US dollars a day that they pay. */
  readonly rent: Usd;
  /** How many of them rent a GPU. */
  readonly gpus: number;
  readonly ableShare: number;
  readonly outlook: Outlook;
  /** Whether a miner uses the gradients that validators send. */
  readonly usesGradients: (account: Account) => boolean;
  /** First miner that found a cheaper way; null before. */
  readonly finder: Serial | null;
}

/** What a reader of a market is shown; a look comes after every settlement. */
export type MarketEvent = { readonly block: Block } & (
  | { readonly kind: 'look'; readonly state: MarketState }
  /** A miner switches off. */
  | { readonly kind: 'exit'; readonly insolvent: boolean }
  /** A miner moves to another device. */
  | { readonly kind: 'change' }
  | { readonly kind: 'investment'; readonly cost: Usd }
  /** A device is given up, or lost with its uid, before it has paid back. */
  | { readonly kind: 'loss'; readonly investment: Investment; readonly how: 'given up' | 'lost' }
  /** Operations that went into training. */
  | { readonly kind: 'training'; readonly flop: number }
  /** A miner takes to a cheaper way, its own or one of others. */
  | { readonly kind: 'lesson'; readonly invented: boolean }
  /** An imitator changes the size of its model. */
  | { readonly kind: 'imitation' }
  /** A finder is asked for a licence; null: it would lose more by selling. */
  | { readonly kind: 'licence'; readonly price: Usd | null }
  /** A unit is made; `entry` is what a slot costs. */
  | { readonly kind: 'asic'; readonly deal: Deal; readonly unitCost: Usd; readonly entry: Usd }
  /** What a unit of its own brought a maker, less what it cost to run. */
  | { readonly kind: 'mining'; readonly usd: Usd }
);
