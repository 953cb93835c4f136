import { compare } from './comparison.ts';
import { type RandomFamily, randomFamily } from './randomFamilies.ts';

/**
 * Holds branched trials against whole ones, byte by byte, over random worlds: `npm run branching -- [trials] [seed]`, 200 trials and seed 1
 * unless told otherwise. Ends with 1 if a row differs.
 */
const stem = {
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-genesis',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0.05,
  days: 0.15,
  seed: '1',
} as const;
/** The largest world is drawn by nobody: it has a family of its own, the first. */
const genesis: RandomFamily = {
  name: 'nakamoto-2022, nakamoto-genesis',
  plans: [{}, { blocksPerStep: 50 }, { 'validator.alpha': 0.3 }].map((set) => ({
    ...stem,
    change: { day: 0.1, set },
  })),
};

const [trials = 200, seed = 1] = process.argv.slice(2).map(Number);
const total = { families: 0, trials: 0, failed: 0, different: 0, branched: 0, whole: 0 };
while (total.trials < trials) {
  const result = compare(total.families === 0 ? genesis : randomFamily(String(seed), total.families));
  total.families += 1;
  for (const key of ['trials', 'failed', 'branched', 'whole'] as const) total[key] += result[key];
  total.different += result.different.length;
  for (const refusal of result.refusals) console.log('NOT COPIED', refusal);
  for (const plan of result.different) console.log('DIFFERENT', JSON.stringify(plan));
  console.log(
    `${total.trials}: ${result.different.length === 0 ? 'same' : 'DIFFERENT'}, ${(result.whole / 1000).toFixed(1)} s whole, ${(result.branched / 1000).toFixed(1)} s branched: ${result.name}`,
  );
}
const { families, failed, different, branched, whole } = total;
console.log(
  `${total.trials} trials of ${families} families, seed ${seed}: ${different} differ; ${failed} failed alike; processor ${(whole / 1000).toFixed(0)} s whole, ${(branched / 1000).toFixed(0)} s branched`,
);
process.exitCode = different === 0 ? 0 : 1;
