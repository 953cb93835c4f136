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

type Committed = typeof nakamoto;

const committed: readonly Committed[] = [nakamoto, finney, batch8, batch128];
/** Tables that a world has asked for: each is made when it is first needed. */
const built = new Map<Committed, ScoreTable>();

function tableOf(one: Committed): ScoreTable {
  let table = built.get(one);
  if (table === undefined) {
    const { settings, losses, bins } = one;
    table = scoreTable(Float64Array.from(losses), Float64Array.from(bins.flat()), settings.bins);
    built.set(one, table);
  }
  return table;
}

/**
 * The committed table of Nakamoto (assumption A11): 48 losses, 256 bins, forwards of 20 miners that all answer 32 rows,
 * rho 0.6, powers 0.5 and 0.6, partners from the arrival distribution with 23 % misconfigured whatever share a run has.
 * Rebuild: experiments/tables/buildSynergyTable.ts.
 */
export const defaultTable = (): ScoreTable => tableOf(nakamoto);

/** The committed table for these powers and this batch, or null: it would have to be built first. */
export function tableFor({ base, synergy }: ScorePowers, rows: number): ScoreTable | null {
  const match = committed.find(
    ({ settings }) =>
      settings.rows === rows && settings.powers.base === base && settings.powers.synergy === synergy,
  );
  return match === undefined ? null : tableOf(match);
}
