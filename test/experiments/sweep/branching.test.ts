import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { trialId } from '../../../experiments/base/identity.ts';
import { stemOf } from '../../../experiments/plan/branches.ts';
import type { TrialPlan } from '../../../experiments/plan/trial.ts';
import { type SweepOptions, sweep } from '../../../experiments/run/resultsFolder.ts';
import { replay } from '../../../experiments/sweep/runTrials.ts';

const folder = mkdtempSync(join(tmpdir(), 'branching-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plans = ['1', '2'].flatMap((seed) =>
  [undefined, 20, 200, 2000].map(
    (immunityPeriod): TrialPlan => ({
      ruleset: 'autumn-2026',
      scenario: 'synthetic',
      arithmetic: 'float64',
      set: { 'scenario.synergy': 'table' },
      warmUpDays: 0.1,
      days: 0.3,
      ...(immunityPeriod !== undefined && { change: { day: 0.2, set: { immunityPeriod } } }),
      seed,
    }),
  ),
);

const swept = (name: string, workers: number, branching: boolean, more: Partial<SweepOptions> = {}) =>
  sweep({
    study: { hash: 'branching', plan: { name: 'branching' } },
    trials: plans.map((plan) => ({
      id: trialId(plan),
      plan,
      labels: {},
      ...(branching && { stem: stemOf(plan) }),
    })),
    folder: join(folder, name),
    entry: new URL('../../../experiments/run/trialWorker.ts', import.meta.url),
    workers,
    replay,
    ...more,
  });

describe('a sweep of trials that share beginnings', () => {
  it('keeps the same rows as one of whole trials, on any number of workers', async () => {
    const whole = await swept('whole', 1, false);
    expect([whole.ran, whole.failed]).toEqual([8, 0]);
    for (const workers of [1, 2, 3])
      expect(await swept(`branched-${workers}`, workers, true)).toMatchObject({
        ran: 8,
        rowsHash: whole.rowsHash,
      });
  });

  it('that was stopped runs only the missing members, to the same rows', async () => {
    const whole = await swept('whole', 1, false);
    const stop = new AbortController();
    let kept = 0;
    const first = await swept('stopped', 1, true, {
      signal: stop.signal,
      onKept: () => {
        kept += 1;
        if (kept === 3) stop.abort();
      },
    });
    expect([first.ran, first.stopped]).toEqual([3, true]);
    const second = await swept('stopped', 1, true);
    expect([second.found, second.ran, second.rowsHash]).toEqual([3, 5, whole.rowsHash]);
  });

  it('says why a trial shared no beginning, beside its duration', async () => {
    const readMeasurements = (name: string) =>
      readFileSync(join(folder, name, 'measurements.ndjson'), 'utf8');
    await swept('branched-1', 1, true);
    expect(readMeasurements('branched-1')).not.toContain('ranWhole');
    const toys = await sweep({
      study: { hash: 'toys', plan: { name: 'toys' } },
      trials: [1, 2].map((k) => ({ id: `toy${k}`, plan: { k, does: 'refuses' }, labels: {}, stem: 'one' })),
      folder: join(folder, 'toys'),
      entry: new URL('../../fixtures/toyFamily.ts', import.meta.url),
      workers: 1,
      replay: () => 'again',
    });
    expect(toys.failed).toBe(0);
    expect(readMeasurements('toys')).toContain('"ranWhole":"it keeps a secret"');
  });

  it('repeats a failed one with its change', () => {
    expect(replay({ id: '', plan: plans[1], labels: {} })).toContain(
      '--change-day 0.2 --change immunityPeriod=20',
    );
  });
});
