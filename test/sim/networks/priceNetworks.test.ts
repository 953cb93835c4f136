import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingPending, type PricedSubnet } from '../../../sim/coinbase/priceCoinbase.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { balanceSheets, checkBooks, UnbalancedBooks } from '../../../sim/networks/books.ts';
import { checkNetworks, type FirstNetworks, foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { type NetworkEpoch, nextBlock } from '../../../sim/networks/nextBlock.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import { poolPrice } from '../../../sim/pools/constantProduct.ts';

const tao = 1_000_000_000n;
const subnet = (netuid: number, more: Partial<PricedSubnet> = {}): PricedSubnet => ({
  netuid,
  tempo: 9,
  firstEmissionBlock: 1,
  registrationAllowed: true,
  powRegistrationAllowed: false,
  pool: { dynamic: true, tao: 1000n * tao, alphaIn: 10_000n * tao, alphaOut: 5000n * tao },
  volume: 0n,
  movingPrice: U96F32.one / 10n,
  halvingBlocks: 100,
  pending: nothingPending,
  terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
  ...more,
});
const setting = {
  taoWeight: u64Max / 5n,
  ownerCut: 11_796,
  movingAlpha: U96F32.one / 10n,
  maxEpochsPerBlock: 2,
};
const [miner, validator] = [1, 2];
const [richCold, minerCold, validatorCold] = [10, 11, 12];

const validatorStakes = [{ hotkey: validator, coldkey: validatorCold, rao: 1000n * tao }];
const first = (more: Partial<FirstNetworks<PricedSubnet>> = {}): FirstNetworks<PricedSubnet> => ({
  block: 1000,
  issued: 8_000_000n * tao,
  hotkeys: new Map([
    [miner, { coldkey: minerCold, take: 0, childkeyTake: 0 }],
    [validator, { coldkey: validatorCold, take: 11_796, childkeyTake: 0 }],
  ]),
  balances: new Map([[richCold, 5000n * tao]]),
  rootStakes: [{ hotkey: validator, coldkey: richCold, rao: 3000n * tao }],
  networks: [1, 2, 3].map((netuid) => ({
    subnet: subnet(netuid, { movingPrice: (BigInt(netuid) * U96F32.one) / 20n }),
    owner: netuid === 3 ? null : { coldkey: 20, hotkey: 1 },
    stakes: validatorStakes,
  })),
  ...more,
});
const found = (more: Partial<FirstNetworks<PricedSubnet>> = {}) => foundNetworks(priceRules, first(more));
type State = ReturnType<typeof found>;

/** Half for the miner, half for the validator. */
const halves: NetworkEpoch = ({ alpha }) => [
  { hotkey: miner, incentive: alpha / 2n, dividend: 0n },
  { hotkey: validator, incentive: 0n, dividend: alpha / 2n },
];
function run(start: State, blocks: number, epoch = halves): State {
  let state = start;
  for (let block = 0; block < blocks; block++) state = nextBlock(priceRules, state, setting, epoch);
  return state;
}
const sheet = (state: State, token: 'TAO' | number) =>
  balanceSheets(priceRules, state).find((each) => each.token === token)!;

describe('several networks with prices', () => {
  it('balance in RAO after each block, TAO and the alpha of each, through epochs and swaps', () => {
    let state = found();
    for (let day = 0; day < 40; day++) {
      state = run(state, 5);
      const netuid = day % 4;
      const at = { coldkey: richCold, hotkey: validator, netuid };
      state = addStake(priceRules, state, at, 20n * tao + BigInt(day)).state;
      state = removeStake(priceRules, state, at, 7n * tao).state;
    }
    for (const { issued, held } of balanceSheets(priceRules, state))
      expect(Object.values(held).reduce((sum, rao) => sum + rao, 0n)).toBe(issued);
    expect(state.block).toBe(1200);
    expect(sheet(state, 'TAO').issued).toBeGreaterThan(first().issued + 199n * tao);
    expect(sheet(state, 1).held.staked).toBeGreaterThan(1000n * tao);
  });

  it('lose no more than floors, a withheld incentive and a cut without an owner', () => {
    const state = run(found(), 200);
    // Network 1 and 2 withhold the incentive of their owner's hotkey; 3 has no owner for the cut.
    expect(sheet(state, 'TAO').held.lost).toBeLessThan(100n);
    const cut = Number(sheet(state, 3).held.lost) / Number(200n * tao);
    expect(cut).toBeGreaterThan(0.17);
    expect(cut).toBeLessThan(0.181);
    const withheld = Number(sheet(state, 1).held.lost) / Number(200n * tao);
    expect(withheld).toBeGreaterThan(0.38);
    expect(withheld).toBeLessThan(0.42);
    const owned = first().networks.map((each) => ({ ...each, owner: { coldkey: 20, hotkey: validator } }));
    const kept = run(found({ networks: owned }), 200, ({ alpha }) => [
      { hotkey: miner, incentive: alpha / 2n, dividend: 0n },
      { hotkey: validator, incentive: 0n, dividend: alpha / 2n },
    ]);
    for (const netuid of [1, 2, 3]) expect(sheet(kept, netuid).held.lost).toBeLessThan(3000n);
  });

  it('share the TAO of a block by moving prices, and stake moves prices, so that more TAO follows it', () => {
    const quiet = run(found(), 300);
    const staked = addStake(
      priceRules,
      found(),
      { coldkey: richCold, hotkey: validator, netuid: 1 },
      4000n * tao,
    );
    const busy = run(staked.state, 300);
    const [before, after] = [quiet, busy].map(({ networks: [{ subnet: one }] }) => one);
    expect(poolPrice(after.pool)).toBeGreaterThan(4n * poolPrice(before.pool));
    expect(after.terms.taoIn).toBeGreaterThan(before.terms.taoIn);
  });

  it('are data: a world that is run again from a kept state gives the same bytes', () => {
    const middle = run(found(), 17);
    expect(run(structuredClone(middle), 30)).toEqual(run(middle, 30));
    expect(run(found(), 47)).toEqual(run(middle, 30));
  });

  it('go on only where an epoch gives out no more than it has', () => {
    const greedy: NetworkEpoch = ({ alpha }) => [
      { hotkey: miner, incentive: 2n * alpha, dividend: 0n },
      { hotkey: validator, incentive: 0n, dividend: alpha / 2n },
    ];
    const owned = first().networks.map((each) => ({ ...each, owner: null }));
    expect(() => run(found({ networks: owned }), 20, greedy)).toThrow(UnbalancedBooks);
    expect(() => run(found({ networks: owned }), 20, greedy)).toThrow(
      /block 100\d: the alpha of netuid \d has -\d+ RAO under "lost", which must be 0 or more: more was given out/,
    );
  });
});

describe('the books of several networks', () => {
  const [network] = found().networks;
  it.each<[string, (state: State) => State, RegExp]>([
    [
      'a RAO of TAO that no rule minted',
      (state) => ({ ...state, balances: new Map([[richCold, 5000n * tao + 1n]]) }),
      /TAO does not balance: 8000000000000000 RAO issued, 8000000000000001 held \(pools/,
    ],
    [
      'a RAO of alpha that went from a hotkey',
      (state) => ({ ...state, networks: [{ ...network, pools: new Map() }, ...state.networks.slice(1)] }),
      /the alpha of netuid 1 does not balance: 15000000000000 RAO issued, 14000000000000 held/,
    ],
    [
      'alpha that the pool has and the chain never issued',
      (state) => {
        const { pool } = network.subnet;
        const subnet = { ...network.subnet, pool: { ...pool, alphaOut: pool.alphaOut + 1n } };
        return { ...state, networks: [{ ...network, subnet }, ...state.networks.slice(1)] };
      },
      /the chain counts 15000000000001 RAO of the alpha of netuid 1, its books 15000000000000/,
    ],
  ])('stop the run at %s', (_, edit, message) => {
    expect(() => checkBooks(priceRules, edit(found()))).toThrow(message);
    expect(() => checkBooks(priceRules, found())).not.toThrow();
  });

  it('find any RAO that goes astray, wherever it is', () => {
    const state = run(found(), 12);
    const astray = fc.tuple(
      fc.nat(2),
      fc.constantFrom('tao', 'alphaIn', 'alphaOut'),
      fc.constantFrom(-1n, 1n),
    );
    fc.assert(
      fc.property(astray, ([place, side, rao]) => {
        const networks = state.networks.map((each, index) => {
          const { pool } = each.subnet;
          const wrong = { ...pool, [side]: pool[side as 'tao'] + rao };
          return index === place ? { ...each, subnet: { ...each.subnet, pool: wrong } } : each;
        });
        expect(() => checkBooks(priceRules, { ...state, networks })).toThrow(UnbalancedBooks);
      }),
      { seed: 16, numRuns: 40 },
    );
  });
});

describe('a world of networks', () => {
  it.each<[string, Partial<FirstNetworks<PricedSubnet>>, RegExp]>([
    [
      'a netuid twice',
      { networks: [{ subnet: subnet(4) }, { subnet: subnet(4) }] },
      /netuid 4 is there twice/,
    ],
    [
      '65,536 networks',
      { networks: Array.from({ length: 65_536 }, (_, place) => ({ subnet: subnet(place + 1) })) },
      /netuid 65536 must be a whole number from 0 to 65535.*number the subnets from 1 on/,
    ],
    [
      'a netuid that is not whole',
      { networks: [{ subnet: subnet(1.5) }] },
      /netuid 1.5 must be a whole number/,
    ],
    [
      'root among its subnets',
      { networks: [{ subnet: subnet(0) }] },
      /netuid 0 is root.*give its stakes as rootStakes/,
    ],
    [
      'stake on a hotkey that is not known',
      { rootStakes: [{ hotkey: 9, coldkey: 1, rao: 1n }] },
      /stake is on hotkey 9.*not among the 2 hotkeys; add it/,
    ],
    [
      'a balance below 0',
      { balances: new Map([[richCold, -1n]]) },
      /balances\[10\] must be 0 … 2\^64 − 1 RAO; received -1/,
    ],
    ['more TAO than exists', { issued: 5n }, /TAO has -\d+ RAO under "outside", which must be 0 or more/],
    [
      'more alpha staked than is outside of the pool',
      { networks: [{ subnet: subnet(1), stakes: [{ hotkey: miner, coldkey: 1, rao: 5001n * tao }] }] },
      /the alpha of netuid 1 has -1000000000 RAO under "outside"/,
    ],
  ])('cannot begin with %s', (_, more, message) => {
    expect(() => found(more)).toThrow(message);
  });

  it('cannot move stake in a network, on a hotkey or of TAO that does not exist', () => {
    const at = { coldkey: richCold, hotkey: validator, netuid: 1 };
    const state = found();
    expect(() => addStake(priceRules, state, { ...at, netuid: 9 }, tao)).toThrow(
      /netuid 9 does not exist; the networks are 0 \(root\), 1, 2, 3/,
    );
    expect(() => removeStake(priceRules, state, { ...at, hotkey: 7 }, tao)).toThrow(
      /hotkey 7 is not among the 2 hotkeys/,
    );
    expect(() => addStake(priceRules, state, at, 5001n * tao)).toThrow(
      /coldkey 10 has 5000000000000 RAO of free TAO; received 5001000000000 to stake: stake at most/,
    );
    expect(() => addStake(priceRules, state, at, -1n)).toThrow(/tao must be 0/);
  });

  it('is checked whole when it comes from a file, down to the shares of each pool', () => {
    const state = run(found(), 30);
    expect(() => checkNetworks(priceRules, structuredClone(state))).not.toThrow();
    const [network, ...others] = state.networks;
    const pool = network.pools.get(validator)!;
    const pools = new Map(network.pools).set(validator, { ...pool, denominator: pool.denominator + 1n });
    expect(() =>
      checkNetworks(priceRules, { ...state, networks: [{ ...network, pools }, ...others] }),
    ).toThrow(
      /pool of hotkey 2 in netuid 1: the shares of 1 coldkeys come to \d+ bits, the denominator is \d+: they must be equal/,
    );
  });

  it('moves nothing where a pool refuses, and where more is unstaked than there is', () => {
    const thin = { ...subnet(1).pool, tao: 20_000_000n };
    const state = found({
      networks: [{ subnet: subnet(1, { pool: thin }), stakes: validatorStakes }],
    });
    const at = { coldkey: validatorCold, hotkey: validator, netuid: 1 };
    expect(removeStake(priceRules, state, at, 1000n * tao)).toMatchObject({ received: 1_818_181n });
    const poor = found({
      networks: [{ subnet: subnet(1, { pool: { ...thin, tao: 10_000_000n } }), stakes: validatorStakes }],
    });
    expect(removeStake(priceRules, poor, at, 1000n * tao)).toEqual({ state: poor, received: null });
    expect(removeStake(priceRules, state, at, 1001n * tao)).toEqual({ state, received: null });
  });

  it('stakes on root one for one, and gives it back', () => {
    const at = { coldkey: richCold, hotkey: miner, netuid: 0 };
    const { state, received } = addStake(priceRules, found(), at, 9n * tao);
    expect([received, state.rootTao]).toEqual([9n * tao, 3009n * tao]);
    const back = removeStake(priceRules, state, at, 9n * tao);
    expect([back.received, back.state.rootTao, back.state.balances]).toEqual([
      9n * tao,
      3000n * tao,
      found().balances,
    ]);
  });
});
