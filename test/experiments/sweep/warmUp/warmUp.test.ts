import { describe, expect, it } from 'vitest';
import type { Study } from '../../../../experiments/plan/study.ts';
import { runTrial, type TrialPlan } from '../../../../experiments/plan/trial.ts';
import { warmUpOf } from '../../../../experiments/statistics/batchMeans.ts';
import { settled } from '../../../../experiments/sweep/finding.ts';
import { findingOf, type PilotRow, warmUpLines } from '../../../../experiments/sweep/warmUp/finding.ts';
import { runPilot } from '../../../../experiments/sweep/warmUp/pilot.ts';
import { stream } from '../../../../sim/random.ts';

const phi = 0.7;
/** AR(1) of mean 5 that starts `bias` above it. */
function series(seed: string, n: number, bias: number): number[] {
  const { normal } = stream(seed, 'start', 'bias');
  const values: number[] = [];
  let deviation = bias;
  for (let k = 0; k < n; k++) {
    values.push(5 + deviation);
    deviation = phi * deviation + normal();
  }
  return values;
}
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('MSER-5 on AR(1) with a known bias at its start', () => {
  const n = 300;
  const studies = 300;
  const runs = Array.from({ length: studies }, (_, k) => series(String(k), n, 100));

  it('removes the bias: 100 / (1 − φ) / 300 = 1.11 before it, none to be seen after it', () => {
    const raw = meanOf(runs.map(meanOf));
    const kept = meanOf(runs.map((run) => meanOf(run.slice(warmUpOf(run).dropped))));
    // Standard error of either: 1 / (1 − φ) / √(300 · 300) = 0.011.
    expect(Math.abs(raw - 5 - 100 / (1 - phi) / n)).toBeLessThan(0.04);
    expect(Math.abs(kept - 5)).toBeLessThan(0.04);
  });

  it('leaves out what the start still decides, 100 φ^k above the noise of 1.4 for 12 values, and seldom much more', () => {
    const dropped = runs.map((run) => warmUpOf(run).dropped).sort((one, other) => one - other);
    expect(dropped[0]).toBeGreaterThanOrEqual(10);
    expect(dropped[studies / 2]).toBeLessThanOrEqual(25);
    expect(runs.filter((run) => warmUpOf(run).settled).length / studies).toBeGreaterThan(0.9);
  });
});

const study: Study = {
  name: 'sweep',
  size: 'toy',
  question: 'What does it do?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [1, 2] }],
  seeds: 4,
  warmUpDays: 1,
  days: 3,
  objectives: [],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  warmUp: { rule: 'mser5', pilots: 4 },
};
const pilots = (bias: number, immunityPeriod: number): PilotRow[] =>
  Array.from({ length: 4 }, (_, k) => ({
    levels: { immunityPeriod },
    status: 'complete',
    series: series(`${immunityPeriod} ${k}`, n, bias),
    stepBlocks: 100,
  }));
const n = 288;

describe('the warm-up of a study', () => {
  it('is the longest of its cells, the same for all, in days', () => {
    const rows = [...pilots(2, 1), ...pilots(1e6, 2)];
    const finding = findingOf(study, rows);
    const [short, long] = finding.cells;
    expect(long.dropped).toBeGreaterThan(short.dropped);
    // 1e6 · φ^k falls below the noise of a mean of four after 40 values: 40 · 100 / 7,200 days.
    expect(finding.days).toBeGreaterThanOrEqual(0.5);
    expect(finding.days).toBeLessThan(1.2);
    expect(finding.days).toBe(Math.ceil((100 * long.dropped * 100) / 7200) / 100);
    expect(settled(study, finding).warmUpDays).toBe(finding.days);
    expect(findingOf(study, [...rows].reverse())).toEqual(finding);
    expect(warmUpLines(finding)[0]).toMatch(/^Warm-up: [\d.]+ days are left out of every world\. MSER-5/);
  });

  it('is not invented for a world that never settles, nor for one too short to tell', () => {
    const drifting = pilots(2, 1).map((row) => ({ ...row, series: row.series.map((x, k) => x + k) }));
    expect(() => findingOf(study, [...drifting, ...pilots(2, 2)])).toThrow(
      /no steady state shows at \{"immunityPeriod":1\} within 4 days/,
    );
    const short = pilots(2, 1).map((row) => ({ ...row, series: row.series.slice(0, 40) }));
    expect(() => findingOf(study, [...short, ...pilots(2, 2)])).toThrow(/MSER-5 needs 50 steps/);
    expect(() => findingOf(study, pilots(2, 2))).toThrow(/no pilot of \{"immunityPeriod":1\} ran to its end/);
  });

  it('is looked for in the quality that trials measure: the mean of a pilot’s steps is a trial’s', () => {
    const plan: TrialPlan = {
      ruleset: 'nakamoto-2022',
      scenario: 'synthetic',
      arithmetic: 'float64',
      set: {},
      warmUpDays: 0,
      days: 1,
      seed: '3',
    };
    const { series, stepBlocks } = runPilot(plan);
    expect(stepBlocks).toBe(100);
    expect(series).toHaveLength(72);
    expect(meanOf(series)).toBeCloseTo(runTrial(plan).measures.networkQuality!, 12);
  });
});
