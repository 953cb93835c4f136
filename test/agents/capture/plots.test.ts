import { describe, expect, it } from 'vitest';
import { type Electorate, electorateOf, type Voter } from '../../../agents/capture/electorate.ts';
import { fewestThatPass } from '../../../agents/capture/fewestThatPass.ts';
import { cheapestCoalition, cheapestSeats } from '../../../agents/capture/needs.ts';
import { needsUnder } from '../../../agents/capture/needsUnder.ts';
import {
  byBribing,
  byBribingOwner,
  byBuying,
  byRenting,
  type PlotTerms,
} from '../../../agents/capture/plot.ts';
import { bestOf, plotsAgainst } from '../../../agents/capture/plots.ts';

/** At a price of 1, where a quarter of 1,000 alpha outside is sold when the harm shows: the price is 0.64 then. */
const market = { tao: 1000, alphaIn: 1000, alphaOut: 1000 };
const terms: PlotTerms = {
  sellers: { elasticity: 0, most: 0.5 },
  exit: 0.25,
  fee: 0,
  interest: 0,
  rent: 0.1,
  rentable: 0.3,
  rentDays: 7,
  leastBribe: 10,
  proposers: 0,
  harmDays: 30,
  diverted: 0.5,
  waiting: 'cheapest',
};
const needs = { alpha: 0.5, accounts: null, bribed: null };

describe('a plot', () => {
  it('by buying sells after the others have left, and the prize after what was bought', () => {
    const { capital, cost, brings } = byBuying(market, needs, terms, true)!;
    // 500 of 1,000 alpha cost 1,000 TAO; 250 come in, so the pool has 4,000/3 TAO and 750 alpha when it sells.
    expect(capital).toBeCloseTo(1000, 9);
    const tao = 4000 / 3;
    const resale = (tao * 500) / 1250;
    expect(cost).toBeCloseTo(1000 - resale, 9);
    const prize = 0.5 * 0.41 * 7200 * 30;
    expect(brings).toBeCloseTo((tao * (500 + prize)) / (1250 + prize) - resale, 9);
    expect(byBuying(market, needs, terms, false)!.cost).toBeCloseTo(0, 9);
  });

  it('by buying pays interest while the harm lasts', () => {
    const dear = byBuying(market, needs, { ...terms, interest: 0.1 }, true)!;
    const free = byBuying(market, needs, terms, true)!;
    expect(dear.cost - free.cost).toBeCloseTo((0.1 * 1000 * 30) / 365, 9);
  });

  it('by renting pays for the days of the vote, and is shut beyond what can be rented', () => {
    expect(byRenting(market, { ...needs, alpha: 0.2 }, terms, true)!.cost).toBeCloseTo(
      (0.1 * 200 * 7) / 365,
      9,
    );
    expect(byRenting(market, { ...needs, alpha: 0.31 }, terms, true)).toBeNull();
  });

  it('by bribes pays what the bribed lose of their own, and the least to each', () => {
    const bribed = { holders: 2, own: 0.1 };
    expect(byBribing(market, bribed, terms, true)!.cost).toBeCloseTo(0.1 * 0.36 * 1000 + 20, 9);
    expect(byBribing(market, bribed, terms, false)!.cost).toBe(20);
  });

  it('by a bribe of the owner pays for its cut of a year too', () => {
    const { cost } = byBribingOwner(market, 0.1, terms);
    expect(cost).toBeCloseTo(0.36 * (0.1 * 1000 + 0.18 * 7200 * 365) + 10, 6);
  });

  it('takes of all ways the one that leaves most', () => {
    const way = (brings: number, cost: number) => ({ brings, cost, capital: cost, days: 0 });
    expect(bestOf([way(10, 9), null, way(100, 60), way(5, 1)])).toEqual(way(100, 60));
    expect(bestOf([null, null])).toBeNull();
  });

  it('against a review rents for the 30 days of the average stake too, and who blocks pays no proposer', () => {
    const asked = (proposer: number) =>
      plotsAgainst('review', market, { pass: { ...needs, alpha: 0.2 }, block: { ...needs, alpha: 0.1 } }, 0, {
        ...terms,
        quorum: 0.04,
        threshold: 0.51,
        proposer,
      });
    expect(asked(0).rent!.cost).toBeCloseTo((0.1 * 200 * 38) / 365, 9);
    expect(asked(1000).rent!.cost - asked(0).rent!.cost).toBeCloseTo(2000, 9);
    expect(asked(1000).block!.cost).toBe(asked(0).block!.cost);
  });
});

