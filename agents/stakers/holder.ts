import { stream } from '../../sim/random.ts';
import type { Serial, Share } from '../../sim/units.ts';
import genesis from '../scenarios/nakamotoGenesis.data.json' with { type: 'json' };

export const holderKinds = ['index', 'yield', 'momentum', 'need', 'loyal'] as const;
/**
 * Why a holder trades: to hold what the market holds; for the highest staking yield; after prices that rose; because it needs TAO, or has
 * some to spare; or never.
 */
export type HolderKind = (typeof holderKinds)[number];

/** A coldkey that stakes and runs nothing. */
export interface Holder {
  readonly coldkey: Serial;
  /** Rank by wealth, from 0. */
  readonly rank: number;
  readonly kind: HolderKind;
  /** Part of all holders' wealth when the world begins. */
  readonly wealth: Share;
}

/** Parts of the holders by kind; loyal are the rest. */
export interface HolderShares {
  readonly index: Share;
  readonly yield: Share;
  readonly momentum: Share;
  readonly need: Share;
}

/** [coldkey] stake at Nakamoto's end, 20 March 2023, RAO as numbers, largest first. */
export function genesisStakes(): number[] {
  const stakes = new Map<number, number>();
  for (const [uid, owner] of genesis.owner.entries())
    stakes.set(owner, (stakes.get(owner) ?? 0) + Number(genesis.stakeRao[uid]));
  return [...stakes.values()].filter((stake) => stake > 0).sort((one, other) => other - one);
}

/** Serial of the coldkey of a holder. */
export const coldkeyOf = (rank: number): Serial => 10_000 + rank;

/** Holders with the wealth of the coldkeys of Nakamoto's end. A draw for each gives its kind. */
export function drawHolders(seed: string, shares: HolderShares): Holder[] {
  const stakes = genesisStakes();
  const all = stakes.reduce((sum, stake) => sum + stake, 0);
  return stakes.map((stake, rank) => ({
    coldkey: coldkeyOf(rank),
    rank,
    kind: kindOf(stream(seed, 'staker kind', rank).next(), shares),
    wealth: stake / all,
  }));
}

function kindOf(draw: number, shares: HolderShares): HolderKind {
  let passed = 0;
  for (const kind of ['index', 'yield', 'momentum', 'need'] as const) {
    passed += shares[kind];
    if (draw < passed) return kind;
  }
  return 'loyal';
}
