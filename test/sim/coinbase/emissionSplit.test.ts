import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEpochDue } from '../../../sim/coinbase/dueEpoch.ts';
import {
  emitTao,
  type RootFundedSubnet,
  splitEmission,
  type TaoEmission,
  type TaoEpoch,
} from '../../../sim/coinbase/emissionSplit.ts';
import { type NominatedHotkey, payHotkey, totalStakeOf } from '../../../sim/delegation/nominatorPay.ts';

/** 18 %. */
const usualCut = 11_796;
const tao = 1_000_000_000n;
const [owner, staker] = [50, 60];

const subnet = (more: Partial<RootFundedSubnet> = {}): RootFundedSubnet => ({
  netuid: 1,
  tempo: 2,
  emissionValue: tao,
  owner: 7,
  registrationAllowed: true,
  pending: 0n,
  ...more,
});
const hotkey = (more: Partial<NominatedHotkey> = {}): NominatedHotkey => ({
  owner,
  take: null,
  stake: new Map([[owner, 1000n]]),
  ...more,
});
const state = (subnets: readonly RootFundedSubnet[], more: Partial<TaoEmission> = {}): TaoEmission => ({
  subnets,
  hotkeys: new Map([[0, hotkey()]]),
  balances: new Map(),
  issuance: 0n,
  loaded: [],
  ...more,
});
const halves: TaoEpoch = (_, drained) => [{ hotkey: 0, server: drained / 2n, validator: drained / 2n }];

function run(start: TaoEmission, blocks: number, epoch: TaoEpoch): TaoEmission {
  let now = start;
  for (let block = 0; block < blocks; block++) now = emitTao(now, block, usualCut, epoch).state;
  return now;
}

const held = ({ hotkeys, balances }: TaoEmission) =>
  [...hotkeys.values()].reduce((sum, each) => sum + totalStakeOf(each), 0n) +
  [...balances.values()].reduce((sum, rao) => sum + rao, 0n);

