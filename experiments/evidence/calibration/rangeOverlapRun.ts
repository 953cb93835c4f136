import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyHash } from '../../base/identity.ts';
import { runPool } from '../../run/pool.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import {
  denseLevels,
  denseSeeds,
  type FoundRange,
  gridRange,
  overlapPlan,
  overlapsWith,
  thinGrids,
} from './rangeOverlap.ts';
import type { OverlapTask } from './rangeOverlapTask.ts';

/**
 * `npm run remake range [searches]`: whether `tune` finds the range of immunity periods that a dense grid finds, with a fifth of its
 * trials; six searches unless a number is given. Some minutes; what is done is kept, so a stopped run goes on. The result is committed.
 */
const word = process.argv[2] ?? '6';
const searches = Number(word);
if (!(Number.isInteger(searches) && searches >= 2)) {
  process.stderr.write(`say a whole number of searches, at least 2; received ${word} (leave it out for 6)\n`);
  process.exit(2);
}
const tasks: { id: string; input: OverlapTask }[] = [
  ...Array.from({ length: searches }, (_, k) => ({ id: `search ${k}`, input: { search: k } })),
  ...Array.from({ length: denseSeeds }, (_, k) => ({ id: `grid ${k}`, input: { gridSeed: k + 1 } })),
];
const folder = join('results', `range-overlap-${studyHash(overlapPlan(0)).slice(0, 8)}`);
const done = join(folder, 'tasks.json');
const results = new Map<string, unknown>(existsSync(done) ? JSON.parse(readFileSync(done, 'utf8')) : []);
mkdirSync(folder, { recursive: true });
await runPool({
  entry: new URL('./rangeOverlapTask.ts', import.meta.url),
  tasks: tasks.filter(({ id }) => !results.has(id)),
  workers: availableParallelism(),
  onResult(id, result) {
    results.set(id, result);
    writeWhole(done, JSON.stringify([...results]));
    process.stderr.write(`${results.size} of ${tasks.length}: ${id}\n`);
  },
  onFailure(id, reason) {
    throw new Error(`${id}: ${reason}`);
  },
});
const bySeed = Array.from({ length: denseSeeds }, (_, k) => results.get(`grid ${k}`) as number[]);
const values = denseLevels.map((_, level) => bySeed.map((row) => row[level]));
const grid = gridRange(values);
const found = Array.from({ length: searches }, (_, k) => results.get(`search ${k}`) as FoundRange);
const record = {
  asked: 'Jaccard over levels ≥ 0.8 with at most a fifth of the dense grid’s trials',
  command: 'npm run remake range',
  plan: overlapPlan(0),
  dense: { ...grid, levels: denseLevels.length, seeds: denseSeeds },
  searched: overlapsWith(grid, found),
  /** The same levels on a sixth of the seeds, and on half of them: how far a grid agrees with itself. */
  thinGrid: overlapsWith(grid, thinGrids(values, denseSeeds / 6)),
  halfGrid: overlapsWith(grid, thinGrids(values, denseSeeds / 2)),
};
const { searched, thinGrid, halfGrid } = record;
console.log(`dense grid: ${grid.low} … ${grid.high} blocks, ${grid.trials} trials`);
for (const [name, { n, jaccard, shareFrom80, trialsShare }] of Object.entries({
  searched,
  thinGrid,
  halfGrid,
}))
  console.log(
    `${name}: Jaccard ${jaccard.mean.toFixed(3)} [${jaccard.low.toFixed(3)}, ${jaccard.high.toFixed(3)}], least ${jaccard.least.toFixed(2)}, ` +
      `${(100 * shareFrom80).toFixed(0)} % from 0.8, with ${(100 * trialsShare).toFixed(1)} % of the trials, n ${n}`,
  );
if (searches === 6)
  writeWhole(
    fileURLToPath(new URL('../../../results/reference/calibration/range.json', import.meta.url)),
    `${JSON.stringify(record, null, 2)}\n`,
  );
if (searched.jaccard.mean < 0.8 || searched.trialsShare > 0.2) process.exitCode = 1;
