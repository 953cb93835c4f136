import { stemOf } from '../../experiments/plan/branches.ts';
import { trialsOf } from '../../experiments/plan/study.ts';
import type { TrialPlan } from '../../experiments/plan/trial.ts';
import { readResults } from '../../experiments/report/readResults.ts';
import { readFinding, settled } from '../../experiments/sweep/finding.ts';
import { type RandomFamily, randomFamily } from './randomFamilies.ts';

/** The largest world is drawn by nobody: it has a family of its own, the first. */
const stem = {
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-genesis',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0.05,
  days: 0.15,
  seed: '1',
} as const;
const genesis: RandomFamily = {
  name: 'nakamoto-2022, nakamoto-genesis',
  plans: [{}, { blocksPerStep: 50 }, { 'validator.alpha': 0.3 }].map((set) => ({
    ...stem,
    change: { day: 0.1, set },
  })),
};

/** Families of random worlds until they have so many trials. */
export function* randomFamilies(trials: number, seed: number): Generator<RandomFamily> {
  let drawn = 0;
  for (let k = 0; drawn < trials; k++) {
    const family = k === 0 ? genesis : randomFamily(String(seed), k);
    drawn += family.plans.length;
    yield family;
  }
}

/** The trials of a results folder's study on its first seeds, each with those that share its beginning. */
export function familiesOf(folder: string, seeds: number): RandomFamily[] {
  const { study } = readResults(folder);
  const families = new Map<string, TrialPlan[]>();
  for (const { plan } of trialsOf({ ...settled(study, readFinding(folder, study)), seeds })) {
    const key = stemOf(plan);
    families.set(key, [...(families.get(key) ?? []), plan]);
  }
  return [...families.values()].map((plans) => ({
    name: `${study.name}, ${study.size}, seed ${plans[0].seed}`,
    plans,
  }));
}
