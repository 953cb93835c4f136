import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsBySubsidy } from '../../../sim/coinbase/emissionTerms.ts';
import { type FlowSubnet, flowCoinbase } from '../../../sim/coinbase/flowCoinbase.ts';
import { clampedI64F64, U64F64, U96F32 } from '../../../sim/math/saturating.ts';
import { flowRules2025, flowRules2026 } from '../../../sim/networks/flowRules.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { moveStake } from '../../../sim/networks/moveStake.ts';
import { nextBlock } from '../../../sim/networks/nextBlock.ts';
import { addStake, networkOf, removeStake } from '../../../sim/networks/staking.ts';
import {
  first,
  flowing,
  halves,
  imbalances,
  miner,
  quickFlow,
  recorded,
  rich,
  run,
  runAtRandom,
  setting,
  stakes,
  taker,
  tao,
  validator,
  validatorCold,
} from './weighted.ts';

const both = [flowRules2025, flowRules2026];
const found = (rules = flowRules2026, subnets = [1, 2, 3].map((netuid) => flowing(netuid))) =>
  foundNetworks(rules, { ...first, networks: subnets.map((subnet) => ({ subnet, stakes })) });
type State = ReturnType<typeof found>;
const flows = ({ networks }: State) => networks.map(({ subnet }) => subnet.userFlow);
const broughtTo = ({ networks }: State) =>
  networks.map(({ subnet: { brought } }) => brought.taoIn + brought.taoSpent);
const at = (netuid: number) => ({ coldkey: rich, hotkey: validator, netuid });

describe('the recorded flow of a subnet', () => {
  it('rises by the TAO of a purchase, that of no other subnet', () => {
    for (const rules of both) {
      const { state } = addStake(rules, found(rules), at(2), 7n * tao);
      expect(flows(state)).toEqual([0n, 7n * tao, 0n]);
    }
  });

  it('falls by the TAO that a sale brings, not by the alpha', () => {
    const before = found();
    const own = { coldkey: validatorCold, hotkey: validator, netuid: 3 };
    const { state, received } = removeStake(flowRules2026, before, own, 100n * tao);
    expect(flows(state)).toEqual([0n, 0n, -received!]);
    expect(received!).toBeLessThan(11n * tao);
  });

  it('stays where TAO is staked on root, where stake changes its hotkey, and where a swap is refused', () => {
    const before = found();
    const own = { coldkey: validatorCold, hotkey: validator, netuid: 1 };
    expect(flows(addStake(flowRules2026, before, at(0), 5n * tao).state)).toEqual([0n, 0n, 0n]);
    expect(flows(moveStake(flowRules2026, before, own, miner, tao).state)).toEqual([0n, 0n, 0n]);
    expect(removeStake(flowRules2026, before, own, 2000n * tao)).toEqual({ state: before, received: null });
  });

  it('is read by the next block, once: the average keeps it', () => {
    const bought = addStake(flowRules2026, found(), at(1), 8n * tao).state;
    const [one, two] = [run(flowRules2026, bought, 1), run(flowRules2026, bought, 2)];
    expect(flows(one)).toEqual([0n, 0n, 0n]);
    const averages = [one, two].map(({ networks }) => networks[0].subnet.userAverage!);
    // A flow has 2^62 / (2^63 − 1) of the weight, a little more than half: 4 TAO, then a little less than 2.
    expect(averages.map(({ average }) => clampedI64F64.whole(average))).toEqual([4n * tao, 2n * tao - 1n]);
    expect(averages.map(({ block }) => block)).toEqual([1001, 1002]);
  });

  it('waits where the subnet is not paid', () => {
    const closed = flowing(1, { firstEmissionBlock: null });
    const bought = addStake(flowRules2026, found(flowRules2026, [closed]), at(1), 8n * tao).state;
    const after = run(flowRules2026, bought, 3).networks[0].subnet;
    expect([after.userFlow, after.userAverage]).toEqual([8n * tao, null]);
  });

  it('begins in November 2025 at the price, read as RAO, and waits a block', () => {
    const bought = addStake(flowRules2025, found(flowRules2025), at(1), 8n * tao).state;
    const [one, two] = [run(flowRules2025, bought, 1), run(flowRules2025, bought, 2)];
    const [own, next] = [one, two].map(({ networks }) => networks[0].subnet);
    expect(own.userFlow).toBe(8n * tao);
    expect(own.userAverage).toEqual({
      block: 1001,
      average: clampedI64F64.convert((U96F32.one / 10n) << 32n, clampedI64F64),
    });
    expect(next.userFlow).toBe(0n);
    expect(clampedI64F64.whole(next.userAverage!.average)).toBe(4n * tao);
  });
});

