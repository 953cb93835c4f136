import { describe, expect, it } from 'vitest';
import { marketColumns } from '../../../agents/market/series.ts';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import {
  bearOutcome,
  driftsOf,
  recoveriesOf,
  stepsOf,
  windowsOf,
} from '../../../experiments/studies/bear-market/outcomes.ts';
import { bearPage } from '../../../experiments/studies/bear-market/page.ts';
import { bearMarketQuick } from '../../../experiments/studies/bear-market.ts';

const shock = 16;
type State = { log2Difficulty: number; compute: number };

/** A trial whose market was in a state that we choose, looked at every four hours for 30 days. */
function trial(levels: CompleteRow['levels'], seed: number, stateAt: (day: number) => State): CompleteRow {
  const market = Array.from({ length: 180 }, (_, look) => {
    const day = (look + 1) / 6;
    const known: Record<string, number> = {
      day,
      price: 50,
      running: 224,
      meanLoss: 2.8,
      qualityPerDollar: 1e5,
      ...stateAt(day),
    };
    return marketColumns.map((name) => known[name] ?? 0);
  });
  const plan = { ...bearMarketQuick, seed: String(seed), set: {} };
  return {
    id: `${seed}`,
    arm: null,
    levels,
    plan,
    status: 'complete',
    market,
    measures: {},
    tables: {},
    days: [],
  } as unknown as CompleteRow;
}

const [flatLevels, crashLevels, weekLevels] = bearMarketQuick.cells!;
const warmUp = { days: shock, pilots: 2, worlds: [] };
const windows = windowsOf([1, 3, 10], 14);
const cell = (levels: CompleteRow['levels'], stateAt: (day: number, seed: number) => State) => ({
  levels,
  trials: [1, 2, 3, 4].map((seed) => trial(levels, seed, (day) => stateAt(day, seed))),
});

const flat = cell(flatLevels, (_, seed) => ({ log2Difficulty: 26 + seed, compute: 1000 * seed }));
/** Two doublings go within two days, evenly; compute falls to a tenth within one. */
const fall = (day: number, seed: number, back = 1) => ({
  log2Difficulty: 26 + seed - back * Math.min(2, Math.max(0, day - shock)),
  compute: 1000 * seed * 0.1 ** (back * Math.min(1, Math.max(0, day - shock))),
});
const crash = cell(crashLevels, (day, seed) => fall(day, seed));
/** The price is back on day 23: half of both gaps closes at once. */
const week = cell(weekLevels, (day, seed) => fall(day, seed, day >= shock + 7 ? 0.5 : 1));

