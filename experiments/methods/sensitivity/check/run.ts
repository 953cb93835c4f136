import { writeFileSync } from 'node:fs';
import { checkMorris } from './morrisCheck.ts';
import { checkMorrisPercentile, checkSobolPercentile } from './percentileCheck.ts';
import { checkNoisySobol, checkSobol } from './sobolCheck.ts';
import { pooled, type Tally } from './tally.ts';
import { ishigami, sobolG } from './testFunctions.ts';

/**
 * `npm run remake sensitivity`: the whole check of the sensitivity indices, some minutes. Writes
 * `results/reference/calibration/sensitivity.json`; the tests repeat a small part of it.
 */
const seeds = 100;
const both = [ishigami, sobolG];

const sobol = both.flatMap((known) =>
  [
    { rows: 4096, isBoth: true },
    { rows: 4096, isBoth: false },
    { rows: 256, isBoth: true },
    { rows: 256, isBoth: false },
  ].map((size) => checkSobol(known, { ...size, blocks: 8, seeds })),
);
const chance = both.flatMap((known) => [
  checkNoisySobol(known, { rows: 512, blocks: 8, isBoth: true, seeds }, 2),
  checkNoisySobol(known, { rows: 512, blocks: 8, isBoth: true, seeds }, 6),
]);
const morris = both.flatMap((known) =>
  [20, 50].map((trajectories) => checkMorris(known, { trajectories, levels: 8, seeds: 200 })),
);
/** What the usual bootstrap would have done. */
const percentile = both.flatMap((known) => [
  checkSobolPercentile(known, 256, seeds),
  checkMorrisPercentile(known, 20, 200),
]);

const groups: Record<string, readonly Tally[]> = { sobol, chance, morris, percentile };
/** The design that `sensitivity` takes unless told otherwise, and the cheaper one of `--first-half`. */
const usual = sobol.filter(({ method }) => method === 'Sobol, N 4096, 8 blocks');
const firstHalf = sobol.filter(({ method }) => method === 'Sobol, N 4096, 8 blocks, A, B and AB only');
const runs = (points: (factors: number) => number) =>
  Object.fromEntries(both.map(({ name, dimensions }) => [name, 4096 * points(dimensions)]));
const result = {
  asked:
    'coverage of 95 % intervals 0.92 … 0.98, pooled over all indices and 100 seeds; absolute error ≤ 0.02 at N = 4,096',
  command: 'npm run remake sensitivity',
  errors:
    'largestError: any index on any seed; largestMeanError: the index whose error is largest on average over the seeds',
  atN4096: { modelRuns: runs((d) => 2 * d + 2), ...pooled(usual) },
  atN4096FirstHalf: { modelRuns: runs((d) => d + 2), ...pooled(firstHalf) },
  pooled: Object.fromEntries(Object.entries(groups).map(([name, tallies]) => [name, pooled(tallies)])),
  ...groups,
};
const path = new URL('../../../../results/reference/calibration/sensitivity.json', import.meta.url);
const short = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
writeFileSync(path, `${JSON.stringify(result, short, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, short, 2)}\n`);
