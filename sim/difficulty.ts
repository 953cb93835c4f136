import { I110F18 } from './math/fixed.ts';

/** Bounds and target of Nakamoto's proof of work. Difficulty in expected hashes. */
export interface NakamotoDifficultyRule {
  /** Registrations per interval. */
  readonly target: number;
  readonly minDifficulty: bigint;
  readonly maxDifficulty: bigint;
}

/**
 * Difficulty of the next interval: doubled if more than `target` neurons registered in this one, else halved,
 * so exactly meeting the target halves it (commune-ai/subspace 634796d step.rs, update_difficulty()).
 */
export function nextDifficultyNakamoto(
  difficulty: bigint,
  registrations: number,
  { target, minDifficulty, maxDifficulty }: NakamotoDifficultyRule,
): bigint {
  if (registrations > target) return least(difficulty * 2n, maxDifficulty);
  return most(difficulty / 2n, minDifficulty);
}

/** State of a Finney subnet's two gates at the end of an interval. */
export interface Gates {
  /** Expected hashes of a registration by work. */
  readonly difficulty: bigint;
  /** RAO of a registration by burn. */
  readonly burn: bigint;
  /** Registrations by work in this interval. */
  readonly worked: number;
  /** Registrations by burn in this interval. */
  readonly burned: number;
}

export interface FinneyAdjustmentRule {
  /** Registrations per interval, both gates together. */
  readonly target: number;
  readonly minDifficulty: bigint;
  readonly maxDifficulty: bigint;
  readonly minBurn: bigint;
  readonly maxBurn: bigint;
  /** Part of a price that is kept, over 2^64 − 1; absent before v1.1.1, where it keeps no part. */
  readonly adjustmentAlpha?: bigint;
}

/**
 * Difficulty and burn of the next interval (subtensor v0.0.1 block_step.rs,
 * adjust_registration_terms_for_networks(); in v1.1.1 it differs only in how far a price moves). Above the target
 * the busier gate becomes dearer; at or below it the idler one becomes cheaper; equally busy gates both move.
 * Throws a RangeError at a target below 1.
 */
export function adjustFinney(
  gates: Gates,
  rule: FinneyAdjustmentRule,
): { readonly difficulty: bigint; readonly burn: bigint } {
  const { target, adjustmentAlpha } = rule;
  const registrations = gates.worked + gates.burned;
  const { work, burn } = gatesToAdjust(gates, registrations > target);
  const adjusted = (price: bigint, min: bigint, max: bigint) =>
    adjustmentAlpha === undefined
      ? adjustPrice(price, registrations, target, min, max)
      : adjustPriceSlowly(price, registrations, target, min, max, adjustmentAlpha);
  return {
    difficulty: work ? adjusted(gates.difficulty, rule.minDifficulty, rule.maxDifficulty) : gates.difficulty,
    burn: burn ? adjusted(gates.burn, rule.minBurn, rule.maxBurn) : gates.burn,
  };
}

/** Which gates move: above the target the busier one, otherwise the idler one, both when equal. */
function gatesToAdjust({ worked, burned }: Gates, crowded: boolean): { work: boolean; burn: boolean } {
  if (worked === burned) return { work: true, burn: true };
  const work = worked > burned === crowded;
  return { work, burn: !work };
}

/**
 * Next difficulty (hashes) or burn (RAO): price · (registrations + target) / (2 · target) in I110F18, floored and
 * clamped to min … max (subtensor v0.0.1 block_step.rs, adjust_difficulty() and adjust_burn()).
 */
export function adjustPrice(
  price: bigint,
  registrations: number,
  target: number,
  min: bigint,
  max: bigint,
): bigint {
  return clampPrice(proposedPrice(price, registrations, target), min, max);
}

/**
 * As `adjustPrice`, but the price moves only part of the way: alpha · price + (1 − alpha) · next, with
 * alpha = adjustmentAlpha / (2^64 − 1) (subtensor v1.1.1 block_step.rs, upgraded_difficulty(), upgraded_burn()).
 */
export function adjustPriceSlowly(
  price: bigint,
  registrations: number,
  target: number,
  min: bigint,
  max: bigint,
  adjustmentAlpha: bigint,
): bigint {
  const { one, fromInt, fromRatio, mul } = I110F18;
  const alpha = fromRatio(adjustmentAlpha, 2n ** 64n - 1n);
  const next = proposedPrice(price, registrations, target);
  return clampPrice(mul(alpha, fromInt(price)) + mul(one - alpha, next), min, max);
}

/** price · (registrations + target) / (2 · target), I110F18. */
function proposedPrice(price: bigint, registrations: number, target: number): bigint {
  if (target < 1) {
    throw new RangeError(`targetRegistrationsPerInterval must be at least 1; received ${target}`);
  }
  const { fromInt, mul, div } = I110F18;
  return div(mul(fromInt(price), fromInt(registrations + target)), fromInt(2 * target));
}

function clampPrice(next: bigint, min: bigint, max: bigint): bigint {
  if (next >= I110F18.fromInt(max)) return max;
  if (next <= I110F18.fromInt(min)) return min;
  return I110F18.floor(next);
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);
const most = (a: bigint, b: bigint) => (a > b ? a : b);
