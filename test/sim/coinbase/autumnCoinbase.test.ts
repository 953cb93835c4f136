import { describe, expect, it } from 'vitest';
import { autumnCoinbase, usualGate } from '../../../sim/coinbase/autumnCoinbase.ts';
import { epochTurns, sinceLastBounded } from '../../../sim/coinbase/epochTurns.ts';
import { injectByReservoir } from '../../../sim/coinbase/reservoirInjection.ts';
import { issued, type Reservoir, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { U64F64, U96F32 } from '../../../sim/math/saturating.ts';
import { parts } from '../../../sim/pools/power.ts';
import { recorded, setting, tao, weighted } from '../networks/weighted.ts';

const bits = (rao: bigint) => rao << 32n;
const purse = { credit: 10n * tao, totalStake: 0n };
const small = (reserve: bigint, reservoir?: Reservoir) =>
  weighted(1, {
    tao: reserve,
    alphaIn: reserve,
    hasSwapped: false,
    ...(reservoir === undefined ? {} : { reservoir }),
  });
const terms = (taoIn: bigint, alphaIn: bigint, excess = 0n) => ({
  taoIn: bits(taoIn),
  alphaIn: bits(alphaIn),
  alphaOut: 0n,
  excessTao: bits(excess),
});
const entered = ({ subnet }: { subnet: WeightedSubnet }) => [
  subnet.brought.taoIn,
  subnet.brought.alphaIn,
  subnet.reservoir!.tao,
  subnet.reservoir!.alpha,
];

/** Values that the chain's own tests assert (pallets/swap, adjust_protocol_liquidity.rs). */
describe('what is injected into a pool with a reservoir', () => {
  it('leaves its TAO in the reservoir where only alpha fits, and its alpha where only TAO fits', () => {
    const first = injectByReservoir(small(1000n), terms(200_000n, 1000n), purse);
    expect(entered(first)).toEqual([0n, 1000n, 200_000n, 0n]);
    const other = injectByReservoir(small(1000n), terms(1000n, 200_000n), purse);
    expect(entered(other)).toEqual([1000n, 0n, 0n, 200_000n]);
  });

  it('takes the reservoir along as soon as both fit', () => {
    const first = injectByReservoir(small(1000n), terms(200_000n, 1000n), purse);
    const second = injectByReservoir(first.subnet, terms(1000n, 200_000n), first.purse);
    expect(entered(second)).toEqual([201_000n, 200_000n, 0n, 0n]);
    const waiting = small(1_000_000n, { tao: 10_000n, alpha: 20_000n });
    expect(entered(injectByReservoir(waiting, terms(300n, 400n), purse))).toEqual([10_300n, 20_400n, 0n, 0n]);
  });

  it('spends its TAO where it waits, and its alpha is issued', () => {
    const { subnet, purse: left } = injectByReservoir(small(1000n), terms(200_000n, 1000n), purse);
    expect(left).toEqual({ credit: 10n * tao - 200_000n, totalStake: 0n });
    expect(subnet.protocolFlow).toBe(0n);
    expect(issued(subnet) - issued(small(1000n))).toBe(1000n);
    const other = injectByReservoir(small(1000n), terms(1000n, 200_000n), purse);
    expect(issued(other.subnet) - issued(small(1000n))).toBe(200_000n);
    expect(other.purse.totalStake).toBe(1000n);
  });

  it('waits as a whole where no weights fit', () => {
    const edge = weighted(1, { quoteWeight: parts / 100n });
    const { subnet } = injectByReservoir(edge, terms(0n, 5000n), purse);
    expect(entered({ subnet })).toEqual([0n, 0n, 0n, 5000n]);
    expect(subnet.quoteWeight).toBe(edge.quoteWeight);
  });

  it('buys first, and gives back what a buy that fails would have spent', () => {
    const shallow = weighted(1, { alphaIn: 999_999n, tao: 999_999n });
    const { subnet, purse: left } = injectByReservoir(shallow, terms(0n, 0n, 500n), purse);
    expect(left).toEqual(purse);
    expect(subnet.brought.taoSpent).toBe(0n);
    const deep = injectByReservoir(weighted(1), terms(1000n, 10_000n, 500n), purse);
    expect(deep.subnet.brought).toMatchObject({ taoIn: 1000n, alphaIn: 10_000n, taoSpent: 500n });
    expect(deep.purse).toEqual({ credit: 10n * tao - 1500n, totalStake: 1500n });
    expect(deep.subnet.protocolAlpha).toBeGreaterThan(4000n);
  });

  it('of a purse that is too small is alpha alone', () => {
    const poor = { credit: 999n, totalStake: 7n };
    const { subnet, purse: left } = injectByReservoir(weighted(1), terms(1000n, 10_000n), poor);
    expect(entered({ subnet })).toEqual([0n, 10_000n, 0n, 0n]);
    expect(left).toEqual(poor);
  });
});

describe('a block of the coinbase of autumn 2026', () => {
  it('hands its TAO out bit for bit as the recorded gate does, bar by bar', () => {
    const cases = recorded('newest/gate_shares');
    let compared = 0;
    for (const each of cases) {
      const { rank, quantile, exponent } = each.params;
      const gate = { rank, quantile: BigInt(quantile), exponent: BigInt(exponent) };
      let bar = BigInt(each.initialBar);
      // A block mints half a TAO, as in the recordings, at an issuance past the first halving.
      if (BigInt(each.blockEmission) !== tao / 2n) continue;
      for (const [index, { block, subnets }] of each.steps.entries()) {
        const chain = {
          issuance: 11_000_000n * tao,
          totalStake: 0n,
          subnets: subnets.map((row) =>
            weighted(row.netuid, {
              movingPrice: BigInt(row.movingPrice),
              minerBurned: BigInt(row.minerBurned),
              emissionEnabled: row.emissionEnabled === 1,
              firstEmissionBlock: row.started === 1 ? 1 : null,
              subtokenEnabled: row.subtokenEnabled === 1,
              registrationAllowed: row.registrationAllowed === 1,
            }),
          ),
        };
        const after = autumnCoinbase(chain, { ...setting, block, rootTao: 6_000_000n * tao, gate, bar });
        const out = each.outputs[index];
        expect(String(after.bar)).toBe(out.bar);
        bar = after.bar;
        for (const [place, netuid] of out.eligible.entries()) {
          const { brought } = after.state.subnets.find((subnet) => subnet.netuid === netuid)!;
          const floors = U96F32.whole(BigInt(out.emission[place])) - brought.taoIn - brought.taoSpent;
          expect(floors === 0n || floors === 1n).toBe(true);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('has a bar at rank 32 and the third power at first', () => {
    expect(usualGate).toEqual({ rank: 32, quantile: 11_252_513_884_962_826_240n, exponent: 3n * U64F64.one });
  });

  it('begins without a bar, and finds one at once', () => {
    const chain = { issuance: 11_000_000n * tao, totalStake: 0n, subnets: [weighted(1), weighted(2)] };
    const base = { ...setting, block: 1001, rootTao: 0n, gate: usualGate };
    const { bar } = autumnCoinbase(chain, { ...base, bar: 0n });
    expect(bar).toBe(U64F64.one / 2n);
    // Between its readings a bar stays, whatever the shares are.
    expect(autumnCoinbase(chain, { ...base, bar: 5n }).bar).toBe(5n);
    expect(autumnCoinbase(chain, { ...base, block: 1080, bar: 5n }).bar).toBe(U64F64.one / 2n);
  });
});

describe('the turns of spec 475', () => {
  it('count at most a block above the tempo, and are due there', () => {
    const waits = weighted(1, { tempo: 10, lastEpochBlock: 2000, blocksSinceLastStep: 11 });
    const { subnets, epochs } = epochTurns([waits, { ...waits, netuid: 2 }], 1005, 1, sinceLastBounded);
    expect(epochs.map(([netuid]) => netuid)).toEqual([1]);
    expect(subnets.map(({ blocksSinceLastStep }) => blocksSinceLastStep)).toEqual([0, 11]);
    const early = weighted(1, { tempo: 10, lastEpochBlock: 2000, blocksSinceLastStep: 9 });
    expect(epochTurns([early], 1005, 1, sinceLastBounded).epochs).toEqual([]);
    expect(
      epochTurns([{ ...early, tempo: 0, blocksSinceLastStep: 5 }], 1005, 1, sinceLastBounded).epochs,
    ).toEqual([]);
  });
});
