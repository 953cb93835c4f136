import { describe, expect, it } from 'vitest';
import { blockEmission } from '../../../sim/blockEmission.ts';
import { creditArena, emissionSteps } from '../../../sim/kernel/credit/creditArena.ts';
import { stream } from '../../../sim/random.ts';

const supply = 21_000_000_000_000_000n;

describe('the steps of what a block issues', () => {
  it('are those of the halving curve, to the RAO before and at each halving and at random between', () => {
    const steps = emissionSteps();
    const at = (issued: bigint) => steps.findLast(([first]) => first <= issued)![1];
    const draws = stream(3, 'issuances', 0);
    const near = steps.slice(0, -1).flatMap(([first]) => [first - 1n, first, first + 1n]);
    const between = Array.from({ length: 300 }, () => BigInt(Math.floor(draws.next() * Number(supply))));
    for (const issued of [...near.filter((each) => each >= 0n), ...between, supply - 1n, supply])
      expect(at(issued)).toBe(blockEmission(issued));
    expect(steps.slice(0, 3).map(([, rao]) => rao)).toEqual([1_000_000_000n, 500_000_000n, 250_000_000n]);
  });

  it('fit the place that an arena has for them', () => {
    expect(creditArena(1)).not.toBeNull();
    expect(emissionSteps().length).toBeLessThanOrEqual(34);
    expect(emissionSteps().at(-1)![0]).toBe(2n ** 64n - 1n);
  });
});
