import { U96F32 } from '../math/saturating.ts';

/**
 * What a RAO of TAO on root may claim of `rao` RAO of alpha, I96F32; null: more than one RAO of alpha for a RAO of TAO, which the
 * chain does not let accrue (subtensor v3.4.9 claim_root.rs, increase_root_claimable_for_hotkey_and_subnet()).
 */
export function rootClaimRate(rao: bigint, rootStake: bigint): bigint | null {
  return rao > rootStake ? null : U96F32.ratio(rao, rootStake);
}