describe("a block's TAO by flow", () => {
  it('goes to the subnets into which TAO flows, in proportion', () => {
    let state = addStake(flowRules2025, run(flowRules2025, found(flowRules2025), 1), at(1), 30n * tao).state;
    state = addStake(flowRules2025, state, at(2), 10n * tao).state;
    const [one, two, three] = broughtTo(run(flowRules2025, state, 1)).map(Number);
    expect(one / two).toBeCloseTo(3, 4);
    expect(three).toBeLessThan(10);
    expect(one + two).toBeGreaterThan(999_999_900);
  });

  it('is not handed out where none flows in: nothing is minted', () => {
    const before = found();
    const after = run(flowRules2026, before, 5);
    expect(broughtTo(after)).toEqual([0n, 0n, 0n]);
    expect(after.books.issued).toBe(before.books.issued);
    expect(after.networks[0].books.issued).toBeGreaterThan(before.networks[0].books.issued);
  });

  it('goes less to a subnet that has had much of the chain, where that counts', () => {
    const fed = (rules: typeof flowRules2026) => {
      const rich1 = flowing(1, {
        protocolFlow: 0n,
        protocolAverage: { block: 999, average: clampedI64F64.fromInt(20n * tao) },
        userAverage: { block: 999, average: clampedI64F64.fromInt(30n * tao) },
      });
      const other = flowing(2, { userAverage: { block: 999, average: clampedI64F64.fromInt(30n * tao) } });
      const [one, two] = broughtTo(run(rules, found(rules, [rich1, other]), 1)).map(Number);
      return one / two;
    };
    expect(fed(flowRules2025)).toBeCloseTo(1, 6);
    expect(fed(flowRules2026)).toBeCloseTo(1 / 3, 6);
  });

  it('brings as much alpha beside it as the subnet issues at most; the rest buys alpha, kept in 2026 and recycled before', () => {
    const dear = { userAverage: { block: 999, average: clampedI64F64.fromInt(30n * tao) } };
    for (const rules of both) {
      const before = found(rules, [flowing(1, dear)]);
      const { subnet, books } = run(rules, before, 1).networks[0];
      // At a price of 0.1 the TAO of the block would bring 10 alpha; the subnet issues 1.
      expect(subnet.brought.alphaIn).toBe(tao);
      expect(Number(subnet.brought.taoIn)).toBeCloseTo(Number(tao) / 10, -2);
      expect(Number(subnet.brought.taoSpent)).toBeCloseTo(0.9 * Number(tao), -2);
      const kept = subnet.protocolAlpha;
      expect(kept > 0n).toBe(rules === flowRules2026);
      const recycled = before.networks[0].books.issued + 2n * tao - books.issued;
      // Root's part is recycled too: all prices together are below 1.
      if (rules === flowRules2025) expect(recycled).toBeGreaterThan(8n * tao);
      else expect(recycled).toBeLessThan(tao);
    }
  });

  it('is shared bit for bit as v3.4.5 shared it, from recorded flows', () => {
    const cases = recorded('networks/flow_shares').filter(({ netFlow }) => netFlow === 1);
    expect(cases.length).toBeGreaterThan(20);
    let compared = 0;
    for (const each of cases) {
      const flow = {
        exponent: BigInt(each.exponentBits),
        cutoff: BigInt(each.cutoffBits),
        net: true,
        smoothingFactor: BigInt(each.smoothing),
      };
      const stored = (row: readonly [number, string] | null) =>
        row === null ? null : { block: row[0], average: BigInt(row[1]) };
      let subnets = each.subnets.map((row) =>
        flowing(row.netuid, { userAverage: stored(row.ema), protocolAverage: stored(row.protocolEma) }),
      );
      for (const [index, out] of each['v3.4.5'].entries()) {
        subnets = subnets.map((subnet, place) => {
          const [user, protocol] = each.flows[index][place].map(BigInt);
          return { ...subnet, userFlow: subnet.userFlow + user, protocolFlow: protocol };
        });
        const state = { issuance: 8_000_000n * tao, totalStake: 0n, subnets };
        const block = { ...setting, flow, block: each.firstBlock + index, rootTao: 0n };
        const after = flowCoinbase('v3.4.5', state, block).state.subnets;
        expect(after.map(({ userAverage }) => String(userAverage!.average))).toEqual(out.emaBits);
        expect(after.map(({ protocolAverage }) => String(protocolAverage!.average))).toEqual(
          out.protocolEmaBits,
        );
        for (const [place, { brought }] of after.entries()) {
          const emission = U64F64.convert(
            U64F64.mul(U64F64.fromInt(tao), BigInt(out.sharesBits[place])),
            U96F32,
          );
          // The TAO into the pool and the TAO that buys are floored one by one.
          const floors = U96F32.whole(emission) - brought.taoIn - brought.taoSpent;
          expect(floors === 0n || floors === 1n).toBe(true);
          compared += 1;
        }
        subnets = after.map((subnet) => ({ ...subnet, tao: 1000n * tao, alphaIn: 10_000n * tao }));
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});

describe('a subsidised subnet of November 2025', () => {
  const average = { block: 999, average: clampedI64F64.fromInt(30n * tao) };
  const deep = { tao: 20_000n * tao, userAverage: average, movingPrice: U96F32.one / 10n };
  /** One subnet that gets the whole block, a TAO, at this price. */
  const atPrice = (alphaPerTao: bigint, more: Partial<FlowSubnet> = {}) => {
    const subnet = flowing(1, { ...deep, alphaIn: alphaPerTao * deep.tao, ...more });
    const before = found(flowRules2025, [subnet]);
    return { before, after: run(flowRules2025, before, 1).networks[0] };
  };

  it('has a price below its share of the block: as much alpha enters as the block has TAO, at the price, and the rest buys', () => {
    // By hand, at a tenth of a TAO and a share of 1: 0.1 TAO with one alpha, 0.9 TAO buy.
    const { before, after } = atPrice(10n);
    expect(after.subnet.brought.alphaIn).toBe(tao);
    expect(Number(after.subnet.brought.taoIn) / 1e9).toBeCloseTo(0.1, 8);
    expect(Number(after.subnet.brought.taoSpent) / 1e9).toBeCloseTo(0.9, 8);
    // What was bought is recycled: nearly nine alpha of 200,000 in the pool.
    const recycled = before.networks[0].books.issued + 2n * tao - after.books.issued;
    expect(Number(recycled) / 1e9).toBeCloseTo(9, 2);
  });

  it('has no dividends of root: they stay issued and belong to none', () => {
    const { after } = atPrice(10n);
    const { waiting } = after.subnet;
    expect(waiting.root).toBe(0n);
    const rest = tao - waiting.ownerCut - waiting.server - waiting.validator;
    expect(after.books.lost).toBe(rest);
    expect(rest).toBeGreaterThan(tao / 100n);
  });

  it('is none where its price is above: all TAO enters, with alpha at the price, and root is paid at prices of any sum', () => {
    const { after } = atPrice(1n, { alphaIn: deep.tao / 2n });
    expect(after.subnet.brought).toMatchObject({ taoIn: tao, taoSpent: 0n });
    expect(Number(after.subnet.brought.alphaIn) / 1e9).toBeCloseTo(0.5, 8);
    expect(after.subnet.waiting.root).toBeGreaterThan(0n);
    expect(after.books.lost).toBeLessThan(5n);
  });

  it('may let more alpha into its pool than it issues: only the price says how much, as a share below it has no limit', () => {
    const half = { userAverage: { block: 999, average: clampedI64F64.fromInt(tao) } };
    const pool = { tao: 20_000n * tao, alphaIn: 28_000n * tao };
    const rich9 = { userAverage: { block: 999, average: clampedI64F64.fromInt(9n * tao) } };
    const subnets = [flowing(1, { ...pool, ...half }), flowing(2, { ...pool, ...rich9 })];
    const [one, two] = run(flowRules2025, found(flowRules2025, subnets), 1).networks;
    // A tenth of the block at a price of 1 / 1.4 is not subsidised, nine tenths are.
    expect([one.subnet.brought.taoSpent, two.subnet.brought.alphaIn]).toEqual([0n, tao]);
    expect(Number(one.subnet.brought.alphaIn) / Number(one.subnet.brought.taoIn)).toBeCloseTo(1.4, 6);
    expect(two.subnet.brought.taoSpent).toBeGreaterThan(tao / 10n);
  });

  it('that is closed to registrations gets nothing and issues nothing, and its share is not the others’', () => {
    const pool = { ...deep, alphaIn: deep.tao };
    const subnets = [flowing(1, { ...pool, registrationAllowed: false }), flowing(2, pool)];
    const before = found(flowRules2025, subnets);
    const [closed, open] = run(flowRules2025, before, 1).networks;
    expect(closed.subnet.brought).toMatchObject({ taoIn: 0n, alphaIn: 0n, alphaOut: 0n, taoSpent: 0n });
    expect(closed.books.issued).toBe(before.networks[0].books.issued);
    expect(closed.subnet.userAverage!.block).toBe(1001);
    expect(Number(open.subnet.brought.taoIn) / 1e9).toBeCloseTo(0.5, 6);
    const later = run(flowRules2026, found(flowRules2026, subnets), 1).networks[1].subnet.brought;
    expect(Number(later.taoIn + later.taoSpent) / 1e9).toBeCloseTo(1, 6);
  });

  it('is told from a second way: exact fractions of price, share and block give its terms but for floors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 1000 }), (tenths, permille) => {
        const price = tenths / 100;
        const emission = (BigInt(permille) * tao) / 1000n;
        const terms = termsBySubsidy(
          {
            emission: U96F32.fromInt(emission),
            price: U64F64.ratio(tenths, 100),
            alpha: 1_000_000n * tao,
            rootProportion: 0n,
          },
          tao,
          true,
        );
        const share = Number(emission) / 1e9;
        const [taoIn, alphaIn] = [terms.taoIn, terms.alphaIn].map((bits) => Number(bits) / 2 ** 32 / 1e9);
        const isSubsidised = price < share - 1e-9;
        if (Math.abs(price - share) > 1e-6) expect(terms.subsidised).toBe(isSubsidised);
        expect(taoIn).toBeCloseTo(Math.min(share, price), 6);
        expect(alphaIn).toBeCloseTo(Math.min(share / price, 1), 6);
        expect(terms.taoIn + terms.excessTao).toBe(U96F32.fromInt(emission));
      }),
      { seed: 21 },
    );
  });
});

