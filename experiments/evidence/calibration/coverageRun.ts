import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../base/textTable.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { type BestCount, bestCounts, worlds } from './bestCoverage.ts';
import { type MeanCount, meanCounts } from './meanCoverage.ts';

/**
 * `npm run remake coverage`: 3,000 synthetic studies of each kind, of few seeds, and of levels with a best one; the counts are committed.
 * From 12 seeds on, where the quantiles are simulated, 500 of the latter.
 */
const folder = fileURLToPath(new URL('../../../results/reference/coverage/', import.meta.url));
const [only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;

function means(): MeanCount[] {
  const counts = meanCounts(3000);
  const titles = ['values', 'interval of', 'seeds', 'covers', 'Student', 'no interval', 'promised'];
  const rows = counts.map(({ values, of, seeds, studies, covered, student, none, least }) => [
    values,
    of,
    String(seeds),
    percent(covered, studies),
    student === undefined ? '' : percent(student, studies),
    percent(none, studies),
    least === null ? '' : `≥ ${percent(least, 1)}`,
  ]);
  print(titles, rows);
  return counts;
}

function best(): BestCount[] {
  const counts = worlds.flatMap((world) => [...bestCounts(world, 6, 3000), ...bestCounts(world, 12, 500)]);
  const titles = ['world', 'rule', 'seeds', 'found out', 'found in', 'wrong in', 'wrong out'];
  const rows = counts.map((one) => [
    one.world,
    one.rule,
    String(one.seeds),
    `${one.foundOut.toFixed(2)} of ${one.worse}`,
    `${one.foundIn.toFixed(2)} of ${one.asGood}`,
    percent(one.wrongIn, one.studies),
    percent(one.wrongOut, one.studies),
  ]);
  print(titles, rows);
  return counts;
}

function print(titles: readonly string[], rows: readonly string[][]): void {
  process.stdout.write(
    `${textTable(
      titles.map((title) => ({ title })),
      rows,
    )}\n\n`,
  );
}

for (const [name, count] of Object.entries({ means, best })) {
  if (only === undefined || only === name)
    writeWhole(`${folder}${name}.json`, `${JSON.stringify(count(), null, 2)}\n`);
}
