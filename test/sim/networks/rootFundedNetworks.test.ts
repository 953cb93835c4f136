import { describe, expect, it } from 'vitest';
import type { RootFundedSubnet, TaoEpoch } from '../../../sim/coinbase/emissionSplit.ts';
import { totalStakeOf } from '../../../sim/delegation/nominatorPay.ts';
import { UnbalancedBooks } from '../../../sim/networks/books.ts';
import {
  checkRootFunded,
  nextRootFundedBlock,
  type RootFundedState,
  usualRootSetting,
} from '../../../sim/networks/rootFundedNetworks.ts';

const tao = 1_000_000_000n;
const [big, small] = [1, 2];
const subnet = (netuid: number, more: Partial<RootFundedSubnet> = {}): RootFundedSubnet => ({
  netuid,
  tempo: 9,
  emissionValue: 0n,
  owner: 100 + netuid,
  registrationAllowed: true,
  pending: 0n,
  ...more,
});
const founded = (more: Partial<RootFundedState> = {}): RootFundedState => ({
  block: 0,
  subnets: [subnet(1), subnet(2), subnet(3)],
  hotkeys: new Map([
    [big, { owner: 10, take: 11_796, stake: new Map([[20, 3000n * tao]]) }],
    [small, { owner: 11, take: null, stake: new Map([[11, 1000n * tao]]) }],
  ]),
  balances: new Map(),
  issuance: 7_000_000n * tao,
  loaded: [],
  validators: [
    {
      hotkey: big,
      weights: [
        [1, 60_000],
        [2, 5000],
      ],
    },
    {
      hotkey: small,
      weights: [
        [2, 1],
        [3, 1],
      ],
    },
  ],
  outside: 6_996_000n * tao,
  ...more,
});
const halves: TaoEpoch = (_, drained) => [
  { hotkey: big, server: 0n, validator: drained / 2n },
  { hotkey: small, server: drained / 2n, validator: 0n },
];
function run(start: RootFundedState, blocks: number): RootFundedState {
  let state = start;
  for (let block = 0; block < blocks; block++) state = nextRootFundedBlock(state, usualRootSetting, halves);
  return state;
}
const values = ({ subnets }: RootFundedState) =>
  subnets.map(({ emissionValue }) => Number(emissionValue) / 1e9);

describe('several networks that root funds', () => {
  it('get nothing before an epoch of root, and from then on what its validators give them', () => {
    expect(values(run(founded(), 98))).toEqual([0, 0, 0]);
    const [first, second, third] = values(run(founded(), 99));
    expect(first + second + third).toBeCloseTo(1, 8);
    expect(first).toBeGreaterThan(0.6);
    expect(second).toBeGreaterThan(0.2);
    expect(third).toBeLessThan(0.02);
  });

  it('keep their values until the next epoch of root, whatever validators say in between', () => {
    const state = run(founded(), 99);
    const turned = {
      ...state,
      validators: state.validators.map((each) => ({ ...each, weights: [[3, 1] as const] })),
    };
    expect(values(run(turned, 100))).toEqual(values(state));
    expect(values(run(turned, 101))[2]).toBeCloseTo(1, 8);
  });

  it('lose what validators set on root itself', () => {
    const { validators } = founded();
    const selfish = validators.map(({ hotkey }) => ({
      hotkey,
      weights: [
        [0, 1],
        [1, 1],
      ] as const,
    }));
    const [first] = values(run(founded({ validators: selfish }), 99));
    expect(first).toBeCloseTo(0.5, 8);
  });

  it('keep them too where an epoch of root is refused', () => {
    const state = run(founded(), 99);
    expect(values(run({ ...state, validators: [] }, 300))).toEqual(values(state));
  });

  it('pay stakes and owners: all TAO that exists is in an account after each block', () => {
    const state = run(founded(), 500);
    const earned =
      [...state.hotkeys.values()].reduce((sum, hotkey) => sum + totalStakeOf(hotkey), 0n) - 4000n * tao;
    const owners = [...state.balances.values()].reduce((sum, rao) => sum + rao, 0n);
    expect(state.issuance).toBe(7_000_000n * tao + earned + owners);
    expect(Number(owners) / Number(owners + earned)).toBeCloseTo(0.18, 1);
    expect(earned + owners).toBeGreaterThan(380n * tao);
  });

  it('stop where TAO is made or lost', () => {
    expect(() => checkRootFunded({ ...founded(), issuance: 7_000_000n * tao + 1n })).toThrow(
      /block 0: TAO does not balance: 7000000000000001 RAO issued, 7000000000000000 held \(staked 4000/,
    );
    expect(() => run({ ...founded(), balances: new Map([[5, 1n]]) }, 1)).toThrow(UnbalancedBooks);
  });

  it('name a validator of root that has no hotkey', () => {
    const foreign = founded({ validators: [{ hotkey: 9, weights: [] }] });
    expect(() => run(foreign, 99)).toThrow(/validator 9 of root is not among the 2 hotkeys; add its owner/);
  });
});
