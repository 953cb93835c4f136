import { U64F64 } from '../math/saturating.ts';
import {
  type CoinbaseVersion,
  type CreditCoinbase,
  type CreditSetting,
  type CreditState,
  coinbaseBy,
  isPaid,
  rated,
} from './creditCoinbase.ts';
import { switchedShares } from './emissionSwitch.ts';
import { emissionTerms } from './emissionTerms.ts';
import { epochTurns, sinceLastBounded } from './epochTurns.ts';
import { type GateParameters, gateShares } from './gateShares.ts';
import { injectByReservoir } from './reservoirInjection.ts';
import type { WeightedSubnet } from './weightedSubnet.ts';

/** The gate as the chain began with it (spec 441): the bar is the share of rank 32. */
export const usualGate: GateParameters = {
  rank: 32,
  // 0.61 as the float of the chain's text has it.
  quantile: BigInt(0.61 * 2 ** 64),
  exponent: 3n * U64F64.one,
};

/** What the coinbase of autumn 2026 reads beside the subnets. */
export interface AutumnSetting extends CreditSetting {
  readonly gate: GateParameters;
  /** Bar that the last block left, U64F64 bits; 0: none. */
  readonly bar: bigint;
}

/** A block of it, and the bar that the next one goes on with. */
export interface AutumnCoinbase extends CreditCoinbase {
  readonly bar: bigint;
}

/**
 * One block of the coinbase of autumn 2026: shares by price and what is not withheld, thinned out by the gate; what no weights of a pool fit
 * waits in its reservoir. Without null consensus (spec 475, run_coinbase.rs, run_coinbase()).
 */
export function autumnCoinbase(
  before: CreditState,
  { gate, bar, ...setting }: AutumnSetting,
): AutumnCoinbase {
  const gated = gateShares(gate, setting.block, bar, before.subnets.filter(isPaid).map(rated));
  const version: CoinbaseVersion<WeightedSubnet> = {
    shares: (paid) => switchedShares(paid, gated.shares),
    terms: emissionTerms,
    inject: injectByReservoir,
    turns: (subnets, { block, maxEpochsPerBlock }) =>
      epochTurns(subnets, block, maxEpochsPerBlock, sinceLastBounded),
  };
  return { ...coinbaseBy(version, before, setting), bar: gated.bar };
}
