import { U64F64, U96F32 } from '../math/saturating.ts';
import type { TaoRao } from '../units.ts';
import { overSum } from './ratedSubnet.ts';

/** What root's switch reads of a subnet. */
interface Switched {
  readonly emissionEnabled: boolean;
}

/**
 * Shares after root's switch, U64F64 bits: what a subnet that is off would get goes to those that are on, in proportion. Where none is
 * off, shares stay to the last bit (subtensor v3.4.7 on, subnet_emissions.rs, get_subnet_block_emissions()).
 */
export function switchedShares(subnets: readonly Switched[], shares: readonly bigint[]): bigint[] {
  if (subnets.every(({ emissionEnabled }) => emissionEnabled)) return [...shares];
  return overSum(shares.map((share, index) => (subnets[index].emissionEnabled ? share : 0n)));
}

/**
 * RAO of TAO that each share of a block's emission comes to, U96F32 bits, floored one by one. Throws a
 * RangeError where the shares are more than the whole: the block would pay more than it mints.
 */
export function emissionsOf(blockEmission: TaoRao, shares: readonly bigint[]): bigint[] {
  const sum = shares.reduce((total, share) => total + share, 0n);
  if (sum > U64F64.one)
    throw new RangeError(
      `shares of a block must come to at most 1 (2^64 bits of U64F64); received a sum of ${sum} bits: divide each by their sum`,
    );
  const block = U64F64.fromInt(blockEmission);
  return shares.map((share) => U64F64.convert(U64F64.mul(block, share), U96F32));
}
