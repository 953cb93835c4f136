import { switchedShares } from '../../../sim/coinbase/emissionSwitch.ts';
import { gated } from '../../../sim/coinbase/gateShares.ts';
import { productShares } from '../../../sim/coinbase/productShares.ts';
import { isEligible } from '../../../sim/coinbase/ratedSubnet.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';
import type { Share } from '../../../sim/units.ts';
import type { EmissionSnapshot } from './snapshot.ts';

/** How far the shares of the gate's rule are from those that a chain paid. */
export interface ShareErrors {
  /** Over all subnets, those that may not be paid among them. */
  readonly mean: Share;
  readonly largest: Share;
  /** Netuid of the largest. */
  readonly worst: number;
}

const real = (bits: bigint) => Number(bits) / Number(U64F64.one);

/** [netuid] shares of a snapshot's block by the rule of the gate at a bar, U64F64 bits; subnets that may not be paid are absent. */
export function sharesAt({ subnets, exponent }: EmissionSnapshot, bar: bigint): Map<number, bigint> {
  const eligible = subnets.filter(isEligible);
  const shares = switchedShares(eligible, gated(productShares('none', eligible, []), bar, exponent));
  return new Map(eligible.map(({ netuid }, index) => [netuid, shares[index]]));
}

/** Distances of share between the rule at a bar (the recorded one if absent) and what was paid. */
export function shareErrors(snapshot: EmissionSnapshot, bar: bigint = snapshot.bar): ShareErrors {
  const shares = sharesAt(snapshot, bar);
  const total = Number(snapshot.subnets.reduce((sum, { paid }) => sum + paid, 0n));
  const errors = snapshot.subnets.map(({ netuid, paid }) => ({
    netuid,
    error: Math.abs(real(shares.get(netuid) ?? 0n) - Number(paid) / total),
  }));
  const worst = errors.reduce((most, each) => (each.error > most.error ? each : most));
  const sum = errors.reduce((all, { error }) => all + error, 0);
  return { mean: sum / errors.length, largest: worst.error, worst: worst.netuid };
}

/** Steps of the search for a bar; each narrows it to 0.62 of its width. */
const fittingSteps = 45;

/**
 * The bar at which the rule is nearest to what was paid, by mean distance of share: golden section over its logarithm, from a tenth to ten
 * times the recorded one. U64F64 bits.
 */
export function fittedBar(snapshot: EmissionSnapshot): bigint {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const barAt = (log: number) => BigInt(Math.round(Number(snapshot.bar) * 10 ** log));
  const distance = (log: number) => shareErrors(snapshot, barAt(log)).mean;
  let [low, high] = [-1, 1];
  for (let step = 0; step < fittingSteps; step++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (distance(left) < distance(right)) high = right;
    else low = left;
  }
  return barAt((low + high) / 2);
}
