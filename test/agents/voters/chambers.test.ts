import { describe, expect, it } from 'vitest';
import { askOf } from '../../../agents/voters/ask.ts';
import { chamberOf, votingRules } from '../../../agents/voters/chamberOf.ts';
import { reviewSeats } from '../../../agents/voters/chambers/review.ts';
import { seatedSenate } from '../../../agents/voters/chambers/senate.ts';
import { type Elector, electorsOf } from '../../../agents/voters/electors.ts';
import { holdersOf } from '../../../agents/voters/holders.ts';
import { interestsUnder } from '../../../agents/voters/interests.ts';
import { officersOf } from '../../../agents/voters/officers.ts';
import { counted } from '../../../agents/voters/termMeasures.ts';
import { termOfVotes } from '../../../agents/voters/termOfVotes.ts';
import { pairwiseOutcome } from '../../../sim/governance/outcomeBias.ts';
import { powerOf } from '../../../sim/governance/power.ts';
import { majorityOf } from '../../../sim/governance/weightedGame.ts';
import { stream } from '../../../sim/random.ts';
import { bruteSwings } from '../../sim/governance/bruteForce.ts';

const { options } = interestsUnder('usual');
const everyone = { large: 1, small: 1, seats: 1 };
const terms = { quorum: 0.04, threshold: 0.501, delegation: 0, joined: 0.5 };

const elector = (wish: number, stake: bigint, place: number): Elector => ({
  stake,
  hotkeys: [{ name: `key ${place}`, stake, validates: false }],
  validates: false,
  wish,
  utility: options.map((option) => -Math.abs(option - wish)),
});

function drawnElectors(count: number, seed: string, stakeOf = (_: number) => 1_000n): Elector[] {
  const draw = stream(seed, 'test-wishes', 0);
  return Array.from({ length: count }, (_, place) => elector(6 + 8 * draw.next(), stakeOf(place), place));
}

function outcomeOf(rule: 'heads' | 'stake', electors: readonly Elector[], seed: string): number {
  const chamber = chamberOf(rule, electors, officersOf(electors, seed), terms, seed);
  const term = { days: 500, between: 1, start: 1, turnout: everyone };
  return options[termOfVotes(chamber, electors, term, seed).last];
}

describe('a vote of all', () => {
  it('ends at the median voter’s option where each has one vote and all take part (Black 1948)', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const electors = drawnElectors(41, String(seed));
      const voters = electors.map(({ wish }) => ({ weight: 1n, ideal: wish }));
      expect(outcomeOf('heads', electors, String(seed))).toBe(pairwiseOutcome(voters, options, options[1]));
    }
  });

  it('ends where a holder of 60 % of the stake wants it, whatever the others want', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const others = drawnElectors(20, String(seed), () => 1_000n);
      const [low, high] = [elector(7, 30_000n, 20), elector(13, 30_000n, 20)];
      expect(outcomeOf('stake', [...others, low], String(seed))).toBe(7);
      expect(outcomeOf('stake', [...others, high], String(seed))).toBe(13);
    }
  });
});

const holders = holdersOf('genesis-2023');
const wants = { worth: 0.5, gpuAccess: 0.5, misjudgement: 1, by: 'nearest', gpusGoTo: 'drawn' } as const;
const electors = electorsOf(holders, interestsUnder('usual'), wants, '1');
const officers = officersOf(electors, '1');
const asks = Array.from({ length: 60 }, (_, number) =>
  askOf(
    electors,
    { from: number % 7, to: (number * 3 + 1) % 7, proposer: officers.triumvirate[number % 3] },
    number,
    { large: 0.41, small: 0.08, seats: 0.8 },
    '1',
  ),
);

describe('a seat', () => {
  it('of the senate is held by one of the 12 hotkeys with most stake', () => {
    const stakes = holders.flatMap(({ hotkeys }) => hotkeys.map(({ stake }) => stake));
    const twelfth = stakes.toSorted((one, other) => Number(other - one))[11];
    const seats = seatedSenate(holders);
    expect(seats).toHaveLength(12);
    for (const { hotkey, holder } of seats)
      expect(holders[holder].hotkeys.find(({ name }) => name === hotkey)!.stake >= twelfth).toBe(true);
  });

  it('of the review is had once, so that an owner among the 16 largest stakers leaves 31', () => {
    const largest = [...electors.keys()].sort((a, b) => Number(electors[b].stake - electors[a].stake));
    expect(reviewSeats(electors, largest.slice(100, 116))).toHaveLength(32);
    expect(reviewSeats(electors, [largest[0], ...largest.slice(100, 115)])).toHaveLength(31);
  });
});

