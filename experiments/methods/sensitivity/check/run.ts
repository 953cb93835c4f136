import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../../run/system/writeWhole.ts';
import {
  chanceDesigns,
  firstHalf,
  morrisDesigns,
  percentileDesigns,
  sobolDesigns,
  usual,
} from './designs.ts';
import { checkMorris } from './morrisCheck.ts';
import { checkMorrisPercentile, checkSobolPercentile } from './percentileCheck.ts';
import { checkNoisySobol, checkSobol, type SobolCheck, sobolMethod } from './sobolCheck.ts';
import { pooled, type Tally } from './tally.ts';
import { ishigami, sobolG } from './testFunctions.ts';

/**
 * `npm run remake sensitivity`: the whole check of the sensitivity indices, some minutes. Writes
 * `results/reference/calibration/sensitivity.json`; the tests repeat a small part of it.
 */
const both = [ishigami, sobolG];

const sobol = both.flatMap((known) => sobolDesigns.map((check) => checkSobol(known, check)));
const chance = both.flatMap((known) =>
  chanceDesigns.map(({ check, replications }) => checkNoisySobol(known, check, replications)),
);
const morris = both.flatMap((known) => morrisDesigns.map((check) => checkMorris(known, check)));
/** What the usual bootstrap would have done. */
const percentile = both.flatMap((known) => [
  checkSobolPercentile(known, percentileDesigns.rows, percentileDesigns.seeds),
  checkMorrisPercentile(known, percentileDesigns.trajectories, percentileDesigns.trajectorySeeds),
]);

const groups: Record<string, readonly Tally[]> = { sobol, chance, morris, percentile };
const of = (design: SobolCheck) => sobol.filter(({ method }) => method === sobolMethod(design));
const runs = (points: (factors: number) => number) =>
  Object.fromEntries(both.map(({ name, dimensions }) => [name, usual.rows * points(dimensions)]));
const result = {
  asked:
    'coverage of 95 % intervals 0.92 … 0.98, pooled over all indices and 100 seeds; absolute error ≤ 0.02 at N = 4,096',
  command: 'npm run remake sensitivity',
  errors:
    'largestError: any index on any seed; largestMeanError: the index whose error is largest on average over the seeds',
  atN4096: { modelRuns: runs((d) => 2 * d + 2), ...pooled(of(usual)) },
  atN4096FirstHalf: { modelRuns: runs((d) => d + 2), ...pooled(of(firstHalf)) },
  pooled: Object.fromEntries(Object.entries(groups).map(([name, tallies]) => [name, pooled(tallies)])),
  ...groups,
};
const path = fileURLToPath(
  new URL('../../../../results/reference/calibration/sensitivity.json', import.meta.url),
);
const short = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
writeWhole(path, `${JSON.stringify(result, short, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, short, 2)}\n`);
