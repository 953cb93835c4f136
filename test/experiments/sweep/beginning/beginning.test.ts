import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holds, verify } from '../../../../experiments/evidence/verify/verify.ts';
import type { Study } from '../../../../experiments/plan/study.ts';
import { readResults } from '../../../../experiments/report/readResults.ts';
import { writeReport } from '../../../../experiments/report/writeReport.ts';
import { isBeginning } from '../../../../experiments/sweep/finding.ts';
import { runStudy, type StudyOutcome } from '../../../../experiments/sweep/runStudy.ts';
import type { RunProgress } from '../../../../experiments/sweep/runTrials.ts';

const study: Study = {
  name: 'begun',
  size: 'toy',
  question: 'What does immunity change in a settled world?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  // Rare sweeps: a day costs little.
  set: { 'validator.sweepBlocks': 1200 },
  factors: [{ name: 'immunityPeriod', values: [200, 7000] }],
  seeds: 3,
  warmUpDays: 0,
  days: 12,
  // Wide enough for a small world to settle within the first pilots.
  objectives: [{ metric: 'networkQuality', margin: 0.8 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  beginning: {
    rule: 'settled',
    statusQuo: { immunityPeriod: 200 },
    limitDays: 60,
    pilots: 2,
    pathDays: [1, 3, 10, 12],
    alsoFollowed: ['immuneShare'],
  },
};

let root: string;
let folder: string;
let whole: StudyOutcome;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'begun-'));
  folder = join(root, 'begun');
  // Stopped after the first pilot, again after the first trials, then to its end.
  await stoppedAfter('warm-up', 1);
  await stoppedAfter('trials', 2);
  whole = await runStudy(study, { folder, workers: 2 });
}, 240_000);
afterAll(() => rmSync(root, { recursive: true }));

async function stoppedAfter(stage: RunProgress['stage'], trials: number): Promise<void> {
  const stop = new AbortController();
  const outcome = await runStudy(study, {
    folder,
    workers: 1,
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.stage === stage && progress.done >= trials) stop.abort();
    },
  });
  expect(outcome.stopped).toBe(true);
}

describe('a study with a beginning', () => {
  it('goes on where it was stopped, among its pilots and among its trials', () => {
    expect(whole).toMatchObject({ failed: 0, total: 6, stopped: false });
    expect(whole.found).toBeGreaterThanOrEqual(2);
    expect(whole.ran).toBe(6 - whole.found);
  });

  it('repeated runs nothing', async () => {
    const again = await runStudy(study, { folder, workers: 1 });
    expect(again).toMatchObject({ ran: 0, found: 6, rowsHash: whole.rowsHash });
  });

  it('changes every world on the day by which its pilots had settled, and follows it from then on', () => {
    const { rows, warmUp } = readResults(folder);
    expect(isBeginning(warmUp) && [warmUp.days, warmUp.worlds[0].settled]).toEqual([60, true]);
    for (const row of rows) {
      expect(row.plan.change!.day).toBe(60);
      expect(row.plan.warmUpDays).toBe(60);
      expect(row.status === 'complete' && row.path!.networkQuality).toHaveLength(12);
    }
    const immune = (level: number) =>
      rows.reduce((sum, row) => {
        const own = row.status === 'complete' && row.levels.immunityPeriod === level;
        return own ? sum + row.path!.immuneShare.reduce<number>((days, share) => days + share!, 0) : sum;
      }, 0);
    // Registrations of the last 200 blocks against those of the last 7,000.
    expect(immune(7000)).toBeGreaterThan(5 * immune(200));
  });

  it('leads its page with the long run, or that there is none, and shows path, rule and tenure', async () => {
    const { text } = await writeReport(folder);
    const page = readFileSync(join(folder, 'report.md'), 'utf8');
    const [answer, question, sure] = text.split('\n\n');
    expect(page.replaceAll('`', '')).toContain(`**${answer.replaceAll(/\n +/g, ' ')}**`);
    expect(page.startsWith(`# ${question}\n`)).toBe(true);
    expect(sure).toMatch(/^Mean loss(, in the long run|: not settled by day 12)/);
    expect(page).toContain('The effect, day by day');
    expect(page).toContain('n/R = 40 slots over');
    expect(page).not.toContain('start-up world');
    expect(existsSync(join(folder, 'figures', 'path-networkQuality.svg'))).toBe(true);
    expect(existsSync(join(folder, 'figures', 'path-registrationsPerDay.svg'))).toBe(true);
  });

  it('comes out again byte for byte, of pilots and trials alike', async () => {
    const verification = await verify(folder, { sample: 3, seed: '1', workers: 2 });
    expect(verification.differences).toEqual([]);
    expect(holds(verification)).toBe(true);
    expect([verification.kept, verification.agreed]).toEqual([8, 3]);
  }, 120_000);

  it('has no results without its pilots', () => {
    const kept = readResults(folder);
    rmSync(join(folder, 'beginning'), { recursive: true });
    expect(kept.rows).toHaveLength(6);
    expect(() => readResults(folder)).toThrow(/does not hold the pilots .*run sweep again/);
  });
});
