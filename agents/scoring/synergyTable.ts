import { scoreTable } from './scoreTable.ts';
import data from './synergyTable.data.json' with { type: 'json' };

export { locate, type Place, type ScoreTable, scoreAt, steadyScore } from './scoreTable.ts';

/** Settings and seed the committed table was built with (`buildSynergyTable`). */
export const defaultTableOrigin = { settings: data.settings, seed: data.seed };

/**
 * The committed table (assumption A11): 48 losses, 256 bins, forwards of 20 miners that all answer 32 rows, rho .6,
 * powers .5 and .6, partners from the arrival distribution with 23 % misconfigured whatever share a run has.
 * Rebuild: experiments/tables/buildSynergyTable.ts.
 */
export const defaultTable = scoreTable(
  Float64Array.from(data.losses),
  Float64Array.from(data.bins.flat()),
  data.settings.bins,
);
