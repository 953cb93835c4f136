/**
 * Writes the table of the total score of one query that large networks draw from (model: pair synergy, A11):
 *   node --import tsx experiments/tables/buildSynergyTable.ts
 * About ten seconds. The file is committed; a test rebuilds one level of it.
 */
import { writeFileSync } from 'node:fs';
import { buildSynergyTable, defaultTableSettings } from '../../agents/scoring/buildSynergyTable.ts';
import type { ScoreTable } from '../../agents/scoring/scoreTable.ts';

const seed = 1;
const target = new URL('../../agents/scoring/synergyTable.data.json', import.meta.url);
const table = buildSynergyTable(defaultTableSettings, seed);
writeFileSync(target, textOf(table));

/** One line a level, so that a change shows as changed lines. */
function textOf({ losses, bins, binsPerLevel }: ScoreTable): string {
  const levels = Array.from(losses, (_, level) =>
    JSON.stringify([...bins.subarray(level * binsPerLevel, (level + 1) * binsPerLevel)]),
  );
  const settings = JSON.stringify(defaultTableSettings);
  return `{"settings":${settings},\n"seed":${seed},\n"losses":${JSON.stringify([...losses])},\n"bins":[\n${levels.join(',\n')}\n]}\n`;
}
