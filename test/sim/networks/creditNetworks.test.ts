import { describe, expect, it } from 'vitest';
import {
  nothingBrought,
  nothingWaiting,
  priceOf,
  type WeightedSubnet,
} from '../../../sim/coinbase/weightedSubnet.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { balanceSheets, UnbalancedBooks } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { type FirstNetworks, foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { type NetworkEpoch, nextBlock } from '../../../sim/networks/nextBlock.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import { evenWeight } from '../../../sim/pools/weightedPool.ts';

const tao = 1_000_000_000n;
const subnet = (netuid: number, more: Partial<WeightedSubnet> = {}): WeightedSubnet => ({
  netuid,
  dynamic: true,
  firstEmissionBlock: 1,
  subtokenEnabled: true,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice: U96F32.one / 10n,
  minerBurned: 0n,
  tao: 1000n * tao,
  alphaIn: 10_000n * tao,
  alphaOut: 5000n * tao,
  quoteWeight: evenWeight,
  hasSwapped: true,
  feeRate: 33,
  tempo: 10,
  lastEpochBlock: 999 - netuid,
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  halvingBlocks: 100,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
  ...more,
});
const setting = {
  taoWeight: u64Max / 5n,
  ownerCut: 11_796,
  movingAlpha: U96F32.one / 10n,
  maxEpochsPerBlock: 2,
};
const [miner, validator] = [1, 2];
const [rich, minerCold, validatorCold] = [10, 11, 12];
const owned = { coldkey: minerCold, hotkey: miner };

const found = (prices: readonly bigint[], more: Partial<FirstNetworks<WeightedSubnet>> = {}) =>
  foundNetworks(creditRules, {
    block: 1000,
    issued: 8_000_000n * tao,
    hotkeys: new Map([
      [miner, { coldkey: minerCold, take: 0, childkeyTake: 0 }],
      [validator, { coldkey: validatorCold, take: 11_796, childkeyTake: 0 }],
    ]),
    balances: new Map([[rich, 5000n * tao]]),
    rootStakes: [{ hotkey: validator, coldkey: rich, rao: 60_000n * tao }],
    networks: prices.map((movingPrice, index) => ({
      subnet: subnet(index + 1, { movingPrice }),
      stakes: [{ hotkey: validator, coldkey: validatorCold, rao: 1000n * tao }],
    })),
    ...more,
  });
type State = ReturnType<typeof found>;
const [cheap, dear] = [U96F32.one / 10n, U96F32.one];

const halves: NetworkEpoch = ({ alpha }) => [
  { hotkey: miner, incentive: alpha / 2n, dividend: 0n },
  { hotkey: validator, incentive: 0n, dividend: alpha / 2n },
];
/** Moving prices stay as they are. */
const steady = { ...setting, movingAlpha: 0n };
function run(start: State, blocks: number, rules = creditRules, its = setting): State {
  let state = start;
  for (let block = 0; block < blocks; block++) state = nextBlock(rules, state, its, halves);
  return state;
}
const withOwner = (state: State, owner: State['networks'][number]['owner']): State => ({
  ...state,
  networks: state.networks.map((each) => ({ ...each, owner })),
});
const held = (state: State, netuid: number) =>
  balanceSheets(creditRules, state).find(({ token }) => token === netuid)!.held;

