import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../experiments/base/userError.ts';
import { type Entry, sealOf } from '../../../../experiments/evidence/ledger/entry.ts';
import { faultsOf } from '../../../../experiments/evidence/ledger/faults.ts';
import { figuresFile, firstEntries } from '../../../../experiments/evidence/ledger/firstEntries.ts';
import { ledgerFolder, readLedger } from '../../../../experiments/evidence/ledger/ledger.ts';
import { type PriceFigures, priceFigures } from '../../../../experiments/evidence/ledger/priceFigures.ts';
import {
  binomialSpread,
  continuousPrice,
  registrationsBetween,
} from '../../../../experiments/evidence/ledger/pricePaths.ts';
import { intervalScore, scoreOf, totalsOf } from '../../../../experiments/evidence/ledger/score.ts';
import { decayFactor } from '../../../../sim/burnPrice.ts';
import { stream } from '../../../../sim/random.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

function sealed(change: Partial<Entry> = {}): Entry {
  const entry: Entry = {
    schema: 1,
    question: 'How many registrations a day?',
    model: { what: 'a rule', ruleset: 'burn-2026', engine: 'yuma-lab-2', plan: 'a'.repeat(64) },
    registered: '2026-11-29',
    forecast: { unit: 'a day', scale: 'plain', value: 4, low: 3, high: 6, level: 0.9 },
    noChange: { value: 10, because: 'as before' },
    due: '2027-01-31',
    hash: '',
    hindsight: false,
    outcome: null,
    ...change,
  };
  return { ...entry, hash: sealOf(entry) };
}
const outcome = (value: number, day = '2027-02-01') => ({ value, day, source: 'a census' });

describe('an entry of the ledger', () => {
  it('stands where it was written before its outcome', () => {
    expect(faultsOf(sealed())).toEqual([]);
    expect(faultsOf(sealed({ outcome: outcome(5) }))).toEqual([]);
  });

  it('is refused if its outcome could be known when it was written, unless it is marked hindsight', () => {
    const late = { due: '2026-06-14', outcome: outcome(5, '2026-06-14') };
    expect(faultsOf(sealed(late))).toEqual([
      'it was registered on 2026-11-29, when its outcome of 2026-06-14 could be known; a forecast is written before (say hindsight: true, and coverage leaves it out)',
    ]);
    expect(faultsOf(sealed({ ...late, outcome: outcome(5, '2026-11-29') }))[0]).toMatch(/could be known/);
    expect(faultsOf(sealed({ ...late, hindsight: true }))).toEqual([]);
    expect(faultsOf(sealed({ outcome: outcome(5), hindsight: true }))[0]).toMatch(/that is a forecast/);
    expect(faultsOf(sealed({ hindsight: true }))[0]).toMatch(/there is no outcome/);
  });

  it('is refused if it is due before it was written, or was looked at before it was due', () => {
    expect(faultsOf(sealed({ due: '2026-11-29' }))[0]).toMatch(/a forecast is of a later day/);
    expect(faultsOf(sealed({ outcome: outcome(5, '2026-12-24') }))[0]).toMatch(/no earlier look counts/);
  });

  it.each([
    ['question', { question: 'How many registrations a month?' }],
    ['forecast', { forecast: { ...sealed().forecast, high: 60 } }],
    ['day', { registered: '2026-11-28' }],
    ['model', { model: { ...sealed().model, plan: 'b'.repeat(64) } }],
    ['no change', { noChange: { value: 100, because: 'as before' } }],
  ])(
    'is refused if its %s was changed after it was written, and not if its outcome was added',
    (_, change) => {
      expect(faultsOf({ ...sealed(), ...change })[0]).toMatch(/a forecast is not changed once it is written/);
      expect(faultsOf({ ...sealed(), outcome: outcome(4), note: 'looked at' })).toEqual([]);
    },
  );

  it.each([
    [{ low: 5 }, /4 in 5 … 6; low ≤ value ≤ high/],
    [{ high: 3.5 }, /4 in 3 … 3.5/],
    [{ level: 90 }, /level is 90; it is the probability/],
    [{ scale: 'log' as const, low: 0 }, /0 has no logarithm/],
  ])('is refused with the interval %j', (change, message) => {
    const forecast = { ...sealed().forecast, ...change };
    expect(faultsOf(sealed({ forecast })).join('\n')).toMatch(message);
  });
});

describe('the score of a forecast', () => {
  const interval = { scale: 'plain' as const, low: 3, high: 6, level: 0.9 };

  it('is the width, and 20 times the miss of a 90 % interval: Gneiting and Raftery’s', () => {
    expect(intervalScore(interval, 3)).toBeCloseTo(3, 12);
    expect(intervalScore(interval, 6)).toBeCloseTo(3, 12);
    expect(intervalScore(interval, 7)).toBeCloseTo(3 + 20, 12);
    expect(intervalScore(interval, 2.5)).toBeCloseTo(3 + 10, 12);
    expect(intervalScore({ ...interval, level: 0.5 }, 7)).toBeCloseTo(3 + 4, 12);
  });

  it('is least, on average, for the interval between the true quantiles', () => {
    const draws = stream(1, 'ledger', 'proper');
    const outcomes = Array.from({ length: 20_000 }, () => draws.normal());
    const mean = (half: number) =>
      outcomes.reduce(
        (sum, x) => sum + intervalScore({ scale: 'plain', low: -half, high: half, level: 0.9 }, x),
        0,
      );
    expect(mean(1.645)).toBeLessThan(mean(1.3));
    expect(mean(1.645)).toBeLessThan(mean(2));
  });

  it('counts a price in its logarithm, and no change as an interval without width', () => {
    const forecast = { unit: 'TAO', scale: 'log' as const, value: 2, low: 1, high: 4, level: 0.9 };
    const score = scoreOf(sealed({ forecast, noChange: { value: 2, because: '' }, outcome: outcome(8) }))!;
    expect(score.covered).toBe(false);
    expect(score.score).toBeCloseTo(Math.log(4) + 20 * Math.log(2), 12);
    expect(score.noChange).toBeCloseTo(20 * Math.log(4), 12);
  });

  it('leaves hindsight and what is open out of coverage', () => {
    const past = { due: '2026-06-14', outcome: outcome(5, '2026-06-14'), hindsight: true };
    const entries = [
      sealed(),
      sealed(past),
      sealed({ outcome: outcome(5) }),
      sealed({ outcome: outcome(50) }),
    ];
    expect(totalsOf(entries)).toEqual({
      entries: 4,
      open: 1,
      hindsight: 1,
      judged: 2,
      expected: 0.9,
      covered: 1,
      better: 2,
      worse: 1,
    });
    expect(totalsOf([sealed()]).expected).toBeNull();
  });
});

