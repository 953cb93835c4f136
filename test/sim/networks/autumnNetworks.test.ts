import { describe, expect, it } from 'vitest';
import { U64F64, U96F32 } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { balanceSheets, UnbalancedBooks } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import {
  first,
  imbalances,
  miner,
  run,
  runAtRandom,
  setting,
  stakes,
  tao,
  validator,
  validatorCold,
  weighted,
} from './weighted.ts';

const [cheap, dear] = [U96F32.one / 10n, U96F32.one];
const found = (prices: readonly bigint[], rules = autumnRules, more: Partial<typeof first> = {}) =>
  foundNetworks(rules, {
    ...first,
    ...more,
    networks: prices.map((movingPrice, index) => ({ subnet: weighted(index + 1, { movingPrice }), stakes })),
  });
type State = ReturnType<typeof found>;
const held = (state: State, netuid: number) =>
  balanceSheets(autumnRules, state).find(({ token }) => token === netuid)!.held;
const steady = { ...setting, movingAlpha: 0n };

describe('several networks in autumn 2026', () => {
  it('balance in RAO after each of a thousand random blocks', () => {
    const after = runAtRandom(autumnRules, found([dear, dear, cheap]), 1000);
    expect(imbalances(autumnRules, after)).toEqual([0n, 0n, 0n, 0n]);
    expect(after.books.issued).toBeGreaterThan(first.issued);
  });

  it('carry the bar of the gate from block to block', () => {
    const one = run(autumnRules, found([dear, dear, dear, cheap]), 1, steady);
    expect(one.bar).toBeGreaterThan(0n);
    // Rank 32 of four: the share of the last one.
    expect(Number(one.bar) / Number(U64F64.one)).toBeCloseTo(0.1 / 3.1, 9);
    const low = { ...one, bar: U64F64.one / 2n };
    expect(run(autumnRules, low, 1, steady).bar).toBe(low.bar);
    expect('bar' in run(creditRules, found([dear], creditRules), 1)).toBe(false);
  });

  it('give a network below the bar less than its price, one above it more', () => {
    const gate = { rank: 1, quantile: 0n, exponent: 3n * U64F64.one };
    const { networks } = run(autumnRules, found([dear, cheap]), 1, { ...steady, gate } as typeof setting);
    const [high, low] = networks.map(({ subnet: { brought } }) => Number(brought.taoIn + brought.taoSpent));
    // At the bar the gate is half open; at a tenth of it to 1 / 1001.
    expect(high / low).toBeCloseTo((10 * 0.5) / (1 / 1001), -1);
  });

  it("keep root's dividends in the basket of a validator on root, none of which can be claimed at a rate", () => {
    const state = run(autumnRules, found([dear, dear]), 40);
    const { baskets } = state.networks[0];
    expect([...baskets!.keys()]).toEqual([validator]);
    expect(held(state, 1)['in baskets']).toBe(baskets!.get(validator));
    expect(baskets!.get(validator)).toBeGreaterThan(tao);
    expect(held(state, 1).claimable).toBe(0n);
  });

  it('recycle what waits for root where no validator of the network is on root', () => {
    const onRoot = [{ hotkey: miner, coldkey: validatorCold, rao: 60_000n * tao }];
    const nobody = found([dear, dear], autumnRules, { rootStakes: onRoot });
    const [without, within] = [nobody, found([dear, dear])].map((state) =>
      run(autumnRules, state, 40, steady),
    );
    expect(without.networks[0].baskets).toBeUndefined();
    const gone = within.networks[0].books.issued - without.networks[0].books.issued;
    expect(gone).toBeGreaterThan(tao);
  });

  it('stop where more goes into baskets than there was', () => {
    const generous: typeof autumnRules = {
      ...autumnRules,
      drain: (...args) => {
        const drain = autumnRules.drain(...args);
        const credits = drain.credits.map((credit) =>
          credit.to === 'basket' ? { ...credit, rao: credit.rao + tao } : credit,
        );
        return { ...drain, credits };
      },
    };
    expect(() => run(generous, found([dear, dear]), 40)).toThrow(UnbalancedBooks);
  });
});
