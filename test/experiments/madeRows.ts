import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion, studyHash } from '../../experiments/base/identity.ts';
import type { CompleteRow, Row } from '../../experiments/plan/rows.ts';
import { type Study, type StudyTrial, trialsOf } from '../../experiments/plan/study.ts';
import { Journal, type StoredRow } from '../../experiments/run/journal.ts';
import type { LifeTable } from '../../sim/metrics/lifeTable.ts';
import { stream } from '../../sim/random.ts';

/** Rows of a study drawn from known curves instead of a simulation: the truth an analysis has to find again. */
export function madeRows(study: Study): CompleteRow[] {
  return trialsOf(study).map(madeRow);
}

/** Immunity with the best network quality: 4096 blocks at alpha 0.05, 3072 at 0.1. */
const bestAt = (alpha: number): number => (alpha < 0.075 ? 4096 : 3072);

function madeRow(trial: StudyTrial): CompleteRow {
  const { arm, levels, plan } = trial;
  const immunity = Number(levels.immunityPeriod);
  const alpha = Number(plan.set['validator.alpha'] ?? 0.1);
  const shared = stream(plan.seed, 'shared', 1).normal();
  const own = stream(plan.seed, 'own', `${immunity} ${alpha}`).normal;
  const octaves = Math.log2(immunity / bestAt(alpha));
  const shift = arm?.includes('RAO') ? 0.3 : 1;
  const quality = 3 + 0.02 * shared + 0.004 * shift * octaves ** 2 + 0.0003 * own();
  const newcomers = 30 * 2 ** (-immunity / 2000) * (0.1 / alpha) ** 0.5 + 0.4 * Math.abs(own());
  const incumbents = 1.2 * (immunity / 3072) * shift + 0.3 * Math.abs(own());
  const measures = {
    networkQuality: quality,
    servedQuality: quality - 0.2,
    ...judged(newcomers, incumbents),
    deterred: 20 + 2 * octaves + own(),
    churn: 0.06 + 0.002 * shared,
    immuneShare: Math.min(0.9, (immunity / 7200) * 0.06),
    log2Difficulty: 26 + 0.3 * shared,
    registrations: 150 + Math.round(5 * shared),
    registrationsPerDay: 15 + 0.5 * shared,
    reached50: 0.9 - 0.5 * 2 ** (-immunity / 2000),
    reached90: 0.8 - 0.5 * 2 ** (-immunity / 2000),
    timeTo50: 2000,
    timeTo90: null,
    halfLife: null,
    spearman: 0.8 + 0.01 * own(),
  };
  return {
    id: `${arm ?? 'main'}-${immunity}-${alpha}-${plan.seed}`,
    ...trial,
    status: 'complete',
    measures,
    tables: madeTables(immunity, alpha, plan.seed),
    days: Array.from({ length: plan.days }, (_, k) => ({
      day: k + 1,
      networkQuality: quality,
      registrations: 15 + Math.round(3 * own()),
      difficulty: 1e7 * 2 ** (26 - 0.05 * k + 0.2 * shared),
      immuneShare: measures.immuneShare,
    })),
  };
}

function judged(newcomers: number, incumbents: number): Record<string, number> {
  const measures: Record<string, number> = {};
  for (const [suffix, factor] of [
    ['Cut25', 0.6],
    ['', 1],
    ['Cut100', 1.3],
  ] as const) {
    measures[`wronglyEvictedNewcomers${suffix}`] = factor * newcomers;
    measures[`wronglyEvictedIncumbents${suffix}`] = factor * incumbents;
    measures[`wronglyEvictedIncumbentsAny${suffix}`] = 4 * factor * incumbents;
    measures[`noisyEvictions${suffix}`] = 10;
    measures[`viableEvictions${suffix}`] = factor * (newcomers + incumbents);
    measures[`wrongEvictions${suffix}`] = factor * (newcomers + incumbents);
  }
  return measures;
}

const binBlocks = 100;

/** Newcomers take about 2000 blocks (alpha 0.1) or 4000 to be paid; the weak ones leave when immunity ends. */
function madeTables(immunity: number, alpha: number, seed: string): CompleteRow['tables'] {
  const uniform = stream(seed, 'lives', 1).next;
  const pace = 200 / alpha;
  const lives = (pace: number, mortality: number): LifeTable => {
    const ends = {
      reached: new Map<number, number>(),
      evicted: new Map<number, number>(),
      censored: new Map<number, number>(),
    };
    for (let k = 0; k < 30; k++) {
      const paid = -pace * Math.log(1 - uniform());
      const evicted = uniform() < mortality ? immunity + 3000 * uniform() : Number.POSITIVE_INFINITY;
      const end = 72_000 * uniform();
      const age = Math.min(paid, evicted, end);
      const tally = age === paid ? ends.reached : age === evicted ? ends.evicted : ends.censored;
      const bin = Math.floor(age / binBlocks);
      tally.set(bin, (tally.get(bin) ?? 0) + 1);
    }
    const pairs = (tally: Map<number, number>) => [...tally].sort((one, other) => one[0] - other[0]);
    return {
      binBlocks,
      reached: pairs(ends.reached),
      evicted: pairs(ends.evicted),
      censored: pairs(ends.censored),
    };
  };
  return {
    to50: lives(pace, 0.3),
    to90: lives(2 * pace, 0.4),
    survival: [0.95, 0.7, 0.4, 0.2, 0.05].map((mortality) => lives(Number.POSITIVE_INFINITY, mortality)),
  };
}

/** Writes rows as the results folder that a sweep would leave. */
export function writeResults(folder: string, study: Study, rows: readonly Row[]): void {
  mkdirSync(folder, { recursive: true });
  const hash = studyHash(study);
  const plan = { schema: schemaVersion, hash, plan: study };
  writeFileSync(join(folder, 'study.json'), JSON.stringify(plan));
  const journal = new Journal(join(folder, 'journal.ndjson'), hash);
  for (const row of rows) journal.append(row as unknown as StoredRow);
  journal.close();
}
