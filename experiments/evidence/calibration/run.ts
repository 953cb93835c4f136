import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../base/textTable.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { intervalCoverage } from './intervals.ts';

/** `npm run remake intervals`: 2,000 studies of each kind with known truth; the counts are committed. */
const folder = fileURLToPath(new URL('../../../results/reference/calibration/', import.meta.url));
const coverage = intervalCoverage(2000);
mkdirSync(folder, { recursive: true });
writeWhole(`${folder}intervals.json`, `${JSON.stringify(coverage, null, 2)}\n`);
const rows = coverage.map(({ values, interval, studies, covered, least, most, kept }) => [
  values,
  interval,
  `${((100 * covered) / studies).toFixed(1)} %`,
  `${100 * least} … ${100 * most} %`,
  kept ? 'kept' : 'NOT KEPT',
]);
const titles = ['values', '95 % interval', 'covers', 'promised', ''];
console.log(
  textTable(
    titles.map((title) => ({ title })),
    rows,
  ),
);
if (coverage.some(({ kept }) => !kept)) process.exitCode = 1;
