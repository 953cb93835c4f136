/** A vote in which each seat has a number of votes, and a coalition wins with at least `quota` of them. */
export interface WeightedGame {
  /** [seat] votes, whole and not negative: bigint, so that stakes in RAO are exact. */
  readonly weights: readonly bigint[];
  /** Votes that pass, 1 … the sum of all. */
  readonly quota: bigint;
}

export const totalOf = (weights: readonly bigint[]): bigint =>
  weights.reduce((sum, weight) => sum + weight, 0n);

/** Throws a RangeError at no seat, a negative weight, or a quota that is not 1 … all votes. */
export function checkGame({ weights, quota }: WeightedGame): void {
  checkWeights(weights);
  const total = totalOf(weights);
  if (quota < 1n || quota > total)
    throw new RangeError(
      `quota must be 1 … ${total}, all votes together; received ${quota}: a coalition has to be able to reach it, and none wins with nothing`,
    );
}

/** Throws a RangeError at no seat or a negative weight. */
export function checkWeights(weights: readonly bigint[]): void {
  if (weights.length === 0)
    throw new RangeError('weights must have at least one seat; received none: give the votes of each seat');
  const seat = weights.findIndex((weight) => weight < 0n);
  if (seat >= 0)
    throw new RangeError(
      `weights[${seat}] must not be negative; received ${weights[seat]}: a seat without votes has 0`,
    );
}

/** The fewest votes that are more than half: the quota of a simple majority. */
export const majorityOf = (weights: readonly bigint[]): bigint => totalOf(weights) / 2n + 1n;

/**
 * The fewest votes that are at least the share `above / below` of all. Throws a RangeError where the share is not above 0 and at most 1.
 */
export function quotaOf(weights: readonly bigint[], share: Ratio): bigint {
  checkRatio('share', share);
  const votes = totalOf(weights) * share.above;
  return (votes + share.below - 1n) / share.below;
}

/** A share as a fraction of whole numbers, so that a threshold is met or missed exactly. */
export interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}

export const ratio = (above: number, below: number): Ratio => ({
  above: BigInt(above),
  below: BigInt(below),
});

/** Throws a RangeError where a share is not above 0 and at most 1. */
export function checkRatio(key: string, { above, below }: Ratio): void {
  if (below <= 0n || above <= 0n || above > below)
    throw new RangeError(
      `${key} must be above 0 and at most 1; received ${above}/${below}: give a part of all votes, as 2/3`,
    );
}

/**
 * Votes of each seat in whole units, to nearest, a half up: what an exact count of coalitions needs where stakes are RAO. Throws a RangeError
 * at a unit below 1 and where all seats round to nothing.
 */
export function inUnits(weights: readonly bigint[], unit: bigint): bigint[] {
  checkWeights(weights);
  if (unit < 1n)
    throw new RangeError(`unit must be 1 or more; received ${unit}: give the votes that count as one`);
  const units = weights.map((weight) => (2n * weight + unit) / (2n * unit));
  if (totalOf(units) === 0n)
    throw new RangeError(
      `unit must be at most twice the largest weight; received ${unit}: take a smaller one`,
    );
  return units;
}

/** How far published shares may miss 1 by their rounding. */
const sharesRounding = 1e-6;

/**
 * Whole votes out of `votes` in proportion to shares that sum to 1, the rest to the largest remainders (Hamilton). Throws a RangeError at a
 * share that is no number of 0 … 1, and at shares that do not sum to 1.
 */
export function votesOfShares(shares: readonly number[], votes: number): bigint[] {
  checkShares('shares', shares);
  const exact = shares.map((share) => share * votes);
  const whole = exact.map(Math.floor);
  const missing = votes - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((part, seat) => ({ seat, remainder: part - whole[seat] }))
    .sort((one, other) => other.remainder - one.remainder || one.seat - other.seat);
  for (const { seat } of byRemainder.slice(0, Math.max(0, missing))) whole[seat] += 1;
  return whole.map(BigInt);
}

/** Throws a RangeError at a share that is no number of 0 … 1, and at shares that do not sum to 1. */
export function checkShares(key: string, shares: readonly number[]): void {
  const seat = shares.findIndex((share) => !(share >= 0 && share <= 1));
  if (seat >= 0)
    throw new RangeError(`${key}[${seat}] must be 0 … 1; received ${shares[seat]}: give parts of the whole`);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > sharesRounding)
    throw new RangeError(
      `${key} must sum to 1; they sum to ${sum}: add the holders that are missing, or divide each by the sum`,
    );
}

/** Votes of owners from the votes of their seats: [owner in order of appearance]. Throws a RangeError where a seat has no owner. */
export function byOwner(weights: readonly bigint[], owners: readonly (number | string)[]): bigint[] {
  if (owners.length !== weights.length)
    throw new RangeError(
      `owners must name one owner for each of ${weights.length} seats; received ${owners.length}: give [seat] owner`,
    );
  const sums = new Map<number | string, bigint>();
  for (const [seat, owner] of owners.entries()) sums.set(owner, (sums.get(owner) ?? 0n) + weights[seat]);
  return [...sums.values()];
}