describe('several networks with weighted pools', () => {
  it('balance in RAO after each block, through swaps, epochs, chain buys and what is recycled', () => {
    for (const prices of [
      [cheap, cheap, cheap],
      [dear, dear, cheap],
    ]) {
      let state = found(prices);
      for (let day = 0; day < 12; day++) {
        state = run(state, 6);
        const at = { coldkey: rich, hotkey: validator, netuid: day % 4 };
        state = addStake(creditRules, state, at, 20n * tao + BigInt(day)).state;
        state = removeStake(creditRules, state, at, 7n * tao).state;
      }
      for (const { issued, held: places } of balanceSheets(creditRules, state))
        expect(Object.values(places).reduce((sum, rao) => sum + rao, 0n)).toBe(issued);
      expect(state.books.issued).toBeGreaterThan(8_000_000n * tao);
    }
  });

  it("keep root's dividends to be claimed where all prices together are above 1, and recycle them below", () => {
    const [above, below] = [found([dear, dear]), found([cheap, cheap])].map((state) => run(state, 40));
    expect(held(above, 1).claimable).toBeGreaterThan(tao);
    expect(held(below, 1).claimable).toBe(0n);
    expect(below.networks[0].books.issued).toBeLessThan(above.networks[0].books.issued);
  });

  it('lose floors alone where no incentive is withheld, each has an owner and root is paid', () => {
    const state = withOwner(found([dear, dear]), { coldkey: rich, hotkey: validator });
    const after = run(state, 60, creditRules, steady);
    for (const netuid of [1, 2]) expect(held(after, netuid).lost).toBeLessThan(400n);
    expect(after.books.lost).toBeLessThan(100n);
  });

  it("lose for miners as much again as half of root's part where that is recycled: they get half of what an epoch has", () => {
    let state = withOwner(found([cheap, cheap]), { coldkey: rich, hotkey: validator });
    let recycled = 0n;
    // The last of these blocks has an epoch.
    for (let block = 0; block < 58; block++) {
      const before = state.networks[0].books.issued;
      state = run(state, 1, creditRules, steady);
      const { books, subnet: after } = state.networks[0];
      recycled += after.brought.alphaIn + after.brought.alphaOut - (books.issued - before);
    }
    expect(Number(held(state, 1).lost) / Number(recycled)).toBeCloseTo(0.5, 2);
  });

  it("cut a network's TAO by what it withholds of the incentives", () => {
    const state = found([dear, dear]);
    const networks = state.networks.map((each, place) => (place === 0 ? { ...each, owner: owned } : each));
    const { networks: after } = run({ ...state, networks }, 40);
    const [burning, paying] = after.map(({ subnet: { brought } }) => brought.taoIn + brought.taoSpent);
    expect([after[0].subnet.minerBurned, burning]).toEqual([U96F32.one, 0n]);
    expect(paying).toBeGreaterThan(tao - 3n);
  });

  it('recycle a withheld incentive where the network says so: it leaves the issuance', () => {
    const withholding = (recycleOrBurn: 'burn' | 'recycle') => {
      const state = found([dear, dear]);
      const networks = state.networks.map((each) => ({ ...each, owner: owned, recycleOrBurn }));
      return run({ ...state, networks }, 40);
    };
    const [burned, recycled] = [withholding('burn'), withholding('recycle')];
    const gone = burned.networks[0].books.issued - recycled.networks[0].books.issued;
    expect(gone).toBeGreaterThan(8n * tao);
    expect(held(burned, 1).lost - held(recycled, 1).lost).toBeGreaterThan(8n * tao);
  });

  it('keep their prices where a block only adds, and rise where it buys as well', () => {
    const priced = (reserve: bigint) =>
      found([], {
        networks: [{ subnet: subnet(1, { tao: reserve }) }, { subnet: subnet(2, { tao: reserve }) }],
      });
    const drift = (state: State) =>
      Number(priceOf(run(state, 30).networks[0].subnet)) / Number(priceOf(state.networks[0].subnet));
    const [low, high] = [priced(1000n * tao), priced(20_000n * tao)];
    expect(run(high, 1).networks[0].subnet.brought.taoSpent).toBe(0n);
    expect(drift(high)).toBeCloseTo(1, 8);
    expect(run(low, 1).networks[0].subnet.brought.taoSpent).toBeGreaterThan(0n);
    expect(drift(low)).toBeGreaterThan(1.001);
  });

  it('stop where a rule books other than it does', () => {
    const forgetful: typeof creditRules = {
      ...creditRules,
      coinbase: (...args) => {
        const block = creditRules.coinbase(...args);
        return { ...block, mintedTao: block.mintedTao + 1n };
      },
    };
    expect(() => run(found([cheap]), 1, forgetful)).toThrow(UnbalancedBooks);
  });
});
