import type { Rule } from './splitEpoch.ts';

/**
 * The published maps of consensus guarantees: subtensor docs/consensus.md, figures of docs/img (drawn 8 to 12 September
 * 2023 from scripts/map_consensus.py). Required utilities are the largest x of each retention line, read from the
 * vertices of the SVG paths.
 */

/** Stakes of the majority, one retention line each. */
export const publishedStakes: readonly number[] = [
  0.51, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99,
];

/** The setting of one published figure. */
export interface PublishedSetting extends Rule {
  /** Name of the file in docs/img, without its ending. */
  readonly figure: string;
  /** Standard deviation of weights, share of their mean. */
  readonly weightDeviation: number;
  /** [stake] required utility, three decimals; null where the figure has no line. */
  readonly required: readonly (number | null)[];
  /** [stake] w_C at which that much is required; null where the figure has no line or it was not read. */
  readonly at: readonly (number | null)[];
}

/** The chain: 0.4 of deviation, kappa one half, weights fully clipped, half of the emission to validators. */
const usual = {
  weightDeviation: 0.4,
  kappa: 0.5,
  bondsPenalty: 1,
  validatorEmission: 0.5,
  exactlyKappa: 'short',
} as const;

export const publishedSettings = [
  {
    ...usual,
    figure: 'weights_stddev_0',
    weightDeviation: 0,
    required: [0.509, 0.55, 0.6, 0.649, 0.7, 0.749, 0.8, 0.849, 0.9, 0.949, 0.99],
    at: [0.5, 0.46, 0.4, 0.36, 0.3, 0.26, 0.2, 0.16, 0.1, 0.06, 0],
  },
  {
    ...usual,
    figure: 'weights_stddev_20',
    weightDeviation: 0.2,
    required: [0.705, 0.66, 0.667, 0.691, 0.724, 0.764, 0.807, 0.854, 0.902, 0.95, 0.99],
    at: [0.9, 0.7, 0.62, 0.54, 0.42, 0.34, 0.28, 0.2, 0.12, 0.06, 0],
  },
  {
    ...usual,
    figure: 'weights_stddev_40',
    required: [0.886, 0.764, 0.733, 0.732, 0.749, 0.777, 0.813, 0.856, 0.904, 0.951, 0.99],
    at: [1, 0.88, 0.8, 0.72, 0.62, 0.52, 0.32, 0.26, 0.14, 0.06, 0],
  },
  {
    ...usual,
    figure: 'kappa_40',
    kappa: 0.4,
    required: [0.93, 0.775, 0.712, 0.722, 0.745, 0.775, 0.813, 0.856, 0.904, 0.951, 0.99],
    at: [1, 1, 0.82, 0.66, 0.6, 0.42, 0.34, 0.26, 0.16, 0.08, 0],
  },
  {
    ...usual,
    figure: 'kappa_60',
    kappa: 0.6,
    required: [null, null, null, 0.785, 0.773, 0.786, 0.817, 0.858, 0.904, 0.952, 0.99],
    at: [null, null, null, 0.84, 0.76, 0.66, 0.5, 0.26, 0.12, 0.08, 0],
  },
  {
    ...usual,
    figure: 'bonds_penalty_0',
    bondsPenalty: 0,
    required: [0.921, 0.823, 0.788, 0.779, 0.783, 0.798, 0.825, 0.862, 0.905, 0.952, 0.99],
    at: [1, 1, 1, 1, 0.98, 0.86, 0.52, 0.32, 0.28, 0.08, null],
  },
  {
    ...usual,
    figure: 'bonds_penalty_50',
    bondsPenalty: 0.5,
    required: [0.916, 0.808, 0.768, 0.758, 0.766, 0.788, 0.82, 0.858, 0.904, 0.952, 0.99],
    at: [1, 1, 1, 0.98, 0.7, 0.6, 0.48, 0.38, 0.14, 0.08, 0],
  },
  {
    ...usual,
    figure: 'validator_emission_0',
    validatorEmission: 0,
    required: [0.926, 0.848, 0.824, 0.82, 0.827, 0.84, 0.858, 0.885, 0.917, 0.955, 0.99],
    at: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.92, 0.28],
  },
  {
    ...usual,
    figure: 'validator_emission_25',
    validatorEmission: 0.25,
    required: [0.91, 0.815, 0.785, 0.779, 0.785, 0.801, 0.827, 0.862, 0.905, 0.951, 0.991],
    at: [1, 1, 1, 1, 0.98, 1, 0.6, 0.4, 0.28, 0.1, 0],
  },
] as const satisfies readonly PublishedSetting[];

export type PublishedFigure = (typeof publishedSettings)[number]['figure'];

/** The setting of a published figure. */
export const settingOf = (figure: PublishedFigure): PublishedSetting =>
  publishedSettings.find((setting) => setting.figure === figure)!;

/** Where a published retention line reaches farthest to the right; nulls where there is none. */
export function publishedAt(
  { required, at }: PublishedSetting,
  majorStake: number,
): { readonly utility: number | null; readonly at: number | null } {
  const k = publishedStakes.indexOf(majorStake);
  return { utility: required[k] ?? null, at: at[k] ?? null };
}

/** How far a required utility may lie from the published one: other draws, and at 0.51 a steep line. */
export const toleranceAt = (majorStake: number): number => (majorStake < 0.55 ? 0.02 : 0.01);

/** A published figure of emission contours: where each level crosses w_C = 0.5. */
export interface PublishedContours {
  readonly figure: string;
  readonly majorStake: number;
  /** Share of the emission, and w_H where it is kept against w_C = 0.5; null where it was not read. */
  readonly crossings: readonly { readonly level: number; readonly utility: number | null }[];
}

/** The lines of both drawings, as they are labelled there: the lowest at 0.51, the others 0.05 apart. */
export const contourLevels: readonly number[] = [0.51, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];

const crossings = (...utilities: readonly (number | null)[]) =>
  utilities.map((utility, k) => ({ level: contourLevels[k], utility }));

export const publishedContours: readonly PublishedContours[] = [
  {
    figure: 'emission-60',
    majorStake: 0.6,
    crossings: crossings(0.369, 0.5, 0.652, 0.766, 0.849, 0.912, 0.964),
  },
  {
    figure: 'emission-70',
    majorStake: 0.7,
    crossings: crossings(0.252, 0.357, 0.503, 0.635, 0.742, 0.826, null),
  },
];

/**
 * Cells at which the majority must keep its stake: [s_H, w_H, w_C, deviation of weights] of test_consensus_guarantees
 * (subtensor tests/consensus.rs, there commented out).
 */
export const guaranteedCells: readonly (readonly [number, number, number, number])[] = [
  [0.51, 1, 1, 0.001],
  [0.51, 0.03, 0, 0.001],
  [0.51, 0.51, 0.49, 0.001],
  [0.51, 0.51, 1, 0.001],
  [0.51, 0.61, 0.8, 0.1],
  [0.6, 0.67, 0.65, 0.2],
  [0.6, 0.74, 0.77, 0.4],
  [0.6, 0.76, 0.8, 0.4],
  [0.6, 0.76, 1, 0.4],
  [0.6, 0.92, 1, 0.4],
  [0.6, 0.94, 1, 0.4],
  [0.65, 0.78, 0.85, 0.6],
  [0.7, 0.81, 0.85, 0.8],
  [0.7, 0.83, 0.85, 1],
];
