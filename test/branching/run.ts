import { compare } from './comparison.ts';
import { familiesOf, randomFamilies } from './families.ts';

/**
 * Holds branched trials against whole ones, byte by byte, and tells the processor time of both: `npm run branching -- [trials] [seed]` on
 * random worlds, 200 trials and seed 1 unless told otherwise; `npm run branching -- <results folder> [seeds]` on the first seeds of its
 * study, one unless told otherwise. Ends with 1 if a row differs.
 */
const [first = '200', second = '1'] = process.argv.slice(2);
const isFolder = !Number.isInteger(Number(first));
const families = isFolder ? familiesOf(first, Number(second)) : randomFamilies(Number(first), Number(second));
const total = { families: 0, trials: 0, failed: 0, different: 0, branched: 0, whole: 0 };
for (const family of families) {
  const result = compare(family);
  total.families += 1;
  for (const key of ['trials', 'failed', 'branched', 'whole'] as const) total[key] += result[key];
  total.different += result.different.length;
  for (const refusal of result.refusals) console.log('NOT COPIED', refusal);
  for (const plan of result.different) console.log('DIFFERENT', JSON.stringify(plan));
  console.log(
    `${total.trials}: ${result.different.length === 0 ? 'same' : 'DIFFERENT'}, ${(result.whole / 1000).toFixed(1)} s whole, ${(result.branched / 1000).toFixed(1)} s branched: ${result.name}`,
  );
}
const { trials, failed, different, branched, whole } = total;
console.log(
  `${trials} trials of ${total.families} families, ${isFolder ? first : `seed ${second}`}: ${different} differ; ${failed} failed alike; processor ${(whole / 1000).toFixed(0)} s whole, ${(branched / 1000).toFixed(0)} s branched`,
);
process.exitCode = different === 0 ? 0 : 1;
