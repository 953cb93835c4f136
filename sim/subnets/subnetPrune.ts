import { clampedI96F32 } from '../math/saturating.ts';
import type { Block, Blocks, Netuid, TaoRao } from '../units.ts';

/** A subnet that may have to make room. */
interface Registered {
  readonly netuid: Netuid;
  /** Block in which it was founded. */
  readonly registered: Block;
}

/** As v1.1.1 rates it. */
export interface ValuedSubnet extends Registered {
  /** EmissionValue: TAO of a block. */
  readonly emissionValue: TaoRao;
}

/** As v3.4.9 rates it. */
export interface PricedSubnet extends Registered {
  /** Has a pool; a stable subnet has price 1. */
  readonly dynamic: boolean;
  /** I96F32 bits of TAO per alpha. */
  readonly movingPrice: bigint;
}

/**
 * The subnet whose netuid a new one takes: of those past their immunity the one with the least emission, of equals the oldest, then the
 * one of the highest netuid; null: none is past it (subtensor v1.1.1 root.rs, get_subnet_to_prune()).
 */
export function subnetToPrune(
  subnets: readonly ValuedSubnet[],
  block: Block,
  immunity: Blocks,
): Netuid | null {
  const mortal = subnets.filter(({ registered }) => Math.max(block - registered, 0) >= immunity);
  const order = [...mortal].sort(
    (one, other) =>
      compare(one.emissionValue, other.emissionValue) ||
      one.registered - other.registered ||
      other.netuid - one.netuid,
  );
  return order[0]?.netuid ?? null;
}

/**
 * The subnet that is dissolved for a new one: of those past their immunity the one of the lowest moving price, of equals the oldest, then
 * the first in order; null: none is past it (subtensor v3.2.8 on, subnets/subnet.rs, get_network_to_prune()).
 */
export function subnetToDissolve(
  subnets: readonly PricedSubnet[],
  block: Block,
  immunity: Blocks,
): Netuid | null {
  const mortal = subnets.filter(({ registered }) => block >= registered + immunity);
  const order = [...mortal].sort(
    (one, other) => compare(ratedPrice(one), ratedPrice(other)) || one.registered - other.registered,
  );
  return order[0]?.netuid ?? null;
}

const ratedPrice = ({ dynamic, movingPrice }: PricedSubnet): bigint =>
  dynamic ? movingPrice : clampedI96F32.one;

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
