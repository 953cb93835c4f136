import { describe, expect, it } from 'vitest';
import { marketColumns } from '../../../agents/market/series.ts';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import {
  bearOutcome,
  driftsOf,
  recoveriesOf,
  stepsOf,
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
  const outcome = bearOutcome(crash, flat, shock);

  it('is the settled gap to the flat path, seed by seed, free of what seeds differ by', () => {
    expect(outcome.difficulty).toMatchObject({ n: 4, mean: expect.closeTo(-2, 9), sd: expect.closeTo(0, 9) });
    expect(outcome.compute!.mean).toBeCloseTo(Math.log(0.1), 9);
    expect(outcome.loss!.mean).toBe(0);
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
    for (const { regained } of recoveriesOf(week, flat, shock, 7)) expect(regained!.mean).toBeCloseTo(0.5, 6);
    for (const { regained } of recoveriesOf(crash, flat, shock, 7)) expect(regained!.mean).toBeCloseTo(0, 6);
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
    const { answer } = bearPage({
      study: { ...bearMarketQuick, cells: [flatLevels, crashLevels, weekLevels] },
      rows,
    });
    expect(answer[0]).toContain('takes difficulty down by 2 ± 0 doublings');
    expect(answer[0]).toContain('−90 % [−90, −90]');
    expect(answer[1]).toContain('regained 50 % [50, 50]');
  });

  it('is held against the flat path from the same price, and says which null it was measured with', () => {
    const levelsOf = (price: string, other: Record<string, number>) =>
      bearMarketQuick.cells!.find(
        (levels) =>
          levels['market.price'] === price &&
          Object.entries(other).every(([name, value]) => levels[name] === value),
      )!;
    const leanFlat = cell(levelsOf('flat', { 'market.startPrice': 5 }), () => ({
      log2Difficulty: 20,
      compute: 100,
    }));
    const leanCrash = cell(levelsOf('crash', { 'market.startPrice': 5 }), (day) => ({
      log2Difficulty: day < shock ? 20 : 17,
      compute: 100,
    }));
    const calm = levelsOf('flat', { 'scenario.arrivalRate': 0 });
    const answerOf = (still: ReturnType<typeof cell>) => {
      const all = [flat, crash, leanFlat, leanCrash, still];
      const study = { ...bearMarketQuick, cells: all.map(({ levels }) => levels) };
      return bearPage({ study, rows: all.flatMap(({ trials }) => trials) }).answer.join('\n');
    };
    const still = answerOf(cell(calm, () => ({ log2Difficulty: 26, compute: 1 })));
    expect(still).toContain('difficulty changes by −3 ± 0 doublings');
    expect(still).toContain('nothing drifts');
    const drifting = answerOf(cell(calm, (day) => ({ log2Difficulty: 26, compute: Math.exp(day) })));
    expect(drifting).toContain('Null not met');
  });
});
