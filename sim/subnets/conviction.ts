import { exp, I64F64 } from '../math/fixed.ts';
import { clampedI64F64, U64F64 } from '../math/saturating.ts';
import type { AlphaRao, Block, Blocks } from '../units.ts';

/** Alpha that a coldkey has locked on a hotkey, and what that weighs. */
export interface Lock {
  readonly mass: AlphaRao;
  /** U64F64 bits of RAO of alpha. */
  readonly conviction: bigint;
  readonly block: Block;
}

/** How a lock changes with time. */
export interface LockRule {
  /** Blocks in which the mass falls to 1/e; 0: at once. */
  readonly unlockRate: Blocks;
  /** Blocks in which the conviction is 1/e away from the mass; 0: it has none. */
  readonly maturityRate: Blocks;
  /** Locked on the owner's hotkey: the conviction is the mass. */
  readonly ownerLock: boolean;
  /** Does not unlock. */
  readonly perpetual: boolean;
}

/** RAO below which a lock is nothing. */
const dust = 100n;
/** Powers of e below it are not asked for. */
const leastExponent = -clampedI64F64.fromInt(40);

const { add, convert, div, fromInt, mul, one, ratio, sub, whole } = clampedI64F64;

/** e^(−age / rate), I64F64 bits: 1 at once, 0 at a rate of 0. */
export function decay(age: Blocks, rate: Blocks): bigint {
  if (age === 0) return one;
  if (rate === 0) return 0n;
  const exponent = ratio(-age, rate);
  return exp(I64F64, exponent > leastExponent ? exponent : leastExponent);
}

/**
 * A lock as it is in `block`: its mass decays unless it is perpetual, its conviction grows towards the mass and decays with it (subtensor
 * v3.4.0 on, staking/lock.rs, roll_forward_lock(), as of spec 425).
 */
export function rolledLock(before: Lock, block: Block, rule: LockRule): Lock {
  const age = Math.max(block - before.block, 0);
  const mass = rule.perpetual ? before.mass : whole(mul(decay(age, rule.unlockRate), fromInt(before.mass)));
  const conviction = rule.ownerLock ? fromInt(mass) : rolledConviction(before, age, rule);
  const isDust = mass < dust && conviction < fromInt(dust);
  return isDust
    ? { mass: 0n, conviction: 0n, block }
    : { mass, conviction: convert(conviction, U64F64), block };
}

/** I64F64 bits of RAO of alpha. */
function rolledConviction({ mass, conviction }: Lock, age: Blocks, rule: LockRule): bigint {
  const kept = mul(decay(age, rule.maturityRate), U64F64.convert(conviction, clampedI64F64));
  return age === 0 ? kept : add(kept, mul(fromInt(mass), grown(age, rule)));
}

/** Share of the mass that becomes conviction, I64F64 bits. */
function grown(age: Blocks, { unlockRate, maturityRate, perpetual }: LockRule): bigint {
  const matured = decay(age, maturityRate);
  if (perpetual) return sub(one, matured);
  if (unlockRate === 0 || maturityRate === 0) return 0n;
  if (unlockRate === maturityRate) return mul(ratio(age, maturityRate), matured);
  const apart = sub(decay(age, unlockRate), matured);
  const share = div(mul(fromInt(unlockRate), apart), fromInt(unlockRate - maturityRate));
  return share > 0n ? share : 0n;
}
