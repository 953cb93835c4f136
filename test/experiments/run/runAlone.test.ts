import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../../experiments/base/canonical.ts';
import { bundleOf } from '../../../experiments/input/own/bundle.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { runAlone } from '../../../experiments/run/runAlone.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const plan: TrialPlan = {
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0,
  days: 0.1,
  seed: '1',
};
const withFile = async (set: TrialPlan['set']): Promise<TrialPlan> => {
  const file = 'agents/examples/servesWhileNew.ts';
  const { sha256 } = await bundleOf(file, file);
  return { ...plan, set, with: [{ file, sha256 }] } as TrialPlan;
};

describe('one trial run alone', () => {
  it('is that of the laboratory where no agent of one’s own acts', async () => {
    expect(canonical(await runAlone(plan))).toBe(canonical(runTrial(plan)));
  });

  it('runs agents of one’s own on a worker, and brings their result back', async () => {
    const result = await runAlone(await withFile({ 'novice.share': 0.4 }));
    expect(result.measures.networkQuality).toBeGreaterThan(0);
    expect(canonical(result)).not.toBe(canonical(runTrial(plan)));
  });

  it('ends with the fault where the trial cannot run', async () => {
    await expect(runAlone(await withFile({ 'novice.share': 0.4, immunityPeriod: -1 }))).rejects.toThrow(
      /immunityPeriod/,
    );
  });
});
