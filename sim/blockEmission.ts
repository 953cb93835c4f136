import { I96F32, log2 } from './math/fixed.ts';

/** RAO. */
const totalSupply = 21_000_000_000_000_000n;
const fullEmission = 1_000_000_000n;

/**
 * RAO a block mints when `issuance` RAO exist: one TAO, halved each time half of what was left is issued
 * (subtensor v1.1.1 root.rs, get_block_emission_for_issuance(); unchanged in v3.4.9 block_emission.rs). In I96F32,
 * so the last oneAtATimes come where 32 fraction bits allow. 0 from the total supply of 21 million TAO on.
 */
export function blockEmission(issuance: bigint): bigint {
  if (issuance >= totalSupply) return 0n;
  const { one, div, fromInt, fromRatio, floor, mul } = I96F32;
  const left = one - fromRatio(issuance, totalSupply);
  const oneAtATimes = floor(log2(I96F32, div(one, left)));
  return floor(mul(div(one, one << oneAtATimes), fromInt(fullEmission)));
}
