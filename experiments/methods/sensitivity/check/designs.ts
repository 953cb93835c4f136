import type { MorrisCheck } from './morrisCheck.ts';
import type { SobolCheck } from './sobolCheck.ts';

/** Seeds of each design, but of Morris' cheap ones. */
export const seeds = 100;
const morrisSeeds = 200;

const ofRows = (rows: number, isBoth = true): SobolCheck => ({ rows, blocks: 8, isBoth, seeds });

/** The design that `sensitivity` takes unless told otherwise. */
export const usual = ofRows(4096);
/** The cheaper one of `--first-half`. */
export const firstHalf = ofRows(4096, false);

/** Designs of the whole check of Sobol's indices. */
export const sobolDesigns: readonly SobolCheck[] = [usual, firstHalf, ofRows(256), ofRows(256, false)];

/** The same with chance, and the replications of each point. */
export const chanceDesigns: readonly { readonly check: SobolCheck; readonly replications: number }[] = [
  { check: ofRows(512), replications: 2 },
  { check: ofRows(512), replications: 6 },
];

/** Designs of the whole check of elementary effects. */
export const morrisDesigns: readonly MorrisCheck[] = [20, 50].map((trajectories) => ({
  trajectories,
  levels: 8,
  seeds: morrisSeeds,
}));

/** Designs on which the usual bootstrap is shown beside ours. */
export const percentileDesigns = {
  rows: 256,
  seeds,
  trajectories: 20,
  trajectorySeeds: morrisSeeds,
} as const;
