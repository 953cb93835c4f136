import { describe, expect, it } from 'vitest';
import { chamberOf, membersOf } from '../../../agents/voters/chamberOf.ts';
import { delegatesOf } from '../../../agents/voters/delegates.ts';
import { type Elector, electorsOf, type Wants } from '../../../agents/voters/electors.ts';
import type { Holder } from '../../../agents/voters/holders.ts';
import { interestsUnder } from '../../../agents/voters/interests.ts';
import { officersOf, selfless } from '../../../agents/voters/officers.ts';
import { presenceIn } from '../../../agents/voters/presence.ts';
import { seatVotes } from '../../../agents/voters/seatVotes.ts';
import recorded from '../../../agents/voters/sequenceLengths.data.json' with { type: 'json' };
import { clientMeasures, proposalMeasures } from '../../../agents/voters/termMeasures.ts';
import { termOfVotes } from '../../../agents/voters/termOfVotes.ts';

const interests = interestsUnder('usual');
const { options, best, clientLoss } = interests;
const wants: Wants = { worth: 0, gpuAccess: 1, misjudgement: 0, by: 'nearest', gpusGoTo: 'drawn' };
const key = (name: string, stake: bigint, validates: boolean) => ({ name, stake, validates });
const holder = (...hotkeys: ReturnType<typeof key>[]): Holder => ({
  stake: hotkeys.reduce((sum, { stake }) => sum + stake, 0n),
  hotkeys,
});
const elector = (stake: bigint, validates = false): Elector => ({
  stake,
  hotkeys: [key(String(stake), stake, validates)],
  validates,
  wish: 8,
  utility: options.map((option) => -Math.abs(option - 8)),
});

describe('what a holder wants', () => {
  it('is the mean of what its validators and its miners want, by what both are paid', () => {
    // It has three quarters of the stake and half of the miners, so that 0.75 of 1.25 of its income is for validating.
    const both = holder(key('a', 700n, true), key('b', 50n, false));
    const [{ wish }] = electorsOf([both, holder(key('c', 250n, false))], interests, wants, '1');
    expect(wish).toBeCloseTo(0.6 * best.validator + 0.4 * best.gpuMiner, 12);
  });

  it('is the client’s best by as much as the worth of its stake counts', () => {
    const [{ wish }] = electorsOf([holder(key('a', 1n, true))], interests, { ...wants, worth: 0.25 }, '1');
    expect(wish).toBeCloseTo(0.25 * best.client + 0.75 * best.validator, 12);
  });

  it('is longer for the richest where they have the GPUs', () => {
    const rich = { ...wants, gpuAccess: 0.5, gpusGoTo: 'rich' } as const;
    const wishes = electorsOf(
      [10n, 40n, 20n, 30n].map((stake) => holder(key(`${stake}`, stake, false))),
      interests,
      rich,
      '1',
    ).map(({ wish }) => wish);
    expect(wishes).toEqual([best.cpuMiner, best.gpuMiner, best.cpuMiner, best.gpuMiner]);
  });

  it('with GPUs is worked out from the recorded profits of all and of those on a CPU', () => {
    const { cpuProfit, minerProfit, gpuShare } = recorded.usual;
    const own = minerProfit.map((profit, k) => profit - (1 - gpuShare[k]) * cpuProfit[k]);
    const [low, high] = [Math.min(...own), Math.max(...own)];
    for (const [k, gain] of interests.gains.gpuMiner.entries())
      expect(gain).toBeCloseTo((own[k] - low) / (high - low), 12);
  });
});