describe('what a crash does, read from the looks at the market', () => {
  const outcome = bearOutcome(crash, flat, shock, windows);

  it('is told day by day and for the late days, as the gap to the flat path, seed by seed, free of what seeds differ by', () => {
    expect(outcome.readings.map(({ window }) => window.name)).toEqual([
      'day 1',
      'day 3',
      'day 10',
      'days 8 to 14',
    ]);
    const [first, third, , late] = outcome.readings;
    // Looks at 0, 4, … 20 hours of the first day: on average 10 hours of two days' fall of two doublings.
    expect(first.difficulty!.mean).toBeCloseTo(-10 / 24, 9);
    const meanCompute = [0, 1, 2, 3, 4, 5].reduce((sum, look) => sum + 0.1 ** (look / 6) / 6, 0);
    expect(first.compute!.mean).toBeCloseTo(Math.log(meanCompute), 9);
    for (const { difficulty } of [third, late])
      expect(difficulty).toMatchObject({ n: 4, mean: expect.closeTo(-2, 9), sd: expect.closeTo(0, 9) });
    expect(late.compute!.mean).toBeCloseTo(Math.log(0.1), 9);
    expect(late.loss!.mean).toBe(0);
  });

  it('counts what switches off from the change to the end of each window', () => {
    const leaving = cell(crashLevels, () => ({ log2Difficulty: 26, compute: 1, exits: 0 }));
    for (const { trials } of [leaving])
      for (const one of trials)
        for (const point of one.market as number[][])
          point[marketColumns.indexOf('exits')] = Math.max(0, Math.floor(point[0] - shock + 1e-9));
    expect(bearOutcome(leaving, flat, shock, windows).readings.map(({ exits }) => exits!.mean)).toEqual([
      1, 3, 10, 14,
    ]);
  });

  it('lags by the time its parts take: half of a fall over a day comes after half a day', () => {
    const lag = (column: string, part: number) =>
      outcome.lags.find((one) => one.column === column && one.part === part)!.blocks!.mean;
    expect(lag('compute', 0.5)).toBe(3600);
    expect(lag('compute', 0.9)).toBe(7200);
    // Half of two days, and half of the day over which a swinging difficulty is averaged: 1 + 5/12 days, at the next look.
    expect(lag('log2Difficulty', 0.5)).toBe(10_800);
  });

  it('is regained by the part of the gap that has closed', () => {
    for (const { regained } of recoveriesOf(week, flat, shock, 7, 14))
      expect(regained!.mean).toBeCloseTo(0.5, 6);
    for (const { regained } of recoveriesOf(crash, flat, shock, 7, 14))
      expect(regained!.mean).toBeCloseTo(0, 6);
  });

  it('has no drift where nothing moves, and the slope of what does', () => {
    for (const { perDay } of driftsOf(flat, 10, 30)) expect(perDay!.mean).toBeCloseTo(0, 9);
    const rising = cell(flatLevels, (day) => ({ log2Difficulty: 26 + 0.5 * day, compute: Math.exp(day) }));
    const [difficulty, , , compute] = driftsOf(rising, 10, 30);
    expect(difficulty.perDay!.mean).toBeCloseTo(0.5, 9);
    expect(compute.perDay!.mean).toBeCloseTo(1, 9);
  });

  it('counts steps of difficulty that are not a single doubling', () => {
    const swinging = cell(flatLevels, (day) => ({ log2Difficulty: Math.round(6 * day) % 2, compute: 1 }));
    const jumping = cell(flatLevels, (day) => ({
      log2Difficulty: 2 * (Math.round(6 * day) % 2),
      compute: 1,
    }));
    expect(stepsOf([swinging])).toEqual({ single: 4 * 179, all: 4 * 179 });
    expect(stepsOf([jumping])).toEqual({ single: 0, all: 4 * 179 });
  });

  it('leads the page, with the recovery after it', () => {
    const rows = [flat, crash, week].flatMap(({ trials }) => trials);
    const { sure } = bearPage({
      study: { ...bearMarketQuick, days: 14, cells: [flatLevels, crashLevels, weekLevels] },
      rows,
      warmUp,
    });
    expect(sure[0]).toContain('changes difficulty by −2 ± 0 doublings on day 3');
    expect(sure[0]).toContain('by −90 % [−90, −90] on day 3');
    expect(sure[1]).toContain('regained 50 % [50, 50]');
  });

  it('is held against the flat path of the same world', () => {
    const levelsOf = (price: string) =>
      bearMarketQuick.cells!.find(
        (levels) => levels['market.price'] === price && levels['market.startPrice'] === 5,
      )!;
    const leanFlat = cell(levelsOf('flat'), () => ({ log2Difficulty: 20, compute: 100 }));
    const leanCrash = cell(levelsOf('crash'), (day) => ({
      log2Difficulty: day < shock ? 20 : 17,
      compute: 100,
    }));
    const all = [flat, crash, leanFlat, leanCrash];
    const study = { ...bearMarketQuick, days: 14, cells: all.map(({ levels }) => levels) };
    const { sure } = bearPage({ study, rows: all.flatMap(({ trials }) => trials), warmUp });
    expect(sure.join('\n')).toContain('difficulty differs by −3 ± 0 doublings');
  });
});
