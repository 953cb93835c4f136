/**
 * Writes the tables of the total score of one query that large networks draw from (assumption A11):
 *   node --import tsx experiments/build/tables/buildSynergyTable.ts
 * About ten seconds each, forty for 128 rows; name files to build these only. The files are committed; a test rebuilds one level of the first.
 */
import { fileURLToPath } from 'node:url';
import { buildSynergyTable, defaultTableSettings } from '../../../agents/scoring/buildSynergyTable.ts';
import type { ScoreTable } from '../../../agents/scoring/scoreTable.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';

const seed = 1;

/** Powers of Nakamoto (late 2022) and of Finney (March 2023); Nakamoto's with fewer and more rows in a query. */
const tables = [
  { file: 'synergyTable.data.json', settings: defaultTableSettings },
  {
    file: 'synergyTableFinney.data.json',
    settings: { ...defaultTableSettings, powers: { base: 0.5, synergy: 0.5 } },
  },
  { file: 'synergyTableBatch8.data.json', settings: { ...defaultTableSettings, rows: 8 } },
  {
    file: 'synergyTableBatch128.data.json',
    settings: { ...defaultTableSettings, rows: 128, queries: 25_600 },
  },
];

const wanted = process.argv.slice(2);
for (const { file, settings } of tables) {
  if (wanted.length > 0 && !wanted.includes(file)) continue;
  const target = fileURLToPath(new URL(`../../../agents/scoring/${file}`, import.meta.url));
  writeWhole(target, textOf(settings, buildSynergyTable(settings, seed)));
}

/** One line a level, so that a change shows as changed lines. */
function textOf(settings: typeof defaultTableSettings, { losses, bins, binsPerLevel }: ScoreTable): string {
  const levels = Array.from(losses, (_, level) =>
    JSON.stringify([...bins.subarray(level * binsPerLevel, (level + 1) * binsPerLevel)]),
  );
  return `{"settings":${JSON.stringify(settings)},\n"seed":${seed},\n"losses":${JSON.stringify([...losses])},\n"bins":[\n${levels.join(',\n')}\n]}\n`;
}
