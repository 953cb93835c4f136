import { describe, expect, it } from 'vitest';
import { chosenHotkey } from '../../../agents/stakers/pickValidator.ts';
import { choiceShares, drawnFrom, softmax } from '../../../agents/stakers/validatorChoice.ts';
import { drawValidators, netShare } from '../../../agents/stakers/validators.ts';

const taste = { sensitivity: 4, trustWeight: 1, inertia: 0 };
const option = (net: number, trust = 0, isPresent = false) => ({ net, trust, isPresent });
const settings = { take: 0.18, trustSlope: 0.5, sharedRank: 8, sharedTake: 0.09 };

describe('the choice of a validator', () => {
  it('goes by trust alone where yields are equal: shares fall as a power of the rank', () => {
    const validators = drawValidators('1', settings, 8);
    const shares = choiceShares(
      validators.map(({ trust }) => option(0.8, trust)),
      taste,
    );
    const powers = validators.map((_, place) => (place + 1) ** -0.5);
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [place, share] of shares.entries()) expect(share).toBeCloseTo(powers[place] / sum, 12);
  });

  it('goes by nothing where trust does not count and yields are equal: all get the same', () => {
    const shares = choiceShares([option(0.7, 0), option(0.7, -3), option(0.7, 5)], {
      ...taste,
      trustWeight: 0,
    });
    for (const share of shares) expect(share).toBeCloseTo(1 / 3, 14);
  });

  it('gives all to the best as it sharpens, without habit', () => {
    const best = [4, 40, 400, 4000].map(
      (sensitivity) =>
        choiceShares([option(0.8), option(0.82), option(0.81)], { ...taste, sensitivity, trustWeight: 0 })[1],
    );
    expect(best).toEqual([...best].sort((one, other) => one - other));
    expect(best[0]).toBeLessThan(0.36);
    expect(best[3]).toBeGreaterThan(0.999_999);
  });

  it('moves the odds of a validator by the sensitivity times the logarithm of what it pays more', () => {
    const odds = (net: number) => {
      const [own, other] = choiceShares([option(net), option(0.82)], taste);
      return own / other;
    };
    expect(odds(0.91) / odds(0.82)).toBeCloseTo((0.91 / 0.82) ** 4, 12);
  });

  it('earns a small validator most at a take of 1 / (1 + sensitivity)', () => {
    const takes = Array.from({ length: 99 }, (_, place) => (place + 1) / 100);
    for (const sensitivity of [1, 4, 9]) {
      const incomes = takes.map((take) => {
        const [share] = choiceShares([option(1 - take, -12), option(1)], { ...taste, sensitivity });
        return take * share;
      });
      const best = takes[incomes.indexOf(Math.max(...incomes))];
      expect(best).toBeCloseTo(1 / (1 + sensitivity), 2);
    }
  });

  it('by one draw has the same chances as the logit with habit, whichever validator is the present one', () => {
    const options = [option(0.8, 0), option(0.75, -1), option(0.9, -2), option(0.82, 0.5)];
    const shares = choiceShares(options, taste);
    const draws = 20_000;
    for (const present of options.keys()) {
      const habit = options.map((each, place) => ({ ...each, isPresent: place === present }));
      const expected = choiceShares(habit, { ...taste, inertia: 1.5 });
      const counts = [0, 0, 0, 0];
      for (let draw = 0; draw < draws; draw++)
        counts[chosenHotkey({ hotkeys: [0, 1, 2, 3], shares }, present, 1.5, (draw + 0.5) / draws)] += 1;
      for (const [place, count] of counts.entries()) expect(count / draws).toBeCloseTo(expected[place], 3);
    }
  });

  it('is a draw by shares: their order and sum decide, also at the very end', () => {
    expect([0, 0.49, 0.5, 0.999].map((draw) => drawnFrom([0.5, 0, 0.5], draw))).toEqual([0, 0, 2, 2]);
    expect(drawnFrom([0.3, 0.3, 0.4 - 1e-9, 0], 1 - 1e-12)).toBe(2);
    expect(drawnFrom([0, 0], 0.4)).toBe(-1);
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
  });
});

describe('validators', () => {
  it('leave a staker of the shared one more of the same dividends by what it takes less', () => {
    const [shared] = drawValidators('1', settings, 8).filter(({ isShared }) => isShared);
    expect(netShare(shared) / netShare({ ...shared, take: 0.18 })).toBeCloseTo(0.91 / 0.82, 12);
  });

  it('keep an empty rank where there is no shared one, and all others as they were', () => {
    const [all, without] = [settings, { ...settings, sharedRank: 0 }].map((each) =>
      drawValidators('1', each, 8),
    );
    expect(without).toEqual(all.filter(({ isShared }) => !isShared));
    expect(without).toHaveLength(15);
  });
});
