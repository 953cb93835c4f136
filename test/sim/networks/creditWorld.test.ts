import { describe, expect, it } from 'vitest';
import { nothingBrought, nothingWaiting, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { u64Max } from '../../../sim/math/saturating.ts';
import { checkBooks, UnbalancedBooks } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { type CreditNetworks, CreditWorld } from '../../../sim/networks/creditWorld.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { type NetworkEpoch, nextBlock } from '../../../sim/networks/nextBlock.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import { type Stream, stream } from '../../../sim/random.ts';

const tao = 1_000_000_000n;
const setting = {
  taoWeight: u64Max / 5n,
  ownerCut: 11_796,
  movingAlpha: 12_885_000n,
  maxEpochsPerBlock: 2,
};
const [miner, validator, rich] = [1, 2, 10];

/** A subnet with reserves, weights, prices and a clock of its own. */
function drawn(netuid: number, draws: Stream, more: Partial<WeightedSubnet> = {}): WeightedSubnet {
  const rao = (most: number) => BigInt(1 + draws.integer(most)) * tao + BigInt(draws.integer(1e9));
  return {
    netuid,
    dynamic: true,
    firstEmissionBlock: draws.integer(5) === 0 ? null : 1 + draws.integer(900),
    subtokenEnabled: true,
    registrationAllowed: draws.integer(8) > 0,
    emissionEnabled: true,
    movingPrice: BigInt(draws.integer(2 ** 30)),
    minerBurned: draws.integer(3) === 0 ? BigInt(draws.integer(2 ** 32)) : 0n,
    tao: rao(40_000) + 2000n * tao,
    alphaIn: rao(900_000) + 100_000n * tao,
    alphaOut: rao(12_000_000),
    quoteWeight: 3n * 10n ** 17n + BigInt(draws.integer(2 ** 30)) * 300_000_000n,
    hasSwapped: true,
    feeRate: 33,
    tempo: 5 + draws.integer(20),
    lastEpochBlock: 1000 - draws.integer(5),
    pendingEpochAt: 0,
    blocksSinceLastStep: draws.integer(10),
    ownerCutEnabled: draws.integer(4) > 0,
    halvingBlocks: 100 + draws.integer(200_000),
    waiting: nothingWaiting,
    brought: nothingBrought,
    rootProportion: 0n,
    protocolFlow: 0n,
    protocolAlpha: 0n,
    ...more,
  };
}

function world(seed: number, size: number, rootTao: bigint, more: Partial<WeightedSubnet> = {}) {
  const draws = stream(seed, 'a world of networks', 0);
  return foundNetworks(creditRules, {
    block: 1000,
    issued: 10_400_000n * tao + BigInt(draws.integer(1e9)),
    hotkeys: new Map([
      [miner, { coldkey: 11, take: 0, childkeyTake: 0 }],
      [validator, { coldkey: 12, take: 11_796, childkeyTake: 0 }],
    ]),
    balances: new Map([[rich, 50_000n * tao]]),
    rootStakes: [{ hotkey: validator, coldkey: rich, rao: rootTao }],
    networks: Array.from({ length: size }, (_, index) => ({
      subnet: drawn(index + 1, draws, more),
      owner: index % 2 === 0 ? null : { coldkey: 11, hotkey: 3 },
      stakes: [{ hotkey: validator, coldkey: 12, rao: tao }],
    })),
  });
}

const halves: NetworkEpoch = ({ alpha }) => [
  { hotkey: miner, incentive: alpha / 2n, dividend: 0n },
  { hotkey: validator, incentive: 0n, dividend: alpha / 3n },
];

/** Buys and sells in turn, the same in both worlds. */
const moved = (state: CreditNetworks, turn: number, netuid: number): CreditNetworks => {
  const at = { coldkey: rich, hotkey: validator, netuid };
  const amount = BigInt(1 + turn) * tao + BigInt(turn);
  return turn % 2 === 0
    ? addStake(creditRules, state, at, amount).state
    : removeStake(creditRules, state, at, amount / 3n).state;
};

/** The same blocks and movements by both engines; gives the world of the kernel. */
function both(start: CreditNetworks, turns: number): CreditWorld {
  const fast = new CreditWorld(start, setting);
  const slow = new CreditWorld(start, setting, 'text');
  for (let turn = 0; turn < turns; turn++) {
    for (const each of [fast, slow]) {
      each.advance(1000 + 7 * (turn + 1), halves);
      const netuid = turn % (start.networks.length + 1);
      each.move(netuid, (part) => moved(part, turn, netuid));
    }
    expect(fast.state()).toEqual(slow.state());
  }
  return fast;
}

describe('a world of weighted pools in the kernel', () => {
  it('has the bits of the readable text, below and above the prices at which root is paid, with epochs and movements of stake', () => {
    for (const [seed, size, root, byText] of [
      [1, 9, 5_000_000n, 0],
      [2, 14, 60_000n, 0],
      // With hardly any TAO on root the chain's purchases are large, and some are the text's.
      [3, 10, 1n, 80],
    ] as const) {
      const fast = both(world(seed, size, root * tao), 12);
      expect(fast.textBlocks).toBeLessThanOrEqual(byText);
    }
  });

  it('is the text where a number is beyond it: a stable subnet, one that root switched off, a first swap', () => {
    for (const more of [{ emissionEnabled: false }, { hasSwapped: false }, { tao: 5n * tao }] as const) {
      const fast = both(world(4, 4, 900_000n * tao, more), 3);
      expect(fast.textBlocks).toBeGreaterThan(0);
    }
  });

  it('is the same world as nextBlock makes', () => {
    let state: CreditNetworks = world(5, 12, 800_000n * tao);
    const fast = new CreditWorld(state, setting);
    fast.advance(1050, halves);
    while (state.block < 1050) state = nextBlock(creditRules, state, setting, halves);
    expect(fast.state()).toEqual(state);
  });

  it('shared with another has the networks of the whole one: its own to the RAO, of others what they are paid is outside', () => {
    const founded = world(8, 6, 100_000n * tao, { minerBurned: 0n, ownerCutEnabled: true });
    const state = { ...founded, networks: founded.networks.map((each) => ({ ...each, owner: null })) };
    const whole = new CreditWorld(state, setting);
    whole.advance(1060, halves);
    for (const owns of [(netuid: number) => netuid <= 3, (netuid: number) => netuid > 3]) {
      const part = new CreditWorld(state, setting, 'kernel', owns);
      part.advance(1060, halves);
      checkBooks(creditRules, part.state());
      for (const [place, { subnet, pools, books }] of whole.state().networks.entries()) {
        const found = part.network(place);
        expect(found.subnet).toEqual(subnet);
        if (owns(subnet.netuid)) expect(found).toEqual({ ...found, pools, books });
        else expect(found.pools).toEqual(state.networks[place].pools);
      }
    }
  });

  it('is not shared where an epoch withholds, as others do not hear of it', () => {
    const state = world(7, 3, 100_000n * tao);
    const networks = state.networks.map((each) => ({ ...each, owner: { coldkey: 11, hotkey: miner } }));
    const shared = new CreditWorld({ ...state, networks }, setting, 'kernel', (netuid) => netuid === 1);
    expect(() => shared.advance(1060, halves)).toThrow(/netuid 1 must neither withhold nor recycle/);
  });

  it('stops at the first RAO that is lost, whether an epoch or a movement of stake loses it', () => {
    const fast = new CreditWorld(world(6, 5, 100_000n * tao), setting);
    fast.advance(1020, halves);
    const more: NetworkEpoch = ({ alpha }) => [{ hotkey: miner, incentive: 2n * alpha, dividend: 0n }];
    expect(() => fast.advance(1050, more)).toThrow(UnbalancedBooks);
    const other = new CreditWorld(world(6, 5, 100_000n * tao), setting);
    other.advance(1020, halves);
    other.move(2, (part) => ({
      ...part,
      networks: part.networks.map((each) => ({
        ...each,
        books: { ...each.books, lost: each.books.lost + 1n },
      })),
    }));
    expect(() => other.advance(1021, halves)).toThrow(UnbalancedBooks);
  });
});
