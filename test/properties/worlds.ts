import fc from 'fast-check';

/**
 * A small network for properties: validators are uids 0 … V − 1, miners V … V + M − 1. Zeros and ties are common,
 * because that is where rules of the kind "at least" and "more than" part.
 */
export interface TinyWorld {
  /** [validator] RAO. */
  readonly stake: readonly number[];
  /** [validator][miner] u16 weights; 0 is written down as an entry. */
  readonly weights: readonly (readonly number[])[];
  /** [validator][miner] u16 bonds of the epoch before, even numbers. */
  readonly bonds: readonly (readonly number[])[];
  /** u16 share that makes a majority. */
  readonly kappa: number;
  /** What the network looks like beside that. */
  readonly stray?: Stray;
}

/** Deviations that a mask of the epoch must take out again. All by uid. */
export interface Stray {
  /** Validators' weights on themselves. */
  readonly selfWeight?: number;
  /** Validators whose last weights are too old to count. */
  readonly inactive?: readonly number[];
  /** Blocks since the inactive ones last spoke; 9,000 if absent. */
  readonly silentFor?: number;
  /** Validators without a permit. */
  readonly forbidden?: readonly number[];
  /** Miners that registered after the weights and bonds towards them were set. */
  readonly justRegistered?: readonly number[];
  readonly maxAllowedValidators?: number;
}

const stake = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1e9, 2e9, 3e9, 5e9), weight: 3 },
  { arbitrary: fc.integer({ min: 1, max: 2e15 }), weight: 2 },
);
const weight = fc.oneof(
  { arbitrary: fc.constantFrom(0, 0, 1000, 5000, 20_000), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 20_000 }), weight: 2 },
);
const bond = fc.oneof(
  fc.constantFrom(0, 65_534),
  fc.integer({ min: 0, max: 32_767 }).map((half) => 2 * half),
);

const matrix = (cell: fc.Arbitrary<number>, validators: number, miners: number) =>
  fc.array(fc.array(cell, { minLength: miners, maxLength: miners }), {
    minLength: validators,
    maxLength: validators,
  });

/** 1 to 7 validators, 1 to 6 miners; `validators` can ask for more than one. */
export const tinyWorld = (leastValidators = 1): fc.Arbitrary<TinyWorld> =>
  fc
    .tuple(fc.integer({ min: leastValidators, max: 7 }), fc.integer({ min: 1, max: 6 }))
    .chain(([validators, miners]) =>
      fc.record({
        stake: fc.array(stake, { minLength: validators, maxLength: validators }),
        weights: matrix(weight, validators, miners),
        bonds: matrix(bond, validators, miners),
        kappa: fc.constantFrom(32_767, 32_767, 20_000, 39_321, 52_428),
      }),
    );

export const validatorsOf = (world: TinyWorld): number => world.stake.length;
export const minersOf = (world: TinyWorld): number => world.weights[0].length;
