import { describe, expect, it } from 'vitest';
import {
  plannedReview,
  review,
  reviewDelay,
  reviewers,
  seatsFor,
  triumvirateDecision,
} from '../../../sim/governance/review.ts';
import { adjustSenate, type Senator, senateSeats } from '../../../sim/governance/senate.ts';
import {
  type Chambers,
  close,
  type Proposal,
  propose,
  vote,
  withoutVotesOf,
} from '../../../sim/governance/triumvirate.ts';

const names = (count: number) => Array.from({ length: count }, (_, k) => `hotkey ${k}`);
const senators = (stakes: readonly number[]): Senator[] =>
  stakes.map((stake, k) => ({ hotkey: `hotkey ${k}`, stake: BigInt(stake) }));
const stakeOf = (senate: readonly Senator[]) => (hotkey: string) =>
  senate.find((senator) => senator.hotkey === hotkey)!.stake;

describe('the senate', () => {
  const full = senators([90, 80, 70, 60, 50, 40, 30, 20, 12, 11, 10, 10]);

  it('gives a free seat to whoever registers on root, with however little stake', () => {
    const few = senators([90, 80]);
    const { senate, replaced } = adjustSenate(few, { hotkey: 'new', stake: 0n }, stakeOf(few));
    expect(senate.map(({ hotkey }) => hotkey)).toEqual(['hotkey 0', 'hotkey 1', 'new']);
    expect(replaced).toBeNull();
  });

  it('that is full gives the seat of the least stake to one with strictly more, and of equals that of the first', () => {
    expect(full).toHaveLength(senateSeats);
    const { senate, replaced } = adjustSenate(full, { hotkey: 'new', stake: 11n }, stakeOf(full));
    expect(replaced).toBe('hotkey 10');
    expect(senate).toHaveLength(senateSeats);
    expect(senate.at(-1)).toEqual({ hotkey: 'new', stake: 11n });
    expect(adjustSenate(full, { hotkey: 'new', stake: 10n }, stakeOf(full)).replaced).toBeNull();
  });

  it('keeps one whose stake has shrunk until another registers with more', () => {
    const shrunk = (hotkey: string) => (hotkey === 'hotkey 0' ? 1n : stakeOf(full)(hotkey));
    expect(adjustSenate(full, { hotkey: 'hotkey 1', stake: 80n }, shrunk).senate).toHaveLength(12);
    expect(adjustSenate(full, { hotkey: 'new', stake: 2n }, shrunk).replaced).toBe('hotkey 0');
  });

  it('refuses a negative stake', () => {
    const act = () => adjustSenate(full, { hotkey: 'new', stake: -1n }, stakeOf(full));
    expect(act).toThrow('stake of new must not be negative; received -1');
  });
});

