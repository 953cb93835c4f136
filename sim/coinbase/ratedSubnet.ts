import { clampedI96F32, U64F64 } from '../math/saturating.ts';
import type { Netuid } from '../units.ts';

/** A subnet as the division of a block's TAO reads it. */
export interface RatedSubnet {
  readonly netuid: Netuid;
  /** Has a pool of its own; a stable subnet (mechanism 0 of the chain) has price 1. */
  readonly dynamic: boolean;
  /** Its owner has made the start call (FirstEmissionBlockNumber is set). */
  readonly started: boolean;
  readonly subtokenEnabled: boolean;
  readonly registrationAllowed: boolean;
  /** Root's switch, SubnetEmissionEnabled. */
  readonly emissionEnabled: boolean;
  /** Moving average of its price, I96F32 bits of TAO per alpha. */
  readonly movingPrice: bigint;
  /** Share of the last epoch's incentives that was withheld, U96F32 bits; read as at most 1. */
  readonly minerBurned: bigint;
}

const rootNetuid = 0;

/** Whether a subnet takes part at all (subtensor v3.4.6 on, subnet_emissions.rs, get_subnets_to_emit_to()). */
export const isEligible = (subnet: RatedSubnet): boolean =>
  subnet.netuid !== rootNetuid && subnet.started && subnet.subtokenEnabled && subnet.registrationAllowed;

/** The moving price as shares are made of it, U64F64 bits; 1 for a stable subnet. */
export const ratedPrice = ({ dynamic, movingPrice }: RatedSubnet): bigint =>
  dynamic ? clampedI96F32.convert(movingPrice, U64F64) : U64F64.one;

/** Each value over the sum of all, U64F64 bits; all 0 where the sum is. */
export function overSum(values: readonly bigint[]): bigint[] {
  const sum = values.reduce(U64F64.add, 0n);
  return values.map((value) => U64F64.div(value, sum));
}
