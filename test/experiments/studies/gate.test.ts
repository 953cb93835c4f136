import { describe, expect, it } from 'vitest';
import { gate } from '../../../agents/models/gate.ts';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import type { ModelStudy } from '../../../experiments/plan/modelStudy.ts';
import { seedNames } from '../../../experiments/plan/modelTrial.ts';
import { wordsIn } from '../../../experiments/report/answer/fitting.ts';
import { gateAnswer } from '../../../experiments/studies/gate/answer.ts';
import { gateFull, gateQuick } from '../../../experiments/studies/gate/plan.ts';
import { gateSure } from '../../../experiments/studies/gate/sure.ts';

/** Rows in which each condition has its mean, scattered by seed: the scatter of differences is `apart`. */
function rows(study: ModelStudy, means: Record<string, number>, apart: number): ModelRow[] {
  return study.conditions.flatMap(({ name }, c) =>
    seedNames(study, false).map((seed, k) => ({
      condition: name,
      attack: null,
      seed,
      measures: {
        matched: (means[name] ?? 0.7) + 0.01 * (k % 3) + apart * ((k + c) % 2),
        gain: name === 'no-gate' ? 0.3 : 0.825,
        leadKept: 0.5,
      },
    })),
  );
}

describe('the study of the gate', () => {
  it('can run in both sizes, and asks the chain’s own rule first', () => {
    expect(() => checkModelStudy(gateQuick)).not.toThrow();
    expect(() => checkModelStudy(gateFull)).not.toThrow();
    expect(gateQuick.conditions[0].set).toEqual({});
    expect(gate.measures.map(({ name }) => name)).toContain(gateQuick.decides);
  });

  it.each([
    [0.65, 0, /more than 66\.00* ± /],
    [0.85, 0, /less than 86\.00* ± /],
    [0.705, 0, /like 71\.5/],
    [0.68, 0.3, /demand, undecided against /],
  ])('says of %d without a gate, scattered by %d, what its interval allows', (noGate, apart, says) => {
    const answer = gateAnswer(rows(gateQuick, { 'no-gate': noGate, 'quantile-61': 0.5 }, apart), gateQuick);
    expect(answer).toMatch(says);
    expect(answer).toMatch(/^.*[^.]\.$/);
    expect(wordsIn(answer)).toBeLessThanOrEqual(35);
  });

  it('says nothing of the gate before there are rows', () => {
    expect(gateAnswer([], gateQuick)).toBe('Nothing can be said yet: too few runs have ended.');
    expect(gateSure([], gateQuick)).toEqual([]);
  });

  it('puts the tipping point at the elasticity over the gain: 0.36 with the gate, 1 without', () => {
    const [tipping] = gateSure(rows(gateQuick, {}, 0), gateQuick);
    expect(tipping).toMatch(/more than 0\.36 % of price, against 1\.00 %/);
    expect(tipping).toMatch(/2\.75 % of emission with the gate at rank 32 and 1\.00 %/);
  });
});
