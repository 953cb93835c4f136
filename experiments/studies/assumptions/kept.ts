import { existsSync, readFileSync } from 'node:fs';
import { engineOf } from '../../base/identity.ts';
import type { Row } from '../../plan/rows.ts';
import { seedsOf } from '../../plan/rows.ts';
import type { Results } from '../../report/readResults.ts';
import type { OneAtATime } from './oneAtATime.ts';

/** The measures of a run, as small as its table needs them: they stay in the repository, its rows do not. */
export interface Kept {
  readonly study: string;
  readonly size: string;
  /** Hash of the plan, and SHA-256 of the rows sorted by id, of which these are the measures. */
  readonly hash: string;
  readonly rowsHash: string;
  readonly engine: string;
  readonly trials: number;
  readonly failed: number;
  readonly seeds: readonly string[];
  /** arm ('' for the world of the study) → level → measure → [seed]; null where a trial failed or has no value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Measures>>>>;
}

type Measures = Readonly<Record<string, readonly (number | null)[]>>;

const fileOf = (name: string): URL =>
  new URL(`../../../results/reference/assumptions/${name}.json`, import.meta.url);

/** The committed measures of a group; null before there are any. */
export const committed = ({ name }: OneAtATime): Kept | null =>
  existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : null;

/** The measures that a group's headlines read, taken from the rows of a run. */
export function keptOf(
  oneAtATime: OneAtATime,
  { study, studyHash, rowsHash, rows }: Pick<Results, 'study' | 'studyHash' | 'rowsHash' | 'rows'>,
): Kept {
  const seeds = seedsOf(rows);
  const names = [...new Set(Object.values(oneAtATime.headlines).map(({ measure }) => measure))];
  const arms = ['', ...study.arms.map(({ name }) => name)];
  const found = new Map(rows.map((row) => [placeOf(oneAtATime, row), row]));
  const measuresAt = (arm: string, level: number): Measures =>
    Object.fromEntries(
      names.map((name) => [
        name,
        seeds.map((seed) => {
          const row = found.get(`${arm}|${level}|${seed}`);
          return row?.status === 'complete' ? (row.measures[name] ?? null) : null;
        }),
      ]),
    );
  const values = arms.map((arm) => [
    arm,
    Object.fromEntries(oneAtATime.levels.map((level) => [level, measuresAt(arm, level)])),
  ]);
  return {
    study: oneAtATime.name,
    size: study.size,
    hash: studyHash,
    rowsHash,
    engine: engineOf(study),
    trials: rows.length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    seeds,
    values: Object.fromEntries(values),
  };
}

const placeOf = ({ factor }: OneAtATime, { arm, levels, plan }: Row): string =>
  `${arm ?? ''}|${levels[factor]}|${plan.seed}`;

/** One arm a line, so that a difference of two runs can be read. */
export function keptText({ values, ...head }: Kept): string {
  const arms = Object.entries(values).map(
    ([arm, levels]) => `${JSON.stringify(arm)}:${JSON.stringify(levels)}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"values":{\n${arms.join(',\n')}\n}}\n`;
}
