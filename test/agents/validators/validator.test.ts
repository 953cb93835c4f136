import { describe, expect, it } from 'vitest';
import { type PayCurve, proportional } from '../../../agents/scoring/payCurve.ts';
import { weightScratch } from '../../../agents/scoring/weights.ts';
import { Validator } from '../../../agents/validators/validator.ts';

const scores = [4, 0, 1, 2, 8];
const curves: readonly PayCurve[] = [
  proportional,
  { power: 2, paidUids: 0 },
  { power: 0.5, paidUids: 3 },
  { power: 3, paidUids: 2 },
];

/** A validator that has settled on `scores`, and the row that it sets. */
function settled(payCurve: PayCurve) {
  const scorer = { capacity: scores.length, fold: () => 0 };
  const validator = new Validator(
    0,
    7,
    100,
    {
      seed: '1',
      alpha: 0.1,
      sweepBlocks: 100,
      topk: 20,
      staleMetagraph: false,
      payCurve,
      cabalSelfWeight: 1,
      weightRule: { excludeQuantile: 0, minAllowedWeights: 1, maxWeightLimit: 1, format: 'u16' },
    },
    scorer,
    weightScratch(scores.length),
  );
  validator.settle(new Float64Array(scores.length), Float64Array.from(scores));
  return { validator, row: validator.row(scores.length)! };
}

describe('the part of its row that a validator would give a score', () => {
  it.each(curves)('is what it gives those that have it, with power $power and $paidUids paid', (payCurve) => {
    const { validator, row } = settled(payCurve);
    const given = new Float64Array(scores.length);
    for (const [entry, uid] of row.targets.entries()) given[uid] = row.values[entry];
    const total = given.reduce((sum, value) => sum + value, 0);
    // Stored weights are rounded to one of 65,535 steps.
    for (const [uid, score] of scores.entries())
      expect(validator.shareOf(score)).toBeCloseTo(given[uid] / total, 4);
  });

  it('follows the curve between them, and is nothing below the worst that is paid', () => {
    const { validator } = settled({ power: 2, paidUids: 3 });
    // Paid: 4² + 2² + 8².
    expect(validator.shareOf(6)).toBeCloseTo(36 / 84, 12);
    expect(validator.shareOf(1.9)).toBe(0);
  });
});
