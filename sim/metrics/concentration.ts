/** How unequally a total is divided among holders; all take [holder] amounts ≥ 0 and ignore their order. */

/** Gini coefficient, 0 (all alike) … 1 (one has all). NaN-free: 0 for an empty or all-zero list. */
export function gini(amounts: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(amounts).sort();
  let total = 0;
  let weighted = 0;
  for (const [rank, amount] of sorted.entries()) {
    total += amount;
    weighted += (2 * (rank + 1) - sorted.length - 1) * amount;
  }
  return total > 0 ? weighted / (sorted.length * total) : 0;
}

/** Fewest holders that together have more than half. */
export function nakamotoCoefficient(amounts: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(amounts).sort().reverse();
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  let held = 0;
  for (const [rank, amount] of sorted.entries()) {
    held += amount;
    if (held > total / 2) return rank + 1;
  }
  return 0;
}

/** Herfindahl–Hirschman index: Σ of squared shares, 1/n … 1. */
export function herfindahl(amounts: readonly number[] | Float64Array): number {
  let total = 0;
  let squares = 0;
  for (const amount of amounts) {
    total += amount;
    squares += amount * amount;
  }
  return total > 0 ? squares / (total * total) : 0;
}

/** Sums `amounts[uid]` by owner: [owner in order of appearance]. */
export function byOwner(amounts: ArrayLike<number>, owners: ArrayLike<number>, size: number): number[] {
  const sums = new Map<number, number>();
  for (let uid = 0; uid < size; uid++) sums.set(owners[uid], (sums.get(owners[uid]) ?? 0) + amounts[uid]);
  return [...sums.values()];
}
