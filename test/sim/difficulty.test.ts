import { describe, expect, it } from 'vitest';
import { adjustFinney, adjustPrice, nextDifficultyNakamoto } from '../../sim/difficulty.ts';

const maxDifficulty = 4_611_686_018_427_387_903n;

describe('difficulty of the Nakamoto chain', () => {
  const rule = { target: 2, minDifficulty: 10_000_000n, maxDifficulty };

  it('an interval above the target doubles it, one at or below the target halves it', () => {
    expect(nextDifficultyNakamoto(40_000_000n, 3, rule)).toBe(80_000_000n);
    expect(nextDifficultyNakamoto(40_000_000n, 2, rule)).toBe(20_000_000n);
    expect(nextDifficultyNakamoto(40_000_000n, 0, rule)).toBe(20_000_000n);
  });

  it('it stays within its bounds', () => {
    expect(nextDifficultyNakamoto(15_000_000n, 0, rule)).toBe(10_000_000n);
    expect(nextDifficultyNakamoto(maxDifficulty - 5n, 9, rule)).toBe(maxDifficulty);
  });
});

describe('price of registration in Finney', () => {
  const rule = {
    target: 2,
    minDifficulty: 10_000_000n,
    maxDifficulty,
    minBurn: 1_000_000_000n,
    maxBurn: 100_000_000_000n,
  };
  const gates = { difficulty: 671_088_640_000_000n, burn: 8_000_000_000n };

  it('moves by (registrations + target) / (2 target), floored to whole units', () => {
    expect(adjustPrice(12_345_678_901_234n, 2, 4, 1n, maxDifficulty)).toBe(9_259_259_175_925n);
    expect(adjustPrice(7_654_321_098n, 2, 4, 1n, maxDifficulty)).toBe(5_740_740_823n);
  });

  it('above the target only the busier gate becomes dearer', () => {
    expect(adjustFinney({ ...gates, worked: 3, burned: 1 }, rule)).toEqual({
      difficulty: (gates.difficulty * 3n) / 2n,
      burn: gates.burn,
    });
    expect(adjustFinney({ ...gates, worked: 1, burned: 5 }, rule)).toEqual({
      difficulty: gates.difficulty,
      burn: gates.burn * 2n,
    });
  });

  it('at or below the target only the idler gate becomes cheaper', () => {
    expect(adjustFinney({ ...gates, worked: 1, burned: 0 }, rule)).toEqual({
      difficulty: gates.difficulty,
      burn: (gates.burn * 3n) / 4n,
    });
    expect(adjustFinney({ ...gates, worked: 0, burned: 1 }, rule)).toEqual({
      difficulty: (gates.difficulty * 3n) / 4n,
      burn: gates.burn,
    });
  });

  it('equally busy gates move together', () => {
    expect(adjustFinney({ ...gates, worked: 0, burned: 0 }, rule)).toEqual({
      difficulty: gates.difficulty / 2n,
      burn: gates.burn / 2n,
    });
    expect(adjustFinney({ ...gates, worked: 3, burned: 3 }, rule)).toEqual({
      difficulty: gates.difficulty * 2n,
      burn: gates.burn * 2n,
    });
  });

  it('stays within its bounds', () => {
    expect(adjustPrice(1_500_000_000n, 0, 1, rule.minBurn, rule.maxBurn)).toBe(rule.minBurn);
    expect(adjustPrice(90_000_000_000n, 6, 2, rule.minBurn, rule.maxBurn)).toBe(rule.maxBurn);
  });

  it('a target below 1 is refused by name', () => {
    expect(() => adjustPrice(1n, 1, 0, 1n, 2n)).toThrow(/targetRegistrationsPerInterval.*received 0/);
  });
});