describe('epochs of the years of flow', () => {
  it('come every tempo + 1 blocks by the block number, as many in a block as are due', () => {
    const seen: [number, number][] = [];
    let state = found(flowRules2026, [flowing(1), flowing(12), flowing(3)]);
    for (let block = 0; block < 22; block++)
      state = nextBlock(flowRules2026, state, setting, (input) => {
        seen.push([input.block, input.netuid]);
        return halves(input);
      });
    // (block + netuid + 1) mod 11 = 10: netuids 1 and 12 in the same block.
    const due = [1, 3, 12].flatMap((netuid) =>
      Array.from({ length: 22 }, (_, index) => 1001 + index)
        .filter((block) => (block + netuid + 1) % 11 === 10)
        .map((block) => [block, netuid]),
    );
    expect(seen.toSorted()).toEqual(due.toSorted());
    expect(seen.filter(([block]) => block === seen.find(([, netuid]) => netuid === 12)![0])).toHaveLength(2);
  });
});

describe('worlds of networks by flow', () => {
  it('balance in RAO after each of a thousand random blocks', () => {
    for (const rules of both) {
      const after = runAtRandom(rules, found(rules), 1000 / both.length);
      expect(imbalances(rules, after)).toEqual([0n, 0n, 0n, 0n]);
      expect(after.books.issued).toBeGreaterThan(first.issued);
    }
  });

  it('refuse fees, which are not built for them', () => {
    for (const rules of both)
      expect(() => addStake(rules, found(rules), at(1), tao, taker)).toThrow(
        /fees of swaps are not built for flow-202/,
      );
  });

  it('keep the flow of a user apart from that of the chain', () => {
    const dear = { userAverage: { block: 999, average: clampedI64F64.fromInt(30n * tao) } };
    const after = run(flowRules2026, found(flowRules2026, [flowing(1, dear)]), 1);
    const { subnet } = networkOf(after, 1);
    expect(subnet.userFlow).toBe(0n);
    expect(subnet.protocolFlow).toBe(subnet.brought.taoIn + subnet.brought.taoSpent);
    const next = run(flowRules2026, after, 1, { ...setting, flow: quickFlow }).networks[0].subnet;
    expect(clampedI64F64.whole(next.protocolAverage!.average)).toBe(subnet.protocolFlow / 2n);
  });
});
