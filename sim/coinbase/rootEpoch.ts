import { exp, I32F32, I64F64 } from '../math/fixed.ts';
import { type Netuid, type TaoRao, u16Max } from '../units.ts';

/** What the root network is asked in an epoch of its own. */
export interface RootNetwork {
  /** [uid] Stake of the hotkey over all coldkeys; it counts on every subnet. */
  readonly stake: readonly TaoRao[];
  /** [uid] Entries [netuid, u16 weight]. Of a netuid that is named twice the last counts; one that does not exist is passed over. */
  readonly weights: readonly (readonly (readonly [Netuid, number])[])[];
  /** All networks that exist, root included, ascending. */
  readonly netuids: readonly Netuid[];
  /** How steep the sigmoid of consensus is: root's rho. */
  readonly rho: number;
  /** u16 share of stake at which the sigmoid is one half: root's kappa. */
  readonly kappa: number;
}

/** Figures of an epoch of root in I64F64 bits, in the order in which the chain makes them; those after a refusal are absent. */
export interface RootSteps {
  /** [uid] Share of all stake. */
  readonly stake?: readonly bigint[];
  /** [uid][network] Weights as shares of their row. */
  readonly weights?: readonly (readonly bigint[])[];
  /** [network] Weighted stake. */
  readonly ranks?: readonly bigint[];
  /** [network] Share of stake with a weight above 0. */
  readonly trust?: readonly bigint[];
  /** [network] The sigmoid of trust. */
  readonly consensus?: readonly bigint[];
  /** [network] Share of the block. */
  readonly share?: readonly bigint[];
}

/** Why an epoch of root changes nothing, in the chain's words. */
export type RootRefusal =
  | 'No validators to validate emission values.'
  | 'No networks to validate emission values.'
  | 'No stake on network';

/** What an epoch of root comes to: refused, or [network] RAO of TAO for each block until the next one. */
export type RootEpoch =
  | { readonly refusal: RootRefusal; readonly emission: null; readonly steps: RootSteps }
  | { readonly refusal: null; readonly emission: readonly TaoRao[]; readonly steps: RootSteps };

const { div, floor, fromInt, mul, one } = I64F64;
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
/** Each value over the sum; values that are all 0 stay so. */
const shares = (values: readonly bigint[], total = sum(values)) =>
  total === 0n ? [...values] : values.map((value) => div(value, total));

/**
 * One epoch of the root network: validators' weights on subnets, by stake, times the sigmoid of the stake that gives a weight at all,
 * as shares of `blockEmission`. A few RAO are left over and never minted. Throws a RangeError where rows and uids disagree, and where
 * the sigmoid overflows, as the chain panics there (subtensor v1.1.1 root.rs, root_epoch()).
 */
export function rootEpoch(root: RootNetwork, blockEmission: TaoRao): RootEpoch {
  const refused = (refusal: RootRefusal, steps: RootSteps): RootEpoch => ({ refusal, emission: null, steps });
  if (root.weights.length !== root.stake.length)
    throw new RangeError(
      `root.weights must have one row for each of the ${root.stake.length} uids; received ${root.weights.length} (an empty row for a uid without weights)`,
    );
  if (root.stake.length === 0) return refused('No validators to validate emission values.', {});
  if (root.netuids.length === 0) return refused('No networks to validate emission values.', {});
  const stake = shares(root.stake.map((rao) => fromInt(rao)));
  const weights = weightShares(root);
  const each = root.netuids.map((_, network) => network);
  const ranks = each.map((network) => sum(stake.map((share, uid) => mul(share, weights[uid][network]))));
  const total = sum(stake);
  if (total === 0n) return refused('No stake on network', { stake, weights, ranks });
  const trust = each.map((network) => div(sum(stake.filter((_, uid) => weights[uid][network] > 0n)), total));
  const consensus = trust.map((value) => sigmoid(root, value));
  const share = shares(each.map((network) => mul(consensus[network], ranks[network])));
  const emission = share.map((part) => floor(mul(part, fromInt(blockEmission))));
  return { refusal: null, emission, steps: { stake, weights, ranks, trust, consensus, share } };
}

/** [uid][network] Weights over the sum of their row. */
function weightShares({ weights, netuids }: RootNetwork): bigint[][] {
  return weights.map((entries) => {
    const row = new Map(entries);
    return shares(netuids.map((netuid) => fromInt(row.get(netuid) ?? 0)));
  });
}

/** 1 / (1 + exp(−rho · (trust − kappa))), I64F64; kappa has the 32 fraction bits in which the chain divides it. */
function sigmoid({ rho, kappa }: RootNetwork, trust: bigint): bigint {
  const middle = I32F32.convert(I32F32.fromRatio(kappa, u16Max), I64F64);
  return div(one, one + exp(I64F64, -mul(trust - middle, fromInt(rho))));
}