describe('TAO of a subnet in a block', () => {
  it('goes to the owner for 18 of 100, and to miners and validators for 41 each', () => {
    const after = run(state([subnet()]), 300, halves);
    const given = after.balances.get(7)!;
    expect(Number(given) / Number(300n * tao)).toBeCloseTo(0.18, 5);
    const waiting = after.loaded.reduce((sum, { server, validator }) => sum + server + validator, 0n);
    const forPeople = held(after) - 1000n - given + waiting + after.subnets[0].pending;
    expect(Number(forPeople) / Number(300n * tao)).toBeCloseTo(0.82, 5);
  });

  it('loses a RAO at most where owner and subnet share it', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, tao), fc.nat(65_535), (emissionValue, cut) => {
        const { ownerRao, subnetRao } = splitEmission(subnet({ emissionValue }), cut);
        expect(emissionValue - ownerRao - subnetRao).toBeOneOf([0n, 1n]);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('is not minted for root and for a subnet without registration, which have no epochs', () => {
    const closed = [subnet({ netuid: 0 }), subnet({ netuid: 2, registrationAllowed: false })];
    const { state: after, epochs } = emitTao(state(closed), 1, usualCut, halves);
    expect([after.subnets, after.issuance, epochs]).toEqual([closed, 0n, []]);
  });

  it('is minted when it is paid: issuance grows by what owners and stakers get', () => {
    const start = state([subnet(), subnet({ netuid: 2, owner: null, tempo: 3 })]);
    const after = run(start, 40, halves);
    expect(after.issuance).toBe(held(after) - held(start));
    expect(after.issuance).toBeGreaterThan(30n * tao);
  });

  it('is lost whole where an epoch gives more than it has', () => {
    const greedy: TaoEpoch = (_, drained) => [
      { hotkey: 0, server: drained, validator: 0n },
      { hotkey: 0, server: 0n, validator: 1n },
    ];
    const after = run(state([subnet({ owner: null })]), 40, greedy);
    expect([after.issuance, held(after)]).toEqual([0n, 1000n]);
    const all: TaoEpoch = (_, drained) => [{ hotkey: 0, server: drained, validator: 0n }];
    expect(run(state([subnet({ owner: null })]), 40, all).issuance).toBeGreaterThan(30n * tao);
  });

  it('is paid in the block after the epoch', () => {
    const due = emitTao(state([subnet({ tempo: 1, owner: null })]), 1, usualCut, halves);
    expect([due.epochs, due.state.issuance]).toEqual([[[1, tao]], 0n]);
    expect(emitTao(due.state, 2, usualCut, halves).state.issuance).toBe(tao);
  });

  it('cannot be paid to a hotkey that does not exist', () => {
    const foreign: TaoEpoch = () => [{ hotkey: 9, server: 1n, validator: 0n }];
    expect(() => run(state([subnet()]), 5, foreign)).toThrow(
      /pays hotkey 9, which is not among the 1 hotkeys; add its owner, take and stake/,
    );
  });
});

describe('a hotkey that is paid', () => {
  const delegate = hotkey({
    take: 13_107,
    stake: new Map([
      [owner, 250n],
      [staker, 750n],
    ]),
  });

  it('shares its validator part, less the take, by the stake from before', () => {
    const { stake } = payHotkey(delegate, 40n, 1000n);
    expect([stake.get(owner), stake.get(staker)]).toEqual([250n + 200n + 1n + 199n + 40n, 750n + 600n]);
  });

  it('reckons by shares that are floored first, so that what divides evenly loses a RAO too', () => {
    const alone = hotkey({ take: 13_107, stake: new Map([[staker, 1000n]]) });
    expect(payHotkey(alone, 0n, 1000n).stake).toEqual(
      new Map([
        [staker, 1801n],
        [owner, 199n],
      ]),
    );
    const thirds = hotkey({
      take: 0,
      stake: new Map([
        [owner, 300n],
        [staker, 600n],
      ]),
    });
    expect(payHotkey(thirds, 0n, 900n).stake.get(staker)).toBe(600n + 599n);
  });

  it('keeps all for its owner where it is no delegate, or nothing is staked on it', () => {
    expect(payHotkey({ ...delegate, take: null }, 40n, 1000n).stake.get(owner)).toBe(1290n);
    const empty = { ...delegate, stake: new Map([[staker, 0n]]) };
    expect(payHotkey(empty, 40n, 1000n).stake).toEqual(
      new Map([
        [staker, 0n],
        [owner, 1040n],
      ]),
    );
  });

  it('gains exactly what it is paid', () => {
    const amount = fc.bigInt(0n, 10n ** 15n);
    fc.assert(
      fc.property(amount, amount, fc.nat(65_535), amount, amount, (server, validator, take, one, other) => {
        const before = hotkey({
          take,
          stake: new Map([
            [owner, one],
            [staker, other],
          ]),
        });
        const after = payHotkey(before, server, validator);
        expect(totalStakeOf(after) - totalStakeOf(before)).toBe(server + validator);
      }),
      { seed: 16, numRuns: 200 },
    );
  });
});

describe('an epoch', () => {
  it('is due every tempo + 1 blocks, a block earlier for each netuid, and never at a tempo of 0', () => {
    const due = (netuid: number, tempo: number) =>
      Array.from({ length: 20 }, (_, block) => block).filter((block) => isEpochDue(block, netuid, tempo));
    expect([due(0, 4), due(1, 4), due(2, 4), due(1, 0)]).toEqual([
      [3, 8, 13, 18],
      [2, 7, 12, 17],
      [1, 6, 11, 16],
      [],
    ]);
    expect([98, 99, 100, 200].map((block) => isEpochDue(block, 0, 100))).toEqual([false, true, false, true]);
  });

  it.each([
    [-1, 1, 5, /block must be a whole number from 0 on; received -1: count in whole blocks/],
    [1, 0.5, 5, /netuid must be a whole number/],
    [1, 1, Number.NaN, /tempo must be a whole number from 0 on; received NaN/],
  ])('has no block %d, netuid %d, tempo %d', (block, netuid, tempo, message) => {
    expect(() => isEpochDue(block, netuid, tempo)).toThrow(message);
  });
});