describe('a proposal of the triumvirate', () => {
  const chambers = (seats: number, prime: string | null = null): Chambers => ({
    triumvirate: ['Alice', 'Bob', 'Charlie'],
    senate: names(seats),
    prime,
  });
  const motion = { call: 'sudo_set_kappa', needsRoot: true, duration: 3600 };
  const proposed = (of: Chambers): Proposal => {
    const proposal = propose(of, [], 'Bob', motion, 100);
    if (typeof proposal === 'string') throw new Error(proposal);
    return proposal;
  };
  const voted = (of: Chambers, ayes: number, nays: number): Proposal =>
    names(ayes + nays).reduce((proposal, hotkey, k) => {
      const after = vote(of, proposal, hotkey, k < ayes);
      if (typeof after === 'string') throw new Error(after);
      return after;
    }, proposed(of));

  it('is made by its members only, for twelve hours at least, once, and with at most ten open', () => {
    const of = chambers(12);
    expect(propose(of, [], 'Dave', motion, 0)).toBe('NotMember');
    expect(propose(of, [], 'Alice', { ...motion, duration: 3599 }, 0)).toBe(
      'DurationLowerThanConfiguredMotionDuration',
    );
    expect(propose(of, [proposed(of)], 'Alice', motion, 0)).toBe('DuplicateProposal');
    const others = names(10).map((call) => ({ ...proposed(of), call }));
    expect(propose(of, others, 'Alice', motion, 0)).toBe('TooManyActiveProposals');
    expect(propose(of, others.slice(1), 'Alice', motion, 0)).toMatchObject({ end: 3600 });
  });

  it('needs half of the senate of that moment and one: 7 of 12, 6 of 11, 1 of none', () => {
    for (const [seats, threshold] of [[12, 7], [11, 6], [1, 1], [0, 1]] as const) // biome-ignore format: a table
      expect(proposed(chambers(seats)).threshold).toBe(threshold);
  });

  it('is voted on by the senate, whose votes may be turned and not repeated', () => {
    const of = chambers(12);
    const once = vote(of, proposed(of), 'hotkey 3', true);
    if (typeof once === 'string') throw new Error(once);
    expect(vote(of, once, 'hotkey 3', true)).toBe('DuplicateVote');
    expect(vote(of, once, 'hotkey 3', false)).toMatchObject({ ayes: [], nays: ['hotkey 3'] });
    expect(vote(of, once, 'Bob', true)).toBe('NotMember');
    expect(withoutVotesOf(once, 'hotkey 3')).toMatchObject({ ayes: [], nays: [] });
  });

  it('runs as soon as its ayes reach the threshold, and is dropped as soon as they no longer can', () => {
    const of = chambers(12);
    expect(close(of, voted(of, 7, 0), 101)).toEqual({ outcome: 'executed', ayes: 7, nays: 0 });
    expect(close(of, voted(of, 6, 5), 101)).toEqual({ outcome: 'open' });
    expect(close(of, voted(of, 6, 6), 101)).toEqual({ outcome: 'disapproved', ayes: 6, nays: 6 });
  });

  it('at its end gives all abstentions to the prime’s side, and to the nays without one', () => {
    const end = 3700;
    const withPrime = chambers(12, 'hotkey 0');
    expect(close(withPrime, voted(withPrime, 1, 0), end - 1)).toEqual({ outcome: 'open' });
    expect(close(withPrime, voted(withPrime, 1, 0), end)).toEqual({ outcome: 'executed', ayes: 12, nays: 0 });
    expect(close(chambers(12), voted(withPrime, 6, 0), end)).toMatchObject({
      outcome: 'disapproved',
      nays: 6,
    });
    expect(close(withPrime, voted(withPrime, 0, 1), end)).toMatchObject({ outcome: 'disapproved', nays: 12 });
  });

  it('passed by a threshold that the grown senate has outgrown runs without root', () => {
    const before = chambers(3);
    const proposal = voted(before, 2, 0);
    expect(close(chambers(3), proposal, 101)).toMatchObject({ outcome: 'executed' });
    expect(close(chambers(4), proposal, 101)).toMatchObject({ outcome: 'not root' });
    expect(close(chambers(4), { ...proposal, needsRoot: false }, 101)).toMatchObject({ outcome: 'executed' });
  });

  it('refuses a triumvirate of four', () => {
    const act = () => propose({ ...chambers(12), triumvirate: names(4) }, [], 'hotkey 0', motion, 0);
    expect(act).toThrow('triumvirate must have at most 3 members; received 4');
  });
});

