import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { viableEvictions } from '../../../sim/metrics/measures/viableEvictions.ts';
import { evictionOf, partialContext, registrationOf } from './partialContext.ts';

/** Uids 0 … 4 with qualities 0 to 4; the three cuts lie at 0.5, 1.5 and 2.5. */
const part = {
  measuring: true,
  cuts: [0.5, 1.5, 2.5],
  truth: { quality: Float64Array.of(0, 1, 2, 3, 4) },
};
const context = partialContext(part);

function countOf(evicted: readonly number[], registrations: number) {
  const state = viableEvictions.start(context);
  for (const uid of evicted) viableEvictions.see!(state, evictionOf(uid), context);
  for (let k = 0; k < registrations; k++) viableEvictions.see!(state, registrationOf(0), context);
  return viableEvictions.finish(state, context);
}

describe('viable evictions', () => {
  it('count who was put out above each cut, per 100 registrations', () => {
    expect(countOf([0, 1, 2, 3, 4, 1], 40)).toEqual({
      viableEvictionsCut25: 12.5,
      viableEvictions: 7.5,
      viableEvictionsCut100: 5,
    });
  });

  it('leave out a uid without quality, such as a validator, and one that lies at the cut', () => {
    const atTheCut = partialContext({ ...part, cuts: [1, 1, 1] });
    const state = viableEvictions.start(atTheCut);
    for (const uid of [0, 1]) viableEvictions.see!(state, evictionOf(uid), atTheCut);
    for (let k = 0; k < 20; k++) viableEvictions.see!(state, registrationOf(0), atTheCut);
    expect(viableEvictions.finish(state, atTheCut).viableEvictions).toBe(0);
  });

  it('have no rate below 20 registrations, and none of the warm-up', () => {
    expect(countOf([4], 19).viableEvictions).toBe(null);
    const warming = partialContext({ ...part, measuring: false });
    const state = viableEvictions.start(warming);
    for (let k = 0; k < 30; k++) viableEvictions.see!(state, registrationOf(0), warming);
    viableEvictions.see!(state, evictionOf(4), warming);
    expect(state).toEqual({ registrations: 0, viable: [0, 0, 0] });
  });

  it('are the same in worlds alike to the bit, between which the blame of immunity moves', () => {
    const world: TrialPlan = {
      ruleset: 'burn-2026',
      scenario: 'modern-subnet',
      arithmetic: 'float64',
      set: {},
      warmUpDays: 1,
      days: 4,
      seed: '1',
    };
    const [short, long] = [1024, 14_400].map((immunityPeriod) =>
      runTrial({ ...world, set: { immunityPeriod } }),
    );
    const plain = ['networkQuality', 'servedQuality', 'clientLoss', 'registrations', 'viableEvictions'];
    for (const suffix of ['Cut25', 'Cut100']) plain.push(`viableEvictions${suffix}`);
    for (const name of plain) {
      expect(short.measures[name], name).not.toBe(null);
      expect(short.measures[name], name).toBe(long.measures[name]);
    }
    expect(long.measures.wrongEvictions!).toBeGreaterThan(2 * short.measures.wrongEvictions!);
  });
});
