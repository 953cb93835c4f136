import { checkGame, totalOf, type WeightedGame } from './weightedGame.ts';

/** Cells of the table of weights that one count may take, seats × votes: about a minute. */
const mostCells = 20_000_000;

/**
 * [seat][size] how many coalitions of `size` other seats lose without the seat and win with it, exact. By dynamic programming over weights:
 * coalitions of each weight below the quota are counted as one polynomial in their size, packed into a bigint. Throws a RangeError at a game
 * that is none, or whose votes are too many to count (Mann and Shapley 1962, RM-3158; Bilbao and others 2000, TOP 8).
 */
export function swingsBySize(game: WeightedGame): bigint[][] {
  checkGame(game);
  const { weights, quota, isDual } = reduced(game);
  const voting = weights.filter((weight) => weight > 0n).map(Number);
  const cells = voting.length * Number(quota);
  if (cells > mostCells)
    throw new RangeError(
      `seats × votes to count must be at most ${mostCells}; received ${voting.length} × ${quota}: count votes in larger units (inUnits)`,
    );
  // A count of coalitions of n seats is below 2^n.
  const slot = voting.length;
  const upTo = prefixSums(waysByWeight(voting, Number(quota), slot));
  const swings = new Map<bigint, bigint[]>();
  for (const weight of new Set(weights)) {
    const packed = weight === 0n ? 0n : packedSwings(upTo, Number(weight), slot);
    const sizes = unpacked(packed, slot, voting.length);
    swings.set(weight, withDummies(isDual ? sizes.reverse() : sizes, weights.length - voting.length));
  }
  return weights.map((weight) => swings.get(weight)!);
}

/** The same game with the smallest whole weights, and with the smaller of the votes that pass and those that block. */
function reduced({ weights, quota }: WeightedGame): WeightedGame & { readonly isDual: boolean } {
  const divisor = weights.reduce(commonDivisor, 0n);
  const units = weights.map((weight) => weight / divisor);
  const pass = (quota + divisor - 1n) / divisor;
  const block = totalOf(units) - pass + 1n;
  // A seat decides for a coalition of others exactly if, in the game of blocking, it decides for the rest of them.
  const isDual = block < pass;
  return { weights: units, quota: isDual ? block : pass, isDual };
}

function commonDivisor(one: bigint, other: bigint): bigint {
  let [high, low] = [one, other];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}

/** [weight below the quota] coalitions of that weight, by size, `slot` bits for each size. */
function waysByWeight(weights: readonly number[], quota: number, slot: number): bigint[] {
  const ways = new Array<bigint>(quota).fill(0n);
  ways[0] = 1n;
  const shift = BigInt(slot);
  let heaviest = 0;
  for (const weight of [...weights].sort((one, other) => one - other)) {
    heaviest = Math.min(heaviest + weight, quota - 1);
    for (let sum = heaviest; sum >= weight; sum--) {
      const without = ways[sum - weight];
      if (without !== 0n) ways[sum] += without << shift;
    }
  }
  return ways;
}

function prefixSums(values: readonly bigint[]): bigint[] {
  let sum = 0n;
  return values.map((value) => (sum += value));
}

/**
 * Coalitions without a seat of `weight` that weigh quota − weight … quota − 1, packed by size. Those without it of weight w are
 * Σ (−x)^j · ways[w − j·weight], and the windows of all j lie side by side, so that sums of windows are all that is needed.
 */
function packedSwings(upTo: readonly bigint[], weight: number, slot: number): bigint {
  let swings = 0n;
  for (let turn = 0, top = upTo.length - 1; top >= 0; turn++, top -= weight) {
    const window = upTo[top] - (top >= weight ? upTo[top - weight] : 0n);
    const shifted = window << BigInt(slot * turn);
    swings = turn % 2 === 0 ? swings + shifted : swings - shifted;
  }
  return swings;
}

/** [size 0 … seats − 1] */
function unpacked(packed: bigint, slot: number, seats: number): bigint[] {
  return Array.from({ length: seats }, (_, size) => BigInt.asUintN(slot, packed >> BigInt(slot * size)));
}

/** Coalitions by size when seats without votes may join each of them. */
function withDummies(sizes: readonly bigint[], dummies: number): bigint[] {
  let counts = [...sizes];
  for (let dummy = 0; dummy < dummies; dummy++)
    counts = [...counts, 0n].map((count, size) => count + (size > 0 ? counts[size - 1] : 0n));
  return counts;
}