describe('the planned review', () => {
  const day = 7200;

  it('of 32 seats is cancelled by 17, hurried by 24, and enacted after a day by silence', () => {
    expect([seatsFor(plannedReview.cancel, 32), seatsFor(plannedReview.fast, 32)]).toEqual([17, 24]);
    expect(review(32, 1000, [])).toMatchObject({ outcome: 'enacted', block: 1000 + day });
    const by = (count: number, isAye: boolean) =>
      names(count).map((_, seat) => ({ block: 1010, seat, isAye }));
    expect(review(32, 1000, by(16, false)).outcome).toBe('enacted');
    expect(review(32, 1000, by(17, false))).toMatchObject({ outcome: 'cancelled', block: 1010 });
    expect(review(32, 1000, by(24, true))).toMatchObject({ outcome: 'enacted', block: 1011 });
  });

  it('waits less the more seats agree, and up to twice as long the more disagree, by 1 − (1 − net/threshold)³', () => {
    const delay = (ayes: number, nays: number) => reviewDelay({ seats: 32, ayes, nays });
    expect(delay(0, 0)).toBe(day);
    expect(delay(10, 10)).toBe(day);
    // Net approval 12/32 of 0.75 is one half: c = 7/8.
    expect(delay(12, 0)).toBe(day / 8);
    expect(delay(23, 0)).toBe(Math.round(day * (1 / 24) ** 3));
    expect(delay(0, 16)).toBe(Math.round(day * (2 - (1 - 0.5 / 0.51) ** 3)));
    expect(delay(24, 8)).toBe(0);
    expect(delay(15, 17)).toBeNull();
    for (let ayes = 0; ayes < 24; ayes++) expect(delay(ayes + 1, 0)!).toBeLessThan(delay(ayes, 0)!);
    for (let nays = 0; nays < 16; nays++) expect(delay(0, nays + 1)!).toBeGreaterThan(delay(0, nays)!);
  });

  it('counts a turned vote once, and none that comes after the enactment', () => {
    const turned = [
      { block: 1, seat: 0, isAye: false },
      { block: 2, seat: 0, isAye: true },
      { block: 8000, seat: 1, isAye: false },
    ];
    expect(review(2, 0, turned).votes).toEqual({ seats: 2, ayes: 1, nays: 0 });
  });

  it('whose delay has passed when seats agree is enacted in the next block', () => {
    const late = [
      { block: 7000, seat: 0, isAye: true },
      { block: 7001, seat: 1, isAye: true },
    ];
    expect(review(4, 0, late)).toMatchObject({ outcome: 'enacted', block: 7001 });
  });

  it('seats each coldkey once, whatever it owns, and no owner of a subnet younger than 180 days', () => {
    const stakers = names(20).map((coldkey, k) => ({ coldkey, rank: BigInt(100 - k) }));
    const owners = [
      { coldkey: 'hotkey 0', rank: 9n, age: 200 * day },
      { coldkey: 'owner', rank: 8n, age: 200 * day },
      { coldkey: 'owner', rank: 7n, age: 200 * day },
      { coldkey: 'young', rank: 99n, age: 179 * day },
      { coldkey: 'other', rank: 1n, age: 180 * day },
    ];
    expect(reviewers(stakers, owners)).toEqual([...names(16), 'owner', 'other']);
  });

  it('follows two of three members within seven days', () => {
    expect(triumvirateDecision({ ayes: 2, nays: 0 }, 0, 1)).toBe('to review');
    expect(triumvirateDecision({ ayes: 1, nays: 2 }, 0, 1)).toBe('rejected');
    expect(triumvirateDecision({ ayes: 1, nays: 1 }, 0, 7 * day - 1)).toBe('open');
    expect(triumvirateDecision({ ayes: 1, nays: 1 }, 0, 7 * day)).toBe('expired');
  });

  it.each([
    [
      'more votes than seats',
      () => reviewDelay({ seats: 3, ayes: 2, nays: 2 }),
      'at most 3 together; received 2 and 2',
    ],
    ['no seat', () => review(0, 0, []), 'seats must be 1 or more; received 0'],
    [
      'a seat that does not exist',
      () => review(2, 0, [{ block: 1, seat: 2, isAye: true }]),
      'seat must be 0 … 1; received 2',
    ],
    [
      'a vote before the submission',
      () => review(2, 5, [{ block: 1, seat: 0, isAye: true }]),
      'from 5 on; received 1',
    ],
    [
      'four votes of three members',
      () => triumvirateDecision({ ayes: 2, nays: 2 }, 0, 1),
      'at most 3 together',
    ],
  ])('refuses %s', (_, act, says) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(says);
  });
});