const voter = (share: number, more: Partial<Voter> = {}): Voter => ({
  share,
  own: share,
  votes: share,
  isMember: true,
  isPresent: true,
  isSeatPresent: true,
  ...more,
});
const electorate = (voters: readonly Voter[], owner = 0): Electorate => ({
  voters,
  hotkeys: voters.map(({ share }, holder) => ({ holder, share })),
  owner,
  otherOwners: new Array(15).fill(true),
});
const shares = { quorum: 0.04, threshold: 0.51 };

describe('what a vote needs', () => {
  it('by stake is the quorum where next to none takes part', () => {
    const few = electorate([voter(0.01), voter(0.99, { isPresent: false })]);
    // x + 0.01 of 1 + x must be 4 %.
    const { alpha } = needsUnder('stake', few, shares).pass;
    expect((alpha! + 0.01) / (1 + alpha!)).toBeCloseTo(0.04, 12);
  });

  it('in a review counts an owner among the 16 largest stakers once', () => {
    const voters = Array.from({ length: 20 }, (_, k) => voter(0.1 / (k + 1)));
    const of = (owner: number) => needsUnder('review', electorate(voters, owner), shares);
    // 31 seats of which 16 cancel, against 32 of which 17 do.
    expect(of(0).block.bribed!.holders).toBe(16);
    expect(of(19).block.bribed!.holders).toBe(17);
    expect(of(0).pass.bribed!.holders).toBe(31 - 15);
  });

  it('of bribes is those who own least, and never a coalition that is short of the votes', () => {
    expect(cheapestSeats([0.3, 0.1, 0.2], 2)).toEqual({ holders: 2, own: 0.1 + 0.2 });
    const third = { votes: 0.333, own: 0.1 };
    expect(cheapestCoalition([third, third, third], 1)).toBeNull();
    expect(cheapestCoalition([third, third, third, third], 1)!.holders).toBe(4);
  });
});

describe('the fewest that pass', () => {
  it('are more than half of the heads, whoever has the stake', () => {
    const voters = [voter(0.9), ...Array.from({ length: 9 }, () => voter(0.1 / 9))];
    expect(fewestThatPass('heads', electorate(voters), 0.51)).toBe(6);
    expect(fewestThatPass('stake', electorate(voters), 0.51)).toBe(1);
  });

  it('in a review of 32 are the 16 whose silence leaves one nay too few', () => {
    expect(fewestThatPass('review', electorate([voter(1)]), 0.51)).toBe(16);
  });
});

describe('an electorate', () => {
  const key = (stake: bigint, validates: boolean) => ({
    stake,
    hotkeys: [{ name: `${stake}`, stake, validates }],
  });
  const holders = [key(500n, true), key(300n, false), key(200n, false)];
  const all = { large: 1, small: 1, seats: 1 };

  it('has each vote once where all take part, though all have delegates', () => {
    const { voters } = electorateOf(holders, { turnout: all, delegation: 1, joined: 0, ownPart: 0.2 }, '1');
    expect(voters.map(({ votes }) => votes)).toEqual([0.5, 0.3, 0.2]);
  });

  it('votes with the stake of the absent through their delegates', () => {
    const turnout = { large: 0, small: 0, seats: 1 };
    const { voters } = electorateOf(holders, { turnout, delegation: 1, joined: 0, ownPart: 0.2 }, '1');
    expect(voters[0].votes).toBeCloseTo(1, 12);
    expect(voters.map(({ isPresent }) => isPresent)).toEqual([true, false, false]);
  });

  it('owns a fifth of what a validator votes with, and all of what another holder does', () => {
    const { voters } = electorateOf(holders, { turnout: all, delegation: 0, joined: 0, ownPart: 0.2 }, '1');
    expect(voters.map(({ own }) => own)).toEqual([0.1, 0.3, 0.2]);
  });
});
