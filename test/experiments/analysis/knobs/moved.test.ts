import { describe, expect, it } from 'vitest';
import { movedBy } from '../../../../experiments/analysis/knobs/moved.ts';
import { Worlds } from '../../../../experiments/analysis/knobs/worlds.ts';
import { type Study, trialsOf } from '../../../../experiments/plan/study.ts';
import { stream } from '../../../../sim/random.ts';
import { emptySweep, rowWith } from './madeWorlds.ts';

const study: Study = {
  ...emptySweep,
  factors: [{ name: 'kappa', values: [20000, 32767, 40000] }],
  asks: [{ name: 'kappa', inForce: 32767 }],
};

const knob = { name: 'kappa', levels: [20000, 32767, 40000], reference: 32767 };

/** What becomes of measures when kappa is moved, each with a little luck of its own. */
function movedIn(effects: Readonly<Record<string, (kappa: number) => number>>, own: Study = study) {
  const rows = trialsOf(own).map((trial) => {
    const { levels, plan } = trial;
    const measures = Object.entries(effects).map(([name, effect]) => {
      const luck = stream(plan.seed, name, `${levels.kappa}`).normal();
      return [name, effect(Number(levels.kappa)) + 1e-6 * luck] as const;
    });
    return rowWith(trial, Object.fromEntries(measures));
  });
  return movedBy(new Worlds(own.factors, {}, rows), knob, own);
}

const byKappa = (low: number, high: number) => (kappa: number) =>
  1 + (kappa === 20000 ? low : 0) + (kappa === 40000 ? high : 0);

describe('the measures that a factor moves besides its objectives', () => {
  it('are those that move, each at the level that moves it most', () => {
    const moved = movedIn({
      spearman: byKappa(0.2, -0.5),
      agreement: byKappa(0, 0),
      clientLoss: byKappa(0.01, 0),
    });
    expect(moved.map(({ metric, level }) => [metric, level])).toEqual(
      expect.arrayContaining([
        ['spearman', 40000],
        ['clientLoss', 20000],
      ]),
    );
    expect(moved).toHaveLength(2);
    expect(moved.find(({ metric }) => metric === 'spearman')?.effect.mean).toBeCloseTo(-0.5, 4);
  });

  it('are neither an objective, nor one that lays blame, nor a name without a row in the catalogue', () => {
    const moved = movedIn({
      networkQuality: byKappa(1, 1),
      wrongEvictions: byKappa(1, 1),
      aNameOfNothing: byKappa(1, 1),
      spearman: byKappa(1, 1),
    });
    expect(moved.map(({ metric }) => metric)).toEqual(['spearman']);
  });

  it('are told from four seeds on, and from a thousandth of their mean', () => {
    expect(movedIn({ spearman: byKappa(0.5, 0) }, { ...study, seeds: 3 })).toEqual([]);
    expect(movedIn({ spearman: byKappa(0.0009, 0) })).toEqual([]);
    expect(movedIn({ spearman: byKappa(0.0011, 0) })).toHaveLength(1);
  });

  it('are five at most, the surest first', () => {
    const names = ['spearman', 'agreement', 'clientLoss', 'incentiveGini', 'servedQuality', 'validatorTrust'];
    const moved = movedIn(Object.fromEntries(names.map((name, k) => [name, byKappa(0.1 * (k + 1), 0)])));
    expect(moved).toHaveLength(5);
    const sureness = moved.map(({ effect: { mean, sd } }) => Math.abs(mean) / sd);
    expect(sureness).toEqual([...sureness].sort((one, other) => other - one));
  });
});
