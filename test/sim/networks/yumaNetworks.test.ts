import { describe, expect, it } from 'vitest';
import { nothingPending, type PricedSubnet } from '../../../sim/coinbase/priceCoinbase.ts';
import { nothingBrought, nothingWaiting, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../../../sim/delegation/decimalSharePool.ts';
import type { SharePool } from '../../../sim/delegation/sharePool.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { type Neurons, nextYumaBlock, type YumaNetworks } from '../../../sim/networks/yumaNetworks.ts';
import { evenWeight } from '../../../sim/pools/weightedPool.ts';
import { stream } from '../../../sim/random.ts';
import { emptyRow, rowOf } from '../../../sim/row.ts';

const tao = 1_000_000_000n;
const setting = { taoWeight: u64Max / 2n, ownerCut: 11_796, movingAlpha: 0n, maxEpochsPerBlock: 2 };
const common = {
  tempo: 9,
  firstEmissionBlock: 1,
  registrationAllowed: true,
  movingPrice: U96F32.one,
  halvingBlocks: 100,
};
const priced = (netuid: number): PricedSubnet => ({
  ...common,
  netuid,
  powRegistrationAllowed: false,
  pool: { dynamic: true, tao: 1000n * tao, alphaIn: 10_000n * tao, alphaOut: 10n ** 15n },
  volume: 0n,
  pending: nothingPending,
  terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
});
const weighted = (netuid: number): WeightedSubnet => ({
  ...common,
  netuid,
  dynamic: true,
  subtokenEnabled: true,
  emissionEnabled: true,
  minerBurned: 0n,
  tao: 1000n * tao,
  alphaIn: 10_000n * tao,
  alphaOut: 10n ** 15n,
  quoteWeight: evenWeight,
  hasSwapped: true,
  feeRate: 33,
  lastEpochBlock: 1000,
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
});

/** Two validators (0 and 1) and two miners (2 and 3); `votes`: the miner that each validator gives all its weight. */
const neurons = (votes: readonly number[]): Neurons => ({
  hotkeys: [0, 1, 2, 3],
  weights: [...votes.map((miner) => rowOf([[miner, 65_535]])), emptyRow, emptyRow],
  bonds: [emptyRow, emptyRow, emptyRow, emptyRow],
  lastUpdate: [1000, 1000, 1000, 1000],
  registrationBlock: [1, 1, 1, 1],
  validatorPermit: [true, true, false, false],
  parameters: {
    activityCutoff: 5000,
    kappa: 32_767,
    maxAllowedValidators: 2,
    bondsMovingAverage: 900_000,
    tempo: 9,
    bondsPenalty: 0,
    liquidAlpha: false,
    alphaLow: 0,
    alphaHigh: 0,
    alphaSigmoidSteepness: 1000,
    yuma3: false,
    stakeThreshold: 0n,
    ownerUid: null,
    lastMechanismStepBlock: 0,
  },
});
const hotkeys = new Map([0, 1, 2, 3].map((key) => [key, { coldkey: 10 + key, take: 0, childkeyTake: 0 }]));
/** `alpha`: RAO on validators 0 and 1 in each network; `root`: RAO of TAO on them. */
const founded = (alpha: readonly bigint[], root: readonly bigint[] = [0n, 0n]) =>
  foundNetworks(priceRules, {
    block: 1000,
    issued: 8_000_000n * tao,
    hotkeys,
    rootStakes: root.map((rao, key) => ({ hotkey: key, coldkey: 10 + key, rao })),
    networks: [1, 2].map((netuid) => ({
      subnet: priced(netuid),
      owner: { coldkey: 20, hotkey: 99 },
      stakes: alpha.map((rao, key) => ({ hotkey: key, coldkey: 10 + key, rao })),
    })),
  });
const stakeOf = (key: number, rao: bigint) => ({ hotkey: key, coldkey: 10 + key, rao });
type World = YumaNetworks<PricedSubnet, SharePool>;
function run(start: World, blocks: number): World {
  let world = start;
  for (let block = 0; block < blocks; block++) world = nextYumaBlock(priceRules, world, setting);
  return world;
}
/** RAO of alpha on a hotkey. */
const on = ({ state }: World, netuid: number, hotkey: number) =>
  state.networks[netuid - 1].pools.get(hotkey)?.value ?? 0n;

describe('several networks with neurons', () => {
  it('pay in each the miners that its own weights name', () => {
    const votes = new Map([
      [1, neurons([2, 2])],
      [2, neurons([3, 3])],
    ]);
    const world = run({ state: founded([500n * tao, 500n * tao]), neurons: votes }, 40);
    expect([on(world, 1, 3), on(world, 2, 2)]).toEqual([0n, 0n]);
    for (const earned of [on(world, 1, 2), on(world, 2, 3)]) expect(earned).toBeGreaterThan(10n * tao);
  });

  it('follow the majority of stake, and TAO on root is stake in all of them at once', () => {
    const split = new Map([
      [1, neurons([2, 3])],
      [2, neurons([2, 3])],
    ]);
    const paid = (root: readonly bigint[]) => {
      const world = run({ state: founded([600n * tao, 400n * tao], root), neurons: split }, 40);
      return [1, 2].map((netuid) => on(world, netuid, 3) > on(world, netuid, 2));
    };
    expect(paid([0n, 0n])).toEqual([false, false]);
    expect(paid([0n, 2000n * tao])).toEqual([true, true]);
  });

  it('keep bonds and permits from epoch to epoch, and nothing else of the neurons changes', () => {
    const before = neurons([2, 2]);
    const { neurons: after } = run(
      { state: founded([500n * tao, 400n * tao]), neurons: new Map([[1, before]]) },
      20,
    );
    const { bonds, validatorPermit, parameters } = after.get(1)!;
    const kept = {
      bonds: before.bonds,
      validatorPermit: before.validatorPermit,
      parameters: before.parameters,
    };
    expect({ ...after.get(1)!, ...kept }).toEqual(before);
    expect(bonds[0].targets).toEqual(Uint16Array.from([2]));
    expect(validatorPermit).toEqual([true, true, false, false]);
    expect(parameters.lastMechanismStepBlock).toBeGreaterThan(1000);
  });

  it('lose the alpha of a network without neurons, but for the owner’s cut', () => {
    const world = run({ state: founded([500n * tao, 500n * tao]), neurons: new Map() }, 40);
    const [{ books, pools }] = world.state.networks;
    expect(books.lost).toBeGreaterThan(20n * tao);
    expect(pools.get(99)!.value).toBeGreaterThan(5n * tao);
  });

  it('are refused where neurons belong to a network that is missing', () => {
    const neuronsOf = new Map([
      [1, neurons([2, 2])],
      [7, neurons([2, 2])],
    ]);
    expect(() => run({ state: founded([500n * tao, 500n * tao]), neurons: neuronsOf }, 1)).toThrow(
      /neurons\[7\] must be of one of the networks 1, 2; received those of netuid 7: give that subnet too, or leave its neurons out/,
    );
  });

  it('balance in RAO with random weights, under both rulesets', () => {
    const draws = stream(16, 'weights of networks', 0);
    const rows = () =>
      Array.from({ length: 2 }, () => [2, 3].map((miner) => [miner, 1 + draws.integer(65_535)] as const));
    const random = (): Neurons => ({
      ...neurons([2, 3]),
      weights: [...rows().map(rowOf), emptyRow, emptyRow],
    });
    const votes = new Map([1, 2].map((netuid) => [netuid, random()]));
    const priced = run({ state: founded([7n * tao, 5n * tao], [tao, 3n * tao]), neurons: votes }, 100);
    const state = foundNetworks(creditRules, {
      block: 1000,
      issued: 8_000_000n * tao,
      hotkeys,
      rootStakes: [{ hotkey: 1, coldkey: 11, rao: 50_000n * tao }],
      networks: [1, 2].map((netuid) => ({
        subnet: weighted(netuid),
        owner: { coldkey: 20, hotkey: 99 },
        stakes: [{ hotkey: 0, coldkey: 10, rao: 9n * tao }],
      })),
    });
    let credit: YumaNetworks<WeightedSubnet, DecimalSharePool> = { state, neurons: votes };
    for (let block = 0; block < 100; block++) credit = nextYumaBlock(creditRules, credit, setting);
    for (const { books } of [...priced.state.networks, ...credit.state.networks])
      expect(books.lost).toBeLessThan(1000n);
  });

  it('look back at the consensus of the last epoch in autumn 2026, where the bonds penalty is whole', () => {
    const liquid = (more: Partial<Neurons['parameters']>): Neurons => {
      const { parameters, ...rest } = neurons([2, 2]);
      const alpha = { liquidAlpha: true, yuma3: true, alphaLow: 6554, alphaHigh: 58_982 };
      return { ...rest, parameters: { ...parameters, ...alpha, bondsPenalty: 65_535, ...more } };
    };
    /** Two epochs, between which the validators turn from miner 2 to miner 3. */
    const twoEpochs = (rules: typeof creditRules, more: Partial<Neurons['parameters']> = {}) => {
      const state = foundNetworks(rules, {
        block: 1000,
        issued: 8_000_000n * tao,
        hotkeys,
        networks: [{ subnet: weighted(1), stakes: [9n, 5n].map((rao, key) => stakeOf(key, rao * tao)) }],
      });
      let world: YumaNetworks<WeightedSubnet, DecimalSharePool> = {
        state,
        neurons: new Map([[1, liquid(more)]]),
      };
      for (let block = 0; block < 9; block++) world = nextYumaBlock(rules, world, setting);
      const first = world.neurons.get(1)!;
      const turned = { ...first, weights: neurons([3, 3]).weights };
      world = { ...world, neurons: new Map([[1, turned]]) };
      for (let block = 0; block < 9; block++) world = nextYumaBlock(rules, world, setting);
      return { first, second: world.neurons.get(1)! };
    };
    const { first, second } = twoEpochs(autumnRules);
    expect([first.consensus, second.consensus]).toEqual([
      [0, 0, 65_535, 0],
      [0, 0, 0, 65_535],
    ]);
    const before = twoEpochs(creditRules);
    expect(before.second).not.toHaveProperty('consensus');
    // Both are ahead of the last epoch, which did not agree on miner 3, so their bonds rise by the upper end of the sigmoid; with this one they are level, and rise by the lower end.
    const towards3 = ({ second: { bonds } }: ReturnType<typeof twoEpochs>) =>
      bonds[0].values[bonds[0].targets.indexOf(3)];
    expect(towards3({ first, second }) / 65_535).toBeCloseTo(0.1 + 0.8 / (1 + Math.exp(-5)), 4);
    expect(towards3(before) / 65_535).toBeCloseTo(0.1 + 0.8 / (1 + Math.exp(5)), 4);
    const current = twoEpochs(autumnRules, { liquidAlphaConsensusMode: 'current' });
    expect(current.second.bonds).toEqual(before.second.bonds);
  });

  it('refuse neurons whose lists differ in length', () => {
    const short = { ...neurons([2, 2]), lastUpdate: [1000] };
    const state = founded([500n * tao, 500n * tao]);
    expect(() => run({ state, neurons: new Map([[1, short]]) }, 20)).toThrow(
      /neurons\.lastUpdate must have one entry for each of the 4 hotkeys; received 1/,
    );
  });
});
