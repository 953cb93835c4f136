import { switchedShares } from '../../sim/coinbase/emissionSwitch.ts';
import { barOf, gated } from '../../sim/coinbase/gateShares.ts';
import { paidShare, productShares } from '../../sim/coinbase/productShares.ts';
import { overSum, type RatedSubnet } from '../../sim/coinbase/ratedSubnet.ts';
import { U64F64 } from '../../sim/math/saturating.ts';

/** In which order the three rules act on shares by price: the chain's first. */
export const ruleOrders = [
  'burns, gate, switches',
  'gate, burns, switches',
  'burns, switches, gate',
] as const;
export type RuleOrder = (typeof ruleOrders)[number];

/** What divides a block's TAO over subnets. */
export interface GateRules {
  /** Rank of the share that is the bar; 0: the share at which the largest together reach `quantile`; null: no gate. */
  readonly rank: number | null;
  /** U64F64 bits; read at rank 0. */
  readonly quantile: bigint;
  /** How steep the gate is, U64F64 bits. */
  readonly exponent: bigint;
  /** A bar that is given, U64F64 bits, in place of the one by rank or quantile. */
  readonly bar?: bigint;
  /** What owners withhold of miners' pay counts against their subnets. */
  readonly burns: boolean;
  /** Root's switches count. */
  readonly switches: boolean;
  readonly order: RuleOrder;
}

/** The chain's rules since 3 August 2026. */
export const chainRules: GateRules = {
  rank: 32,
  quantile: 0n,
  exponent: U64F64.fromInt(3),
  burns: true,
  switches: true,
  order: 'burns, gate, switches',
};

/**
 * Shares of eligible subnets in a block's TAO, U64F64 bits, in their order, by the chain's own arithmetic: `productShares`, `gated` and
 * `switchedShares`, in the order that the rules state. Without gate, burns and switches: shares by price.
 */
export function sharesByRules(subnets: readonly RatedSubnet[], rules: GateRules): readonly bigint[] {
  const priced = subnets.map((subnet) => ({ ...subnet, minerBurned: 0n }));
  const burned = rules.burns ? subnets : priced;
  const off = (shares: readonly bigint[]) => (rules.switches ? switchedShares(subnets, shares) : shares);
  switch (rules.order) {
    case 'burns, gate, switches':
      return off(passed(productShares('none', burned, []), rules));
    case 'gate, burns, switches':
      return off(thinned(passed(productShares('none', priced, []), rules), rules.burns ? subnets : null));
    case 'burns, switches, gate':
      return passed(off(productShares('none', burned, [])), rules);
  }
}

function passed(demands: readonly bigint[], rules: GateRules): readonly bigint[] {
  const { rank, quantile, exponent } = rules;
  if (rank === null) return demands;
  return gated(demands, rules.bar ?? barOf({ rank, quantile, exponent }, demands), exponent);
}

/** Shares less what owners of `subnets` withheld, over their sum; as they are where all is withheld, or no subnets are given. */
function thinned(shares: readonly bigint[], subnets: readonly RatedSubnet[] | null): readonly bigint[] {
  if (subnets === null) return shares;
  const products = shares.map((share, k) => U64F64.mul(share, paidShare(subnets[k])));
  return products.some((product) => product > 0n) ? overSum(products) : shares;
}

/** A share of U64F64 bits as a number. */
export const shareOf = (bits: bigint): number => Number(bits) / 2 ** 64;