describe('who takes part', () => {
  const electors = [elector(2000n), elector(1n), elector(1n, true), elector(500n)];

  it('is asked by what it holds, validators as those with a seat', () => {
    const present = (turnout: { large: number; small: number; seats: number }) =>
      presenceIn(0, electors, turnout, '1').isPresent;
    expect(present({ large: 1, small: 0, seats: 0 })).toEqual([true, false, false, true]);
    expect(present({ large: 0, small: 1, seats: 0 })).toEqual([false, true, false, false]);
    expect(present({ large: 0, small: 0, seats: 1 })).toEqual([false, false, true, false]);
  });

  it('is silent with its seat where it is indifferent or absent, and is heard in the order of moments', () => {
    const ask = {
      number: 0,
      proposer: 0,
      stances: ['aye', 'abstain', 'nay', 'aye'] as const,
      isPresent: [true, true, true, true],
      isSeatPresent: [true, true, true, false],
      moments: [0.9, 0.2, 0.1, 0.3],
    };
    expect(seatVotes(ask, [0, 1, 2, 3])).toEqual([
      { holder: 2, moment: 0.1, isAye: false },
      { holder: 0, moment: 0.9, isAye: true },
    ]);
  });

  it('of validators joins no shared one, and they alone are delegates', () => {
    expect(membersOf([{ validates: true }, { validates: false }], 1, '1')).toEqual([false, true]);
    for (const seed of ['1', '2', '3', '4']) expect(delegatesOf(electors, 1, seed)).toEqual([2, 2, null, 2]);
  });

  it('of those who joined has no quorum to meet, though a vote of all has', () => {
    const terms = { quorum: 0.4, threshold: 0.51, delegation: 0, joined: 1 };
    const quorumOf = (rule: 'stake' | 'shared-validator') =>
      chamberOf(rule, electors, officersOf(electors, '1'), terms, '1').ayesToPass;
    expect(quorumOf('shared-validator')).toBe(0.001);
    expect(quorumOf('stake')).toBe(0.4);
  });
});

describe('an office', () => {
  it('is one of several that no holder has twice, however much of the stake it has', () => {
    const electors = [elector(1_000_000n), ...Array.from({ length: 30 }, () => elector(1n))];
    for (const seed of ['1', '2', '3']) {
      const { triumvirate, submitters, owners } = officersOf(electors, seed);
      for (const [places, count] of [
        [triumvirate, 3],
        [submitters, 20],
        [owners, 16],
      ] as const)
        expect(new Set(places).size).toBe(count);
      expect(triumvirate).toContain(0);
    }
  });

  it('makes its holder want the client’s best where it is selfless, the owner’s too', () => {
    const electors = Array.from({ length: 30 }, () => elector(1n));
    const officers = { triumvirate: [3, 4, 5], submitters: [], owners: [9, 10] };
    const wishes = selfless(electors, officers, interests).map(({ wish }) => wish);
    for (const [place, wish] of wishes.entries())
      expect(wish).toBe([3, 4, 5, 9].includes(place) ? best.client : 8);
  });
});

describe('a term', () => {
  const eager: Elector = { ...elector(1n), utility: options.map((_, k) => (k === 5 ? 1 : 0)) };
  const everyone = { large: 1, small: 1, seats: 1 };

  it('of a hundred days leaves the old setting in force while a vote of 60 days goes on', () => {
    const chamber = {
      proposers: [0],
      decide: () => ({ passes: true, days: 60 }),
      game: null,
      ayesToPass: null,
      naysToBlock: null,
    };
    const term = { days: 100, between: 0.01, start: 1, turnout: everyone };
    const { daysInForce, last } = termOfVotes(chamber, [eager], term, '1');
    expect(daysInForce[1]).toBeCloseTo(60, 0);
    expect(daysInForce.reduce((sum, days) => sum + days, 0)).toBeCloseTo(100, 9);
    expect(last).toBe(5);
  });

  it('costs the client nothing in which its best is in force throughout', () => {
    const bestOption = clientLoss.indexOf(Math.min(...clientLoss));
    const daysInForce = options.map((_, k) => (k === bestOption ? 360 : 0));
    const found = clientMeasures({ proposals: [], daysInForce, last: bestOption }, interests);
    expect(found.clientExcess).toBeCloseTo(0, 12);
    expect(found.finalExcess).toBe(0);
  });

  it('counts as wrong what passed and harms, and what was blocked and would help', () => {
    const [good, bad] = [
      clientLoss.indexOf(Math.min(...clientLoss)),
      clientLoss.indexOf(Math.max(...clientLoss)),
    ];
    const decided = (from: number, to: number, passes: boolean) => ({ from, to, passes, days: 1 });
    const { wrongPasses, wrongBlocks, passedShare } = proposalMeasures(
      [
        decided(good, bad, true),
        decided(good, bad, true),
        decided(bad, good, true),
        decided(bad, good, false),
      ],
      interests,
    );
    expect(wrongPasses).toBeCloseTo(2 / 3, 12);
    expect([wrongBlocks, passedShare]).toEqual([1, 0.75]);
  });
});
