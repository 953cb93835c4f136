import type { Serial, Share } from '../../sim/units.ts';
import genesis from '../scenarios/nakamotoGenesis.data.json' with { type: 'json' };
import { stratified } from './stratified.ts';

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

/** [coldkey] stake at Nakamoto's end, 20 March 2023, RAO as numbers, largest first; one of the 371 has nothing. */
export function genesisStakes(): number[] {
  const stakes = new Map<number, number>();
  for (const [uid, owner] of genesis.owner.entries())
    stakes.set(owner, (stakes.get(owner) ?? 0) + Number(genesis.stakeRao[uid]));
  return [...stakes.values()].sort((one, other) => other - one);
}

/** Serial of the coldkey of a holder. */
export const coldkeyOf = (rank: number): Serial => 10_000 + rank;

/** Neighbours by wealth among whom kinds are dealt out in their parts. */
const neighbours = 10;

/** Holders with the wealth of the coldkeys of Nakamoto's end. Each ten of like wealth have the kinds in their parts, in drawn order. */
export function drawHolders(seed: string, shares: HolderShares): Holder[] {
  const stakes = genesisStakes();
  const all = stakes.reduce((sum, stake) => sum + stake, 0);
  const tens = Math.ceil(stakes.length / neighbours);
  const draws = Array.from({ length: tens }, (_, ten) =>
    stratified(seed, `staker kinds ${ten}`, neighbours),
  ).flat();
  return stakes.map((stake, rank) => ({
    coldkey: coldkeyOf(rank),
    rank,
    kind: kindOf(draws[rank], shares),
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
