import { describe, expect, it } from 'vitest';
import { type Electorate, electorateOf } from '../../../agents/capture/electorate.ts';
import { cheapestCoalition } from '../../../agents/capture/needs.ts';
import { needsUnder } from '../../../agents/capture/needsUnder.ts';
import { holdersOf } from '../../../agents/voters/holders.ts';
import { reviewers } from '../../../sim/governance/review.ts';
import { adjustSenate, type Senator } from '../../../sim/governance/senate.ts';
import { stakeVote } from '../../../sim/governance/stakeVote.ts';
import { ratio } from '../../../sim/governance/weightedGame.ts';
import { stream } from '../../../sim/random.ts';

const shares = { quorum: 0.04, threshold: 0.51 };
const electorates: Electorate[] = ['1', '2', '3'].map((seed) =>
  electorateOf(
    holdersOf('subnet-1-2025'),
    { turnout: { large: 0.41, small: 0.08, seats: 0.8 }, delegation: 0.5, joined: 0.5, ownPart: 0.2 },
    seed,
  ),
);

describe('the cheapest coalition', () => {
  it('owns the least of all coalitions of up to 12 that have the votes, as found by looking at each', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const draw = stream(String(seed), 'test-coalition', 0);
      const size = 2 + draw.integer(11);
      const payable = Array.from({ length: size }, () => ({
        votes: (1 + draw.integer(160)) / 400,
        own: draw.next(),
      }));
      let least = Number.POSITIVE_INFINITY;
      for (let coalition = 0; coalition < 1 << size; coalition++) {
        const inside = payable.filter((_, place) => (coalition >> place) & 1);
        const units = inside.reduce((sum, { votes }) => sum + Math.round(400 * votes), 0);
        const own = inside.reduce((sum, one) => sum + one.own, 0);
        if (units >= 400) least = Math.min(least, own);
      }
      const found = cheapestCoalition(payable, 1);
      if (least === Number.POSITIVE_INFINITY) expect(found).toBeNull();
      else expect(found!.own).toBeCloseTo(least, 9);
    }
  });
});

describe('what an attacker needs', () => {
  it('by stake is what stakeVote passes with, and a thousandth less does not', () => {
    for (const { voters, ...rest } of electorates) {
      const needed = needsUnder('stake', { voters, ...rest }, shares).pass.alpha!;
      const weight = (share: number) => BigInt(Math.ceil(share * 1e15));
      const outcome = (attacker: number) =>
        stakeVote(
          [
            { weight: weight(attacker), choice: 'aye', delegate: null },
            ...voters
              .filter(({ isPresent }) => isPresent)
              .map(({ votes }) => ({ weight: weight(votes), choice: 'nay', delegate: null }) as const),
          ],
          { quorum: ratio(4, 100), threshold: ratio(51, 100), of: 'cast' },
        ).outcome;
      expect(outcome(needed * 1.000001)).toBe('passed');
      expect(outcome(needed * 0.999)).not.toBe('passed');
    }
  });

  it('in the senate is what gives seven keys seats by adjustSenate, and a hundredth less does not', () => {
    const [{ hotkeys }] = electorates;
    const needed = needsUnder('senate', electorates[0], shares).pass.alpha! / 7;
    const seatsWith = (share: number) => {
      const rao = (part: number) => BigInt(Math.round(part * 1e15));
      const keys = [
        ...hotkeys.map(({ share: stake }, k) => ({ hotkey: `holder ${k}`, stake: rao(stake) })),
        ...Array.from({ length: 7 }, (_, k) => ({ hotkey: `attacker ${k}`, stake: rao(share) })),
      ];
      const stakes = new Map(keys.map(({ hotkey, stake }) => [hotkey, stake]));
      const senate = keys.reduce<readonly Senator[]>(
        (seated, key) => adjustSenate(seated, key, (hotkey) => stakes.get(hotkey)!).senate,
        [],
      );
      return senate.filter(({ hotkey }) => hotkey.startsWith('attacker')).length;
    };
    expect(seatsWith(needed)).toBe(7);
    expect(seatsWith(needed * 0.99)).toBeLessThan(7);
  });

  it('in the review leaves fewer nays than cancel, once its keys are among the 16 largest stakers', () => {
    for (const electorate of electorates) {
      const { voters, owner, otherOwners } = electorate;
      const needed = needsUnder('review', electorate, shares).pass.alpha;
      if (needed === null) continue;
      const largest = [...voters.keys()].sort((one, other) => voters[other].share - voters[one].share);
      const count = [...Array(17).keys()].find(
        (k) => k > 0 && Math.abs(k * (voters[largest[16 - k]].share + 1e-9) - needed) < 1e-12,
      )!;
      const rank = (share: number) => BigInt(Math.round(share * 1e15));
      const stakers = [
        ...voters.map(({ share }, place) => ({ coldkey: `holder ${place}`, rank: rank(share) })),
        ...Array.from({ length: count }, (_, k) => ({ coldkey: `key ${k}`, rank: rank(needed / count) })),
      ];
      const owners = [{ coldkey: `holder ${owner}`, rank: 1n, age: 2_000_000 }];
      const seats = reviewers(stakers, owners);
      const nays = seats.filter(
        (name) => name.startsWith('holder') && voters[Number(name.slice(7))].isSeatPresent,
      ).length;
      const others = otherOwners.filter((isPresent) => isPresent).length;
      expect(nays + others).toBeLessThan(Math.ceil(0.51 * (seats.length + otherOwners.length)));
    }
  });

  it('of heads is one account more than the odds ask for, which stakeVote passes with and one less does not', () => {
    for (const electorate of electorates) {
      const { accounts } = needsUnder('heads', electorate, shares).pass;
      const heads = electorate.voters.filter(({ isPresent }) => isPresent).length;
      const passes = (ayes: number) => ayes >= 0.51 * (ayes + heads);
      expect(passes(accounts!)).toBe(true);
      expect(passes(accounts! - 1)).toBe(false);
    }
  });
});
