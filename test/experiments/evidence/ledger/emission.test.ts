import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  emissionEntries,
  emissionFile,
} from '../../../../experiments/evidence/ledger/emission/emissionEntries.ts';
import {
  type EmissionFigures,
  emissionFigures,
  figureAt,
} from '../../../../experiments/evidence/ledger/emission/emissionFigures.ts';
import { ratesForSurvival } from '../../../../experiments/evidence/ledger/emission/ownersRates.ts';
import { recomputed } from '../../../../experiments/evidence/ledger/emission/recompute.ts';
import { type Entry, sealOf } from '../../../../experiments/evidence/ledger/entry.ts';
import { faultsOf } from '../../../../experiments/evidence/ledger/faults.ts';
import { ledgerFolder, readLedger } from '../../../../experiments/evidence/ledger/ledger.ts';
import { scoreOf } from '../../../../experiments/evidence/ledger/score.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
let figures: EmissionFigures;
beforeAll(() => {
  figures = emissionFigures();
});
const held = new Map(readLedger(ledgerFolder).entries.map(({ name, entry }) => [name, entry]));

describe('the figures of emission', () => {
  it('are the committed ones, which entries point into', () => {
    expect(JSON.parse(JSON.stringify(figures))).toEqual(
      JSON.parse(readFileSync(join(root, emissionFile), 'utf8')),
    );
    expect(figureAt(figures, 'days.2026-08-07.paid.effective')).toBeCloseTo(16.5, 1);
    expect(figureAt(figures, 'days.2026-08-08.paid.effective')).toBeUndefined();
    expect(figureAt(figures, 'days.2026-08-10.paid')).toBeUndefined();
  });

  it('have what was measured of 7 August beforehand, and the site’s own bar of 10 August', () => {
    const { paid, prices, withheld } = figures.days['2026-08-07'];
    expect(paid).toMatchObject({ rankOf80: 14, zero: 53 });
    expect(paid!.top8).toBeCloseTo(0.616, 3);
    expect(paid!.below32).toBeCloseTo(0.036, 3);
    expect(prices.effective).toBeCloseTo(44.4, 1);
    // The measured day counts 128 subnets, one of which had not started: 42 % on average, 35 of 127 all.
    expect(withheld.mean).toBeCloseTo(0.42, 1);
    expect(withheld.all).toBe(35 / 127);
    expect(figures.takeover).toMatchObject({
      reckoned: expect.closeTo(4360, -1),
      alone: expect.closeTo(5522, 0),
    });
  });

  it('keep 3,600 TAO a day whole where no part is declined, and pay in alpha the same at each bar', () => {
    for (const { default: asIs, rank, split, rates } of Object.values(figures.proposals)) {
      for (const one of [asIs, rank[16], rank[64], split.fifthForMiners])
        expect(one.taoIn).toBeCloseTo(3600, 6);
      expect(rank[64].miners).toBeCloseTo(asIs.miners, 9);
      expect(rank[64].effective).toBeGreaterThan(asIs.effective);
      // Halves of 82 %: what miners lose is what stakers win, but for what owners withhold.
      expect(split.fifthForMiners.miners).toBeCloseTo(0.4 * asIs.miners, 6);
      expect(split.fifthForMiners.stakers).toBeCloseTo(1.6 * asIs.stakers, 6);
      // At random a subnet takes (1 + 1/2 + 1/4) / 3 of its emission on average.
      expect(rates.random.taoIn.median / 3600).toBeCloseTo(7 / 12, 1);
    }
  });
});

describe('owners who choose parts for survival', () => {
  const score = (prices: readonly number[], rates: readonly number[]) =>
    prices.map((price, k) => price / rates[k]);

  it('take all where no price is near the lowest: a lower part would only cost them', () => {
    const prices = [...Array.from({ length: 13 }, () => 1), ...Array.from({ length: 20 }, () => 10)];
    for (const rates of ratesForSurvival(prices)) expect(rates.slice(13)).toEqual(Array(20).fill(1));
  });

  it('never leave more than 13 among the 13 lowest, and outbid each other round after round where prices are close', () => {
    const prices = Array.from({ length: 40 }, (_, k) => 1 + k / 100);
    const seen = ratesForSurvival(prices);
    for (const rates of seen) {
      const sorted = score(prices, rates).toSorted((one, other) => one - other);
      expect(score(prices, rates).filter((one) => one < sorted[13]).length).toBeLessThanOrEqual(13);
    }
    expect(new Set(seen.map((rates) => rates.join())).size).toBeGreaterThan(1);
  });
});

describe('entries about emission', () => {
  it('are held as they are read from the figures, hindsight where the outcome was known', () => {
    for (const [name, entry] of emissionEntries(figures)) {
      expect(held.get(name), name).toEqual(entry);
      expect(entry.hindsight).toBe(entry.outcome !== null);
    }
  });

  it('compute their numbers again, and see one that was changed', () => {
    const named = [...held].map(([name, entry]) => ({ name, entry }));
    const again = recomputed(named, figures);
    expect(again.length).toBeGreaterThan(20);
    expect(again.filter(({ agrees }) => !agrees)).toEqual([]);
    const entry = held.get('gate-promise-effective')!;
    const changed = { ...entry, outcome: { ...entry.outcome!, value: 22 } };
    expect(recomputed([{ name: 'changed', entry: changed }], figures)).toEqual([
      {
        name: 'changed',
        number: 'outcome',
        says: 22,
        computed: figures.days['2026-08-07'].paid!.effective,
        agrees: false,
      },
    ]);
  });

  it('judge by code: the promises of the gate, the penalty and the bound on a takeover all missed', () => {
    const covered = (name: string) => scoreOf(held.get(name)!)!.covered;
    expect(covered('gate-promise-effective')).toBe(false);
    expect(covered('burn-penalty-mean')).toBe(false);
    expect(covered('takeover-of-subnet-1')).toBe(false);
    expect(covered('gate-week-ahead-effective')).toBe(false);
  });

  it('seal what decides, what is assumed, who said it and where it is computed', () => {
    const entry = held.get('gate-promise-effective')!;
    const changes: Partial<Entry>[] = [
      { decides: 'Hit: always.' },
      { assumes: ['nothing'] },
      { by: 'the laboratory' },
      { computed: { outcome: 'takeover.alone' } },
    ];
    for (const change of changes)
      expect(faultsOf({ ...entry, ...change })[0]).toMatch(/a forecast is not changed once it is written/);
  });

  it('are refused without what decides, and with a computed outcome that has none', () => {
    const { decides: _, ...bare } = held.get('gate-promise-effective')!;
    expect(faultsOf({ ...bare, hash: sealOf(bare) })).toEqual([
      expect.stringMatching(/without decides and assumes/),
    ]);
    const open = { ...held.get('gate-2027-01-effective')!, computed: { outcome: 'takeover.alone' } };
    expect(faultsOf({ ...open, hash: sealOf(open) })).toEqual([expect.stringMatching(/there is no outcome/)]);
  });
});
