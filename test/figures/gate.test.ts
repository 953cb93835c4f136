import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concentrationOf } from '../../agents/networks/concentration.ts';
import { closingBars, factorAt } from '../../experiments/figures/gate/charts.ts';
import { paidRao, sharesUnder, storedBar } from '../../experiments/figures/gate/snapshot.ts';
import { productShares } from '../../sim/coinbase/productShares.ts';
import { isEligible } from '../../sim/coinbase/ratedSubnet.ts';

/** Subnets of a recorded step whose share is so many bars, and what passed of it, over what passed of the one of its step that kept most. */
interface Passed {
  readonly bars: number;
  readonly passed: number;
}

interface Recorded {
  readonly cases: {
    readonly params: { readonly exponent: string };
    readonly steps: { readonly subnets: { netuid: number; movingPrice: string; minerBurned: string }[] }[];
    readonly outputs: { readonly bar: string; readonly eligible: number[]; readonly shares: string[] }[];
  }[];
}

function recordedPasses(): Passed[] {
  const file = new URL('../golden/newest/gate_shares.json.gz', import.meta.url);
  const { cases }: Recorded = JSON.parse(gunzipSync(readFileSync(file)).toString());
  return cases.flatMap(({ params, steps, outputs }) =>
    steps.flatMap(({ subnets }, step) => {
      const { bar, eligible, shares } = outputs[step];
      if (params.exponent !== String(3n << 64n) || bar === '0') return [];
      const rated = subnets
        .filter(({ netuid }) => eligible.includes(netuid))
        .map(({ netuid, movingPrice, minerBurned }) => ({
          ...{ netuid, dynamic: true, started: true, subtokenEnabled: true, registrationAllowed: true },
          ...{ emissionEnabled: true, movingPrice: BigInt(movingPrice), minerBurned: BigInt(minerBurned) },
        }));
      expect(rated.every(isEligible)).toBe(true);
      const given = productShares('none', rated, []);
      const isOpen = (share: bigint) => Number(share) > 20 * Number(bar) && Number(share) < 900 * Number(bar);
      if (!given.some(isOpen)) return [];
      const passed = given.map((share, k) => (share === 0n ? 0 : Number(shares[k]) / Number(share)));
      const most = Math.max(...passed);
      return given.flatMap((share, k) =>
        share === 0n ? [] : [{ bars: Number(share) / Number(bar), passed: passed[k] / most }],
      );
    }),
  );
}

describe('the gate of spec 440', () => {
  it('shuts above 1,057 bars, where the chain’s power overflows, as its compiled code has it', () => {
    const closing = closingBars();
    expect(closing).toBeCloseTo(1056.62, 1);
    expect([factorAt(1000), factorAt(1100)].map(Math.round)).toEqual([1, 0]);
    const passes = recordedPasses();
    // Further up still the ratio itself has no inverse, and the gate is open again.
    const above = passes.filter(({ bars }) => bars > closing * 1.001 && bars < 2 ** 30);
    expect(above.length).toBeGreaterThan(20);
    for (const { passed } of above) expect(passed).toBeLessThan(1e-6);
    const below = passes.filter(({ bars }) => bars > 20 && bars < closing * 0.999);
    expect(below.length).toBeGreaterThan(20);
    for (const { passed } of below) expect(passed).toBeGreaterThan(0.9);
  });

  it('with burns and switches spreads the block of 7 August 2026 as the chain paid it', () => {
    const ours = sharesUnder({ bar: () => storedBar, burn: true, switches: true });
    const total = paidRao.reduce((sum, rao) => sum + rao, 0);
    for (const [k, share] of ours.entries()) expect(Math.abs(share - paidRao[k] / total)).toBeLessThan(3e-6);
  });
});

describe('the concentration of amounts', () => {
  it('of equal amounts is their number, and of one amount 1', () => {
    expect(concentrationOf(Array(40).fill(3))).toEqual({
      ...{ effective: expect.closeTo(40, 9), top8: expect.closeTo(0.2, 9), rankOf80: 32 },
      ...{ below32: expect.closeTo(0.2, 9), zero: 0 },
    });
    expect(concentrationOf([0, 5, 0])).toEqual({ effective: 1, top8: 1, rankOf80: 1, below32: 0, zero: 2 });
  });

  it('of nothing is refused', () => {
    expect(() => concentrationOf([0, 0])).toThrow(
      'amounts must come to more than 0; received a sum of 0 over 2',
    );
  });
});
