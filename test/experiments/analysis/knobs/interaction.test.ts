import { describe, expect, it } from 'vitest';
import { interactionOf } from '../../../../experiments/analysis/knobs/interaction.ts';
import { Worlds } from '../../../../experiments/analysis/knobs/worlds.ts';
import { type Study, trialsOf } from '../../../../experiments/plan/study.ts';
import { emptySweep, rowWith } from './madeWorlds.ts';

const study: Study = {
  ...emptySweep,
  factors: [
    { name: 'liquidAlphaOn', values: [false, true] },
    { name: 'yuma3On', values: [false, true] },
  ],
};
const knob = (name: string) => ({ name, levels: [false, true], reference: false });

/** How the effect of one switch depends on the other, where both together add so much on each seed. */
function outcomeOf(together: (seed: number) => number | null) {
  const rows = trialsOf(study).map((trial) => {
    const { liquidAlphaOn, yuma3On } = trial.levels;
    const loss = liquidAlphaOn === true && yuma3On === true ? together(Number(trial.plan.seed)) : 0;
    return rowWith(trial, { networkQuality: loss === null ? null : 3 + loss });
  });
  const worlds = new Worlds(study.factors, {}, rows);
  return interactionOf(worlds, knob('liquidAlphaOn'), knob('yuma3On'), study.objectives[0], study);
}

describe('the interaction of two factors', () => {
  it('is nothing only where it is nothing on every seed, not where it is nothing on average', () => {
    expect(outcomeOf(() => 0).outcome).toBe('nothing');
    const scattered = outcomeOf((seed) => (seed % 2 === 0 ? 0.25 : -0.25));
    expect(scattered.contrasts[0].estimate.mean).toBe(0);
    expect(scattered.outcome).toBe('open');
  });

  it('is there where its interval leaves zero out, also where it is the same on every seed', () => {
    expect(outcomeOf(() => 0.25).outcome).toBe('depends');
    expect(outcomeOf((seed) => 0.25 + 0.015625 * seed).outcome).toBe('depends');
  });

  it('is small where its interval lies within the margin', () => {
    expect(outcomeOf((seed) => 2 ** -12 * (seed % 3)).outcome).toBe('small');
  });

  it('is there where one of several steps has it and another has not', () => {
    const wide = { ...study, factors: [{ name: 'kappa', values: [1, 2, 3] }, study.factors[1]] };
    const rows = trialsOf(wide).map((trial) => {
      const loss = trial.levels.kappa === 3 && trial.levels.yuma3On === true ? 0.5 : 0;
      return rowWith(trial, { networkQuality: 3 + loss });
    });
    const kappa = { name: 'kappa', levels: [1, 2, 3], reference: 1 };
    const found = interactionOf(
      new Worlds(wide.factors, {}, rows),
      kappa,
      knob('yuma3On'),
      wide.objectives[0],
      wide,
    );
    expect(found.contrasts.map(({ estimate }) => estimate.mean)).toEqual([0, 0.5]);
    expect(found.outcome).toBe('depends');
  });

  it('is unknown below three seeds that have a value', () => {
    expect(outcomeOf((seed) => (seed > 2 ? null : 0.25)).outcome).toBe('none');
  });
});
