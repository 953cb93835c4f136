import { describe, expect, it } from 'vitest';
import { createMinerBook, enter } from '../../../agents/minerBook.ts';
import { LossAverageScorer } from '../../../agents/scoring/lossAverageScorer.ts';
import { beyondTable, defaultTable, steadyScore } from '../../../agents/scoring/synergyTable.ts';
import { noiseKey } from '../../../sim/noise.ts';

const losses = [3, 3.5, 4, 3.2];
/** What a loss that is known for certain is worth. */
const table = defaultTable();
const worthOf = (loss: number) => beyondTable(table, loss) + steadyScore(table, loss);

/** A validator that thinks `start` of four miners before its first sweep. */
function sweeps(start: number, responds = 1) {
  const book = createMinerBook(4);
  for (const [uid, loss] of losses.entries())
    enter(book, uid, { loss, quality: 1, level: 0, fraction: 0, responds });
  const scorer = new LossAverageScorer(book, table, 32);
  const scores = new Float64Array(4).fill(start);
  const hotkey = Float64Array.of(10, 11, 12, 13);
  let look = 0;
  const sweep = (alpha: number, missed: number[] = []): Float64Array => {
    scorer.fold({ scores, hotkey, size: 4, key: noiseKey('losses', 0, look++), alpha, missed });
    return scores.slice();
  };
  return { book, hotkey, scores, sweep };
}

describe('a validator that averages losses', () => {
  it('has long known the founders: their score is what their loss is worth', () => {
    const scores = sweeps(1).sweep(1e-9);
    for (const [uid, loss] of losses.entries()) expect(scores[uid] / worthOf(loss)).toBeCloseTo(1, 6);
  });

  it('comes, for a newcomer, to what its mean loss is worth as the average ramps up', () => {
    const { sweep } = sweeps(0);
    const first = sweep(0.01);
    for (const [uid, loss] of losses.entries()) {
      expect(first[uid]).toBeGreaterThan(0);
      // One answer counts a hundredth, and its loss varies by tenths.
      expect(first[uid]).toBeLessThan(0.1 * worthOf(loss));
    }
    let last = first;
    for (let look = 1; look < 1500; look++) last = sweep(0.01);
    // The average of a loss that varies by 15 % errs by 1 %, and a score falls steeply with the loss.
    for (const [uid, loss] of losses.entries())
      expect(Math.abs(last[uid] / worthOf(loss) - 1)).toBeLessThan(0.15);
  });

  it('moves a score towards zero where no answer comes, and keeps what it thinks of the loss', () => {
    const { book, sweep } = sweeps(0);
    const known = sweep(0.3);
    book.responds.fill(0);
    for (const times of [1, 2])
      for (const [uid, score] of sweep(0.3).entries())
        expect(score).toBeCloseTo(known[uid] * 0.7 ** times, 8);
    expect([...sweeps(0, 0).sweep(0.3)]).toEqual([0, 0, 0, 0]);
  });

  it('does not move the score of a uid that it does not ask', () => {
    const { sweep } = sweeps(0);
    const before = sweep(0.3);
    const after = sweep(0.3, [2]);
    expect(after[2]).toBe(before[2]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('begins anew with a newcomer whose score was set to zero, and goes on with one that inherits a score', () => {
    const { hotkey, scores, sweep } = sweeps(1);
    const before = sweep(0.2);
    hotkey.set([20, 21]);
    scores[0] = 0;
    const after = sweep(0.02);
    expect(after[0]).toBeLessThan(0.2 * before[0]);
    expect(after[1]).toBeGreaterThan(0.5 * before[1]);
  });
});
