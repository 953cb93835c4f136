import { checkGame, totalOf, type WeightedGame } from './weightedGame.ts';

/** Nakamoto coefficients of a vote. */
export interface SmallestCoalitions {
  /** Fewest seats that pass what they want. */
  readonly pass: number;
  /** Fewest seats without which nothing passes. */
  readonly block: number;
}

/** The fewest seats that decide together, to pass and to block. Throws a RangeError at a game that is none. */
export function smallestCoalitions(game: WeightedGame): SmallestCoalitions {
  checkGame(game);
  const { weights, quota } = game;
  return { pass: fewestWith(weights, quota), block: fewestWith(weights, totalOf(weights) - quota + 1n) };
}

/** Fewest seats with `votes` together; `votes` is at most all. */
function fewestWith(weights: readonly bigint[], votes: bigint): number {
  const descending = [...weights].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));
  let held = 0n;
  return descending.findIndex((weight) => (held += weight) >= votes) + 1;
}
