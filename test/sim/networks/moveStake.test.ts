import { describe, expect, it } from 'vitest';
import { nothingPending } from '../../../sim/coinbase/priceCoinbase.ts';
import { U96F32 } from '../../../sim/math/saturating.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { moveStake } from '../../../sim/networks/moveStake.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import { transferTao } from '../../../sim/networks/transferTao.ts';

const tao = 1_000_000_000n;
const [one, other, cold] = [1, 2, 10];
const found = () =>
  foundNetworks(priceRules, {
    block: 1,
    issued: 8000n * tao,
    hotkeys: new Map([one, other].map((hotkey) => [hotkey, { coldkey: 20, take: 0, childkeyTake: 0 }])),
    balances: new Map([[cold, 100n * tao]]),
    rootStakes: [{ hotkey: one, coldkey: cold, rao: 5n * tao }],
    networks: [
      {
        subnet: {
          netuid: 1,
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
        },
        stakes: [{ hotkey: one, coldkey: cold, rao: 3000n * tao }],
      },
    ],
  });
const at = { coldkey: cold, hotkey: one, netuid: 1 };
const heldOn = (state: ReturnType<typeof found>, hotkey: number, netuid: number) =>
  (netuid === 0 ? state.rootPools : state.networks[0].pools).get(hotkey)?.value ?? 0n;

describe('a move of stake within a network', () => {
  it.each([0, 1])('of netuid %d takes all to the other hotkey and leaves pool and price alone', (netuid) => {
    const before = found();
    const all = heldOn(before, one, netuid);
    const { state, received } = moveStake(priceRules, before, { ...at, netuid }, other, all);
    expect([received, heldOn(state, one, netuid), heldOn(state, other, netuid)]).toEqual([all, 0n, all]);
    expect(state.networks[0].subnet).toEqual(before.networks[0].subnet);
    expect(state.balances).toEqual(before.balances);
  });

  it('moves what unstaking and staking again would, without their trade', () => {
    const amount = 1000n * tao;
    const moved = moveStake(priceRules, found(), at, other, amount).state;
    const sold = removeStake(priceRules, found(), at, amount);
    const back = addStake(priceRules, sold.state, { ...at, hotkey: other }, sold.received ?? 0n);
    const gap = heldOn(moved, other, 1) - heldOn(back.state, other, 1);
    // The floors of two swaps, times the price of 10 alpha a TAO.
    expect(gap).toBeGreaterThanOrEqual(0n);
    expect(gap).toBeLessThan(30n);
    expect(back.state.networks[0].subnet.volume).toBeGreaterThan(180n * tao);
  });

  it('moves nothing where more is asked for than there is, and to the hotkey on which it is', () => {
    const before = found();
    expect(moveStake(priceRules, before, at, other, 3001n * tao)).toEqual({ state: before, received: null });
    expect(moveStake(priceRules, before, at, one, tao)).toEqual({ state: before, received: null });
  });

  it('is refused to a hotkey that does not exist', () => {
    expect(() => moveStake(priceRules, found(), at, 7, tao)).toThrow(
      /hotkey 7 is not among the 2 hotkeys of the world; add it first/,
    );
  });
});

describe('a transfer of TAO', () => {
  it('moves it between coldkeys, and only what there is', () => {
    const { balances } = transferTao(found(), cold, 11, 40n * tao);
    expect([balances.get(cold), balances.get(11)]).toEqual([60n * tao, 40n * tao]);
    expect(transferTao(found(), cold, cold, 40n * tao).balances).toEqual(found().balances);
    expect(() => transferTao(found(), cold, 11, 101n * tao)).toThrow(
      /coldkey 10 has 100000000000 RAO of free TAO; received 101000000000 to transfer/,
    );
  });
});
