import { describe, expect, it } from 'vitest';
import { consensusWeights, meanWeights } from '../../../agents/scenarios/recordedWorth.ts';
import type { Row } from '../../../sim/row.ts';

/** Recorded voters of subnet 31 with 1.25 M, 0.70 M and 0.26 M TAO, and a uid without a permit. */
const [largest, second, third, miner] = [10, 25, 59, 0];

const none: Row = { targets: [], values: [] } as unknown as Row;
const rowsOf = (own: Readonly<Record<number, readonly [number[], number[]]>>): Row[] =>
  Array.from({ length: 256 }, (_, uid) =>
    own[uid] === undefined ? none : ({ targets: own[uid][0], values: own[uid][1] } as unknown as Row),
  );

describe('what the recorded rows say that a miner is worth', () => {
  it('by consensus is the weight that κ of the stake backs, of those who name anyone', () => {
    const rows = rowsOf({
      [second]: [
        [3, 4],
        [3, 1],
      ],
      [third]: [[3], [7]],
    });
    const worth = consensusWeights(rows, 256);
    // Of 0.96 M TAO that speak, 0.70 M back 0.75; the 1.25 M that name no one are no vote for nothing.
    expect(worth[3]).toBeCloseTo(0.75, 12);
    expect(worth[4]).toBeCloseTo(0.25, 12);
    expect(worth[5]).toBe(0);
    const outvoted = consensusWeights(rowsOf({ [largest]: [[5], [1]], [second]: [[3], [1]] }), 256);
    expect([outvoted[3], outvoted[5]]).toEqual([0, 1]);
  });

  it('counts no row of a uid without a permit', () => {
    const rows = rowsOf({ [miner]: [[5], [1]], [third]: [[3], [1]] });
    const worth = consensusWeights(rows, 256);
    expect([worth[3], worth[5]]).toEqual([1, 0]);
  });

  it('on average is every row by its stake', () => {
    const rows = rowsOf({
      [largest]: [[5], [2]],
      [second]: [
        [3, 5],
        [1, 1],
      ],
    });
    const worth = meanWeights(rows, 256);
    expect(worth[3] / worth[5]).toBeCloseTo(
      (0.5 * 702_552.235987) / (1_252_289.243811 + 0.5 * 702_552.235987),
      6,
    );
  });
});
