import { U96F32, u64Max } from '../math/saturating.ts';
import type { AlphaRao, TaoRao } from '../units.ts';

/** What root weighs against a subnet's alpha. */
export interface RootWeight {
  /** Staked on root. */
  readonly rootTao: TaoRao;
  /** u64 share at which a RAO of TAO on root counts beside one of alpha. */
  readonly taoWeight: bigint;
}

/**
 * Root's part of all stake behind a subnet, U96F32 bits: weighted TAO on root over itself and the subnet's alpha, in the pool and
 * outside (subtensor v2.0.0 on, run_coinbase.rs, root_proportion()).
 */
export function rootProportion({ rootTao, taoWeight }: RootWeight, alpha: AlphaRao): bigint {
  const { add, div, fromInt, mul, ratio } = U96F32;
  const root = mul(fromInt(rootTao), ratio(taoWeight, u64Max));
  return div(root, add(root, fromInt(alpha)));
}
