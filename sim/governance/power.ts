import type { Share } from '../units.ts';
import { swingsBySize } from './swings.ts';
import type { WeightedGame } from './weightedGame.ts';

/** What a seat can decide. */
export interface SeatPower {
  /** Coalitions of the others that lose without it and win with it. */
  readonly swings: bigint;
  /** swings / 2^(seats − 1): how often it decides if each other seat votes aye or nay like a coin (Penrose 1946, Banzhaf 1965). */
  readonly banzhaf: Share;
  /** Its part of all swings: the index that sums to 1. */
  readonly banzhafIndex: Share;
  /** Part of all orders of joining in which it is the one that wins (Shapley and Shubik 1954); sums to 1. */
  readonly shapleyShubik: Share;
}

/**
 * Power of each seat of a weighted vote: counted exactly, divided once. Seats: up to hundreds, as long as seats × votes stay below 2·10^7.
 * Throws a RangeError at a game that is none or too large to count.
 */
export function powerOf(game: WeightedGame): SeatPower[] {
  const bySize = swingsBySize(game);
  const seats = bySize.length;
  const factorials = factorialsTo(seats);
  const totals = bySize.map((sizes) => sizes.reduce((sum, count) => sum + count, 0n));
  const all = totals.reduce((sum, count) => sum + count, 0n);
  return bySize.map((sizes, seat) => {
    const orders = sizes.reduce(
      (sum, count, size) => sum + count * factorials[size] * factorials[seats - 1 - size],
      0n,
    );
    return {
      swings: totals[seat],
      banzhaf: quotient(totals[seat], 1n << BigInt(seats - 1)),
      banzhafIndex: quotient(totals[seat], all),
      shapleyShubik: quotient(orders, factorials[seats]),
    };
  });
}

function factorialsTo(largest: number): bigint[] {
  const factorials = [1n];
  for (let n = 1; n <= largest; n++) factorials.push(factorials[n - 1] * BigInt(n));
  return factorials;
}

/** Bits of a quotient before it becomes a double: more than a double has. */
const quotientBits = 80;

/** above / below as a double, of numbers beyond its range too. */
export function quotient(above: bigint, below: bigint): number {
  const shift = Math.max(0, bitsOf(below) - bitsOf(above) + quotientBits);
  return Number((above << BigInt(shift)) / below) * 2 ** -shift;
}

const bitsOf = (value: bigint): number => value.toString(2).length;
