import { describe, expect, it } from 'vitest';
import { createMinerBook, enter } from '../../../agents/minerBook.ts';
import { defaultRowLaw } from '../../../agents/scoring/rowLosses.ts';
import { RuleScorer } from '../../../agents/scoring/ruleScorer.ts';
import type { RuleName } from '../../../agents/scoring/rules.ts';
import { defaultPowers } from '../../../agents/scoring/synergy.ts';
import { noiseKey } from '../../../sim/noise.ts';

const miners = 12;
/** The worst of all: a mixture is better off without it. */
const harmful = 11;
const silent = 5;

/** Eleven good miners, of which one never answers, and a bad one. */
function sweeps(rule: RuleName, start: number) {
  const book = createMinerBook(miners);
  for (let uid = 0; uid < miners; uid++)
    enter(book, uid, {
      loss: uid === harmful ? 9 : 3,
      quality: 1,
      level: 0,
      fraction: 0,
      responds: uid === silent ? 0 : 1,
    });
  const scorer = new RuleScorer(book, {
    rule,
    topk: miners,
    law: defaultRowLaw,
    powers: defaultPowers,
    gateSteps: 0,
  });
  const scores = new Float64Array(miners).fill(start);
  const hotkey = Float64Array.from({ length: miners }, (_, uid) => 100 + uid);
  const sweep = (look: number, alpha: number, missed: number[] = []): Float64Array => {
    scorer.fold({ scores, hotkey, size: miners, key: noiseKey('rules', 0, look), alpha, missed });
    return scores.slice();
  };
  return { book, scorer, hotkey, sweep };
}

describe('a validator that scores by a rule of the papers', () => {
  it('starts founders at their first score, and moves newcomers towards theirs by alpha', () => {
    const first = sweeps('base', 1).sweep(0, 0.25);
    const moved = sweeps('base', 0).sweep(0, 0.25);
    for (let uid = 0; uid < miners; uid++) expect(moved[uid]).toBeCloseTo(0.25 * first[uid], 8);
    expect(first[harmful]).toBeGreaterThan(0);
    expect(first[silent]).toBe(0);
  });

  it('averages the scores of sweeps with weights of alpha and 1 − alpha', () => {
    const gains = [0, 1].map((look) => sweeps('base', 1).sweep(look, 1));
    const { sweep } = sweeps('base', 1);
    sweep(0, 1);
    for (const [uid, score] of sweep(1, 0.3).entries())
      expect(score).toBeCloseTo(0.7 * gains[0][uid] + 0.3 * gains[1][uid], 8);
  });

  it('pays a peer that harms nothing, and does not forget the harm when it has become good', () => {
    const { book, sweep } = sweeps('leaveOneOut', 1);
    const first = sweep(0, 1);
    expect(first[harmful]).toBe(0);
    expect(Math.min(...first)).toBe(0);
    expect(Math.max(...first)).toBeGreaterThan(0);
    const other = sweeps('leaveOneOut', 1);
    for (const one of [book, other.book]) one.loss[harmful] = 1.5;
    const good = other.sweep(1, 1)[harmful];
    expect(good).toBeGreaterThan(0);
    // From a score of zero it would come to half of `good`.
    expect(sweep(1, 0.5)[harmful]).toBeLessThan(0.5 * good);
  });

  it('leaves the score of a uid that it does not ask, and counts the others', () => {
    const { scorer, sweep, hotkey } = sweeps('base', 1);
    const first = sweep(0, 1);
    const again = sweep(1, 0.5, [3, 4]);
    expect([again[3], again[4]]).toEqual([first[3], first[4]]);
    expect(again[2]).not.toBe(first[2]);
    const missed = { scores: first, hotkey, size: miners, key: noiseKey('rules', 0, 2), alpha: 0.5 };
    expect(scorer.fold({ ...missed, missed: [3, 4] })).toBe(miners - 2);
  });
});
