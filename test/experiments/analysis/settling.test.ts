import { describe, expect, it } from 'vitest';
import { analyse } from '../../../experiments/analysis/analyse.ts';
import type { Row } from '../../../experiments/plan/rows.ts';
import { headline } from '../../../experiments/report/headline.ts';
import { immunityStartUpQuick as study } from '../../../experiments/studies/immunity-start-up.ts';
import { madeRows } from '../madeRows.ts';

const days = 10;
const noise = [-0.001, 0, 0.001, 0.002];

/** The study with days of our own making: nats on day `k`, from the level, the setting and the seed. */
function withDays(quality: (level: number, alpha: number, seed: number, k: number) => number): Row[] {
  return madeRows(study).map((row) => {
    if (row.status !== 'complete' || row.arm !== null) return row;
    const { immunityPeriod, 'validator.alpha': alpha } = row.levels as Record<string, number>;
    const at = (k: number) => quality(immunityPeriod, alpha, Number(row.plan.seed), k);
    const day = row.days[0];
    return {
      ...row,
      days: Array.from({ length: days }, (_, k) => ({ ...day, day: k, networkQuality: at(k) })),
    };
  });
}

const noiseOf = (level: number, seed: number, k: number): number =>
  noise[(level + seed * 3 + k) % noise.length];
const settlings = (rows: readonly Row[]) => analyse(study, rows, { resamples: 2 }).settings;

describe('a difference between levels', () => {
  it('is lasting if it is as large late as early, however far the network itself still falls', () => {
    const rows = withDays((level, _, seed, k) => 3 - 0.05 * k + level / 1e5 + noiseOf(level, seed, k));
    expect(settlings(rows).map(({ settling }) => settling)).toEqual([null, null]);
    expect(headline(analyse(study, rows, { resamples: 2 }))[0].sentences.join()).not.toContain(
      'may not last',
    );
  });

  it('is not lasting if it grows by more than the margin, and the page says by how much before all else', () => {
    // The difference of 7,200 from 3,072 grows by 0.002 nats a day, so by 0.01 from one half to the other.
    const rows = withDays(
      (level, alpha, seed, k) =>
        3 + (level === 7200 && alpha === 0.05 ? 0.002 * k : 0) + noiseOf(level, seed, k) / 10,
    );
    const [small, large] = settlings(rows);
    expect(small.settling).toMatchObject({ level: 7200, reference: 3072, margin: 0.002 });
    expect(small.settling!.change.mean).toBeCloseTo(0.01, 3);
    expect(small.settling!.change.level).toBeCloseTo(1 - 0.05 / 7, 12);
    expect(large.settling).toBeNull();
    const first = headline(analyse(study, rows, { resamples: 2 }))[0].sentences.join(' ');
    expect(first).toMatch(
      /\*\*This answer may not last:\*\* .* 7,200 blocks .* less that at 3,072 moves by \+0\.01\d* ± /,
    );
    expect(first).toContain('`validator.alpha 0.05`');
  });

  it('that grows by less than the margin, or whose growth is lost in the noise, is not called passing', () => {
    const within = withDays(
      (level, _, seed, k) => 3 + (level === 7200 ? 0.0003 * k : 0) + noiseOf(level, seed, k) / 10,
    );
    const noisy = withDays((level, _, seed, k) => 3 + (level === 7200 ? ((seed % 5) - 2) * 0.01 * k : 0));
    for (const rows of [within, noisy]) expect(settlings(rows)[0].settling).toBeNull();
  });

  it('of trials of a single day has no early and late', () => {
    const rows = withDays((level, _, seed, k) => 3 + level * k + noiseOf(level, seed, k)).map((row) =>
      row.status === 'complete' ? { ...row, days: row.days.slice(0, 1) } : row,
    );
    expect(settlings(rows)[0].settling).toBeNull();
  });
});
