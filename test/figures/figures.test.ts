import { describe, expect, it } from 'vitest';
import { autopilotResult } from '../../experiments/figures/autopilot.ts';
import { figures } from '../../experiments/figures/catalogue.ts';
import type { Check } from '../../experiments/figures/check.ts';
import { tableCsv } from '../../experiments/figures/csv.ts';
import type { Figure, FigureResult } from '../../experiments/figures/figure.ts';
import { rampPoints } from '../../experiments/figures/immunityRamp.ts';
import { runRace } from '../../experiments/figures/scoringRules.ts';
import { faultsOf } from '../experiments/report/readable.ts';

const computed = async (figure: Figure): Promise<FigureResult> => figure.compute({ progress: () => {} });
const missed = (checks: readonly Check[]) =>
  checks.filter(({ verdict }) => verdict === 'not met').map(({ what, ours }) => `${what}: ${ours}`);

describe('the figures that take seconds, in full', () => {
  it.each([
    ['cabal-decay', 6],
    ['consensus-sigmoid', 6],
    ['reach-consensus', 3],
    ['two-player-cuts', 7],
    ['density-evolution', 5],
    ['llm-shapley', 6],
    ['sequence-length-demand', 9],
    ['stake-concentration', 9],
    ['root-sigmoid', 6],
    ['gate-curve', 11],
    ['power-of-seats', 17],
    ['takeover-cost', 5],
    ['eip-1559-and-burn', 13],
  ] as const)('%s: every published value is met, %i of them at least', async (name, values) => {
    const figure = figures.find((known) => known.name === name)!;
    const { checks, tables, charts, answer } = await computed(figure);
    expect(missed(checks)).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(values);
    // A table that holds a NaN is refused here.
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
    expect(charts.length).toBeGreaterThan(0);
    expect(faultsOf(answer, { isComputed: true })).toEqual([]);
  });
});

describe('the ramp of a newcomer’s score', () => {
  it('is the closed form within 1 % at all 24 points of the table, published and simulated', () => {
    const points = rampPoints(20);
    expect(points).toHaveLength(24);
    for (const { published, closed, simulated } of points) {
      expect(Math.abs(closed / published - 1)).toBeLessThan(0.01);
      expect(Math.abs(simulated / closed - 1)).toBeLessThan(0.01);
    }
  });
});

describe('the race of scoring rules', () => {
  const points = runRace(
    {
      experts: 6,
      law: { rows: 32, rho: 0.6 },
      smallest: 5e7,
      largest: 2e10,
      luck: 1,
      gate: { learningRate: 1, importance: 0 },
      steps: [0, 100],
    },
    () => {},
    40,
  );
  const at = (rule: string, step: number) =>
    points.find((point) => point.rule === rule && point.step === step)!;

  it('shows Shapley and leave-one-out above Fisher before the gate has learnt, by whole intervals', () => {
    expect(at('shapley', 0).overFisher!.low).toBeGreaterThan(0);
    expect(at('leaveOneOut', 0).overFisher!.low).toBeGreaterThan(0);
  });

  it('shows Fisher rising as the gate converges', () => {
    expect(at('fisher', 100).spearman.low).toBeGreaterThan(at('fisher', 0).spearman.high);
  });

  it('costs one pass for Fisher, k + 1 for leave-one-out, 2^k for Shapley', () => {
    expect([at('fisher', 0), at('leaveOneOut', 0), at('shapley', 0)].map(({ forwards }) => forwards)).toEqual(
      [1, 7, 64],
    );
  });
});

describe('the race of controllers', () => {
  it('answers in one sentence, leaves calm worlds alone and knows its plant, at a small size too', () => {
    const size = { seeds: 2, calibrationSeeds: 3, nullWorlds: 2, mapSeeds: 1 };
    const { answer, checks, tables } = autopilotResult(size, { progress: () => {} });
    expect(faultsOf(answer)).toEqual([]);
    expect(missed(checks)).toEqual([]);
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
  });
});

describe('the catalogue of figures', () => {
  it('names every figure once, in the order of its ids', () => {
    const numbers = figures.map(({ id }) => Number(id.slice(1)));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  });

  it('holds F1 to F23', () => {
    const ids = figures.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 23 }, (_, k) => `F${k + 1}`));
  });
});
