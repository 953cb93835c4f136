import { type ScoreTable, scoreTable } from './scoreTable.ts';
import type { ScorePowers } from './synergy.ts';
import nakamoto from './synergyTable.data.json' with { type: 'json' };
import batch8 from './synergyTableBatch8.data.json' with { type: 'json' };
import batch128 from './synergyTableBatch128.data.json' with { type: 'json' };
import finney from './synergyTableFinney.data.json' with { type: 'json' };

export {
  beyondTable,
  locate,
  type Place,
  type ScoreTable,
  scoreAt,
  steadyScore,
  steadyScoreAt,
} from './scoreTable.ts';

/** Settings and seed the committed table of Nakamoto was built with (`buildSynergyTable`). */
export const defaultTableOrigin = { settings: nakamoto.settings, seed: nakamoto.seed };

const built = [nakamoto, finney, batch8, batch128].map(({ settings, losses, bins }) => ({
  settings,
  table: scoreTable(Float64Array.from(losses), Float64Array.from(bins.flat()), settings.bins),
}));

/**
 * The committed table of Nakamoto (assumption A11): 48 losses, 256 bins, forwards of 20 miners that all answer 32 rows,
 * rho 0.6, powers 0.5 and 0.6, partners from the arrival distribution with 23 % misconfigured whatever share a run has.
 * Rebuild: experiments/tables/buildSynergyTable.ts.
 */
export const defaultTable: ScoreTable = built[0].table;

/** The committed table for these powers and this batch, or null: it would have to be built first. */
export function tableFor({ base, synergy }: ScorePowers, rows: number): ScoreTable | null {
  const match = built.find(
    ({ settings }) =>
      settings.rows === rows && settings.powers.base === base && settings.powers.synergy === synergy,
  );
  return match?.table ?? null;
}