describe('a verdict', () => {
  it('of the senate is an aye of 7 of 12 seats, silence a nay', () => {
    const seats = seatedSenate(electors);
    const chamber = chamberOf('senate', electors, officers, terms, '1');
    const verdicts = asks.map((ask) => {
      const ayes = seats.filter(
        ({ holder }) => ask.isSeatPresent[holder] && ask.stances[holder] === 'aye',
      ).length;
      const { passes, days } = chamber.decide(ask);
      expect(passes).toBe(ayes >= 7);
      expect(days).toBeLessThanOrEqual(3);
      return passes;
    });
    expect(new Set(verdicts).size).toBe(2);
  });

  it('of the review lets through what two of three let in, unless 51 % of the seats say nay within its days', () => {
    const seats = reviewSeats(electors, officers.owners);
    let [entered, cancelled] = [0, 0];
    for (const ask of asks) {
      const says = (place: number, what: string) => ask.isSeatPresent[place] && ask.stances[place] === what;
      const friends = [...electors.keys()].filter((place) => says(place, 'aye'));
      const triumvirate = ask.number % 3 === 0 ? officers.triumvirate : friends.slice(0, 3);
      const chamber = chamberOf('review', electors, { ...officers, triumvirate }, terms, '1');
      const ayes = triumvirate.filter((place) => says(place, 'aye')).length;
      const nays = seats.filter((place) => says(place, 'nay')).length;
      const { passes, days } = chamber.decide(ask);
      if (ayes < 2) expect(passes).toBe(false);
      else entered += 1;
      if (ayes >= 2 && nays < Math.ceil(0.51 * seats.length)) expect(passes).toBe(true);
      if (ayes >= 2 && !passes) cancelled += 1;
      expect(days).toBeLessThanOrEqual(9.01);
    }
    expect(entered).toBeGreaterThan(5);
    expect(cancelled).toBeGreaterThan(0);
  });

  it('by stake counts a delegator with its delegate and needs the quorum, as counted anew by hand', () => {
    const delegating = { ...terms, delegation: 0.5, quorum: 0.3, threshold: 0.51 };
    const chamber = chamberOf('stake', electors, officers, delegating, '1');
    const without = chamberOf('stake', electors, officers, { ...delegating, delegation: 0 }, '1');
    const all = electors.reduce((sum, { stake }) => sum + Number(stake), 0);
    const byHand = (ask: (typeof asks)[number]) => {
      const cast = (what: string) =>
        electors.reduce(
          (sum, { stake }, place) =>
            ask.isPresent[place] && ask.stances[place] === what ? sum + Number(stake) : sum,
          0,
        );
      const [ayes, nays, abstained] = [cast('aye'), cast('nay'), cast('abstain')];
      return ayes + nays + abstained >= 0.3 * all && ayes >= 0.51 * (ayes + nays) && ayes > 0;
    };
    for (const ask of asks) expect(without.decide(ask).passes).toBe(byHand(ask));
    expect(asks.some((ask) => without.decide(ask).passes)).toBe(true);
    expect(chamber.decide(asks[0]).days).toBe(7);
  });

  it('is the same twice, and no rule draws what another draws', () => {
    for (const rule of votingRules) {
      const [one, other] = [0, 1].map(() => chamberOf(rule, electors, officers, terms, '1'));
      expect(asks.map((ask) => one.decide(ask))).toEqual(asks.map((ask) => other.decide(ask)));
    }
  });
});

describe('power in counted units', () => {
  it('is within 0.02 of the index over every coalition of 12', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const draw = stream(String(seed), 'test-weights', 0);
      const weights = Array.from({ length: 12 }, () => BigInt(Math.round(1e9 * draw.lognormal(1, 1))));
      const quota = majorityOf(weights);
      const brute = bruteSwings(weights.map(Number), Number(quota)).map((sizes) =>
        sizes.reduce((sum, count) => sum + count, 0),
      );
      const all = brute.reduce((sum, count) => sum + count, 0);
      const largest = Math.max(
        ...powerOf(counted({ weights, quota })).map(({ banzhafIndex }) => banzhafIndex),
      );
      expect(Math.abs(largest - Math.max(...brute) / all)).toBeLessThan(0.02);
    }
  });
});