describe('a folder of entries', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names every entry that does not stand, and keeps those that do', () => {
    expect(() => readLedger(join(folder, 'none'))).toThrow(UserError);
    expect(() => readLedger(folder)).toThrow(/holds no entry/);
    writeFileSync(join(folder, 'a.json'), JSON.stringify(sealed()));
    writeFileSync(join(folder, 'b.json'), '{"schema": 1,');
    writeFileSync(join(folder, 'c.json'), JSON.stringify({ ...sealed(), registered: '29 Nov 2026' }));
    writeFileSync(join(folder, 'd.json'), JSON.stringify({ ...sealed(), hash: 'c'.repeat(64) }));
    writeFileSync(join(folder, 'e.json'), JSON.stringify({ ...sealed(), odds: 3 }));
    writeFileSync(join(folder, 'f.json'), JSON.stringify(sealed()).replace('"value":4', '"value":-0'));
    const { entries, faults } = readLedger(folder);
    expect(entries.map(({ name }) => name)).toEqual(['a']);
    expect(faults).toHaveLength(5);
    expect(faults[0]).toBe('b.json is no JSON; an entry is one record (write it again)');
    expect(faults[1]).toMatch(/^c\.json: registered: must be a day of the calendar/);
    expect(faults[2]).toMatch(/^d\.json: its hash is cccccccc…/);
    expect(faults[3]).toMatch(/^e\.json: .*odds/);
    expect(faults[4]).toMatch(/^f\.json: \$\..* is -0/);
  });
});

describe('the committed ledger', () => {
  const figures = JSON.parse(readFileSync(join(root, figuresFile), 'utf8')) as PriceFigures;

  it('stands, each entry as it was written', () => {
    expect(readLedger(ledgerFolder).faults).toEqual([]);
  });

  it('holds the first entries, whose numbers are those of the committed figures', () => {
    const held = new Map(readLedger(ledgerFolder).entries.map(({ name, entry }) => [name, entry]));
    for (const [name, entry] of firstEntries(figures)) expect(held.get(name)?.hash).toBe(entry.hash);
    expect([...held.values()].filter(({ hindsight }) => !hindsight).length).toBeGreaterThanOrEqual(3);
  });

  it('rests on figures that the rules of the price give again', () => {
    expect(priceFigures()).toEqual(figures);
  });
});

describe('the figures of the price of entry', () => {
  const rule = {
    decayFactor: decayFactor(360),
    increase: (126n << 64n) / 100n,
    minBurn: 500_000n,
    maxBurn: 100_000_000_000n,
  };

  it('balance where the registrations of a half-life double the price: ln 2 / ln 1.26 of them', () => {
    // 7,200 / 360 half-lives a day, of each ln 2 / ln 1.26 = 2.9993 registrations; one more or less in 10 days is 0.1 a day.
    const perDay = registrationsBetween({ ...rule, minBurn: 1n }, 10n ** 9n, 10n ** 9n, 10) / 10;
    expect(Math.abs(perDay - (20 * Math.LN2) / Math.log(1.26))).toBeLessThanOrEqual(0.11);
    const twice = registrationsBetween({ ...rule, minBurn: 1n }, 10n ** 9n, 2n * 10n ** 9n, 10) / 10;
    expect(twice - perDay).toBeCloseTo(0.3, 5);
  });

  it('leave a price at its floor most of the time at 2 registrations a day, and seldom at 120', () => {
    const atFloor = (rate: number) =>
      Array.from({ length: 200 }, (_, k) =>
        continuousPrice(rule, rate, 1, stream('test', `at ${rate}`, k)),
      ).filter((price) => price === rule.minBurn).length / 200;
    // A registration lifts it for 360 · log2(1.26) = 120 blocks, a sixtieth of a day: 2 of them for 1/30.
    expect(atFloor(2)).toBeGreaterThan(0.9);
    expect(atFloor(2)).toBeLessThan(1);
    expect(atFloor(120)).toBeLessThan(0.05);
  });

  it('count with binomial tails: 7 coins fall 1 to 6 times with 90 %', () => {
    expect(binomialSpread(7, 0.5, 0.9)).toEqual({ value: 3.5, low: 1, high: 6 });
    // P(X ≤ 0) = 0.018, P(X ≤ 1) = 0.101, P(X ≤ 5) = 0.888, P(X ≤ 6) = 0.962.
    expect(binomialSpread(14, 0.25, 0.9)).toEqual({ value: 3.5, low: 1, high: 6 });
  });
});
