import { describe, expect, it } from 'vitest';
import { safeBandit } from '../../../sim/controllers/safeBandit.ts';

const settings = {
  seed: 'bandit',
  step: 0.1,
  hold: 1,
  skip: 0,
  pairs: 3,
  critical: 3,
  margin: 0.05,
  worst: Number.POSITIVE_INFINITY,
};

/** The setting that it keeps after one round in which every other setting loses `there` and the one in force 1. */
function keptAfterRound(there: number): number {
  const bandit = safeBandit(settings);
  let state = bandit.begin(100);
  let setting = 100;
  // A round is three times here, there, there, here, after a first look.
  for (let block = 0; block <= 12; block++) {
    const loss = Math.abs(setting - 100) < 1e-9 ? 1 : there;
    ({ state, setting } = bandit.step(state, { block, error: 0, loss }));
  }
  return bandit.middle(state);
}

describe('a safe bandit', () => {
  it('moves to a neighbour that is better by more than its margin, and not to one that is better by less', () => {
    expect(keptAfterRound(0.97)).toBeCloseTo(100, 9);
    expect(keptAfterRound(0.96)).toBeCloseTo(100, 9);
    expect(Math.abs(Math.log(keptAfterRound(0.9) / 100))).toBeCloseTo(0.1, 9);
  });
});
