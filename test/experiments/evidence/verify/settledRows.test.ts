import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../experiments/base/canonical.ts';
import { studyHash } from '../../../../experiments/base/identity.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../../../../experiments/plan/trial.ts';
import { readJournal } from '../../../../experiments/run/journal.ts';
import { studyNamed } from '../../../../experiments/studies/catalogue.ts';

/** One row of each; the whole: npm run -s lab -- verify results/reference/<name>-quick --sample 1000000 */
const settledStudies = ['immunity-subnets', 'cheaper-ways', 'gradients', 'asics', 'model-families'];

describe('a committed row of a settled world', () => {
  it.each(settledStudies)(
    'of %s is that of the whole trial, run without its siblings, to the byte',
    (name) => {
      const folder = fileURLToPath(new URL(`../../../../results/reference/${name}-quick`, import.meta.url));
      const { study, rows } = readJournal(`${folder}/journal.ndjson.gz`);
      expect(study).toBe(studyHash(studyNamed(name, 'quick')));
      // Of cheaper ways one of a world in which there is one.
      const hasAWay = (row: object) => {
        const levels = Object(Reflect.get(row, 'levels'));
        return levels['market.invented'] === true && levels['market.inventionSaving'] > 0;
      };
      const all = [...rows.values()].filter((row) => name !== 'cheaper-ways' || hasAWay(row));
      const { plan, ...kept } = all[Math.floor(all.length / 2)] as unknown as TrialResult & {
        plan: TrialPlan;
      };
      const again = runTrial(plan);
      const told = Object.keys(again).map((key) => [key, kept[key as keyof typeof kept]]);
      expect(canonical(again)).toBe(canonical(Object.fromEntries(told)));
    },
  );
});
