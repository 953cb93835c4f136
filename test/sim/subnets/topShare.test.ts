import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInTopShare } from '../../../sim/subnets/topShare.ts';

const paying = (...incentive: number[]) => ({
  size: incentive.length,
  incentive,
  registrationBlock: incentive.map(() => 0),
  lastEpoch: 100,
});

describe('the top share of a network', () => {
  it('is empty at 0, even for the only member that is paid', () => {
    expect(isInTopShare(paying(1, 0, 0), 0, 0)).toBe(false);
  });

  it('at 1 is everyone who is paid, and no one else', () => {
    const network = paying(0.7, 0.3, 0);
    expect([0, 1, 2].map((uid) => isInTopShare(network, uid, 1))).toEqual([true, true, false]);
  });

  it('of a quarter of eight is the two that are paid most, and all that tie with the second', () => {
    const network = paying(0.4, 0.2, 0.2, 0.1, 0.05, 0.03, 0.01, 0.01);
    expect([0, 1, 2, 3].map((uid) => isInTopShare(network, uid, 0.25))).toEqual([true, true, true, false]);
  });

  it('leaves out who took its slot since the last epoch, whose pay is the predecessor’s', () => {
    const network = { ...paying(0.9, 0.1), registrationBlock: [100, 99] };
    expect(isInTopShare(network, 0, 1)).toBe(false);
    expect(isInTopShare(network, 1, 1)).toBe(true);
  });

  it('is as many as rank by rank: without ties the least whole number not below the share of all', () => {
    const ranks = fc.shuffledSubarray(
      Array.from({ length: 20 }, (_, rank) => rank + 1),
      { minLength: 20 },
    );
    fc.assert(
      fc.property(ranks, fc.integer({ min: 0, max: 100 }), (incentive, percent) => {
        const network = paying(...incentive);
        const inside = incentive.filter((_, uid) => isInTopShare(network, uid, percent / 100)).length;
        expect(inside).toBe(Math.ceil((percent / 100) * 20));
      }),
      { seed: 1 },
    );
  });

  it('needs a member and a share', () => {
    expect(() => isInTopShare(paying(1, 0), 2, 0.5)).toThrow(
      new RangeError("uid must be an integer 0 … 1; received 2 (give a member's uid)"),
    );
    expect(() => isInTopShare(paying(1, 0), 1, 1.5)).toThrow(
      new RangeError('share must be a number from 0 to 1; received 1.5 (give part of the members)'),
    );
  });
});
