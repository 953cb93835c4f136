import { metric } from '../plan/measures.ts';
import type { Level, Row } from '../plan/rows.ts';
import type { Study } from '../plan/study.ts';
import { differenceText, number2, withUnit } from '../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../statistics/meanInterval.ts';
import { metricTitle } from './metricTitle.ts';

/** The level that does best in the rows so far: its paired difference from the value in force. */
export interface Leader {
  readonly factor: string;
  readonly level: Level;
  readonly base: Level;
  /** Level less base, one value a seed, in the unit of the measure that decides. */
  readonly difference: MeanInterval;
}

/**
 * The leader of a running study in the measure that decides first; null where no level is compared with another, where the measure has no
 * better side, and before two seeds have both. It leads a race that is not over: of many levels one leads by luck.
 */
export function leaderOf(study: Study, rows: readonly Row[]): Leader | null {
  const measure = decidingMeasure(study);
  const better = measure === undefined ? undefined : betterSide(study, measure);
  if (study.cells !== undefined || measure === undefined || better === undefined) return null;
  const found = questionsOf(study).flatMap(({ factor, base, levels }) =>
    levels.flatMap((level): Leader[] => {
      const gaps = gapsOf(rows, measure, factor, level, base);
      return gaps.length < 2 ? [] : [{ factor, level, base, difference: meanInterval(gaps) }];
    }),
  );
  const gain = ({ difference: { mean } }: Leader) => (better === 'higher' ? mean : -mean);
  return found.reduce<Leader | null>(
    (best, one) => (best === null || gain(one) > gain(best) ? one : best),
    null,
  );
}

const decidingMeasure = ({ precision, objectives }: Study): string | undefined =>
  precision?.metric ?? objectives[0]?.metric;

function betterSide(study: Study, measure: string): 'higher' | 'lower' | undefined {
  const better = metric(measure, study)?.better;
  return better === 'none' ? undefined : better;
}

/** What is compared: the factors that get an answer each, from their values in force; else the first one, from its first landmark. */
function questionsOf({ asks, factors, statusQuo }: Study) {
  const asked =
    asks ?? factors.slice(0, 1).map(({ name }) => ({ name, inForce: statusQuo[0]?.value ?? null }));
  return asked.flatMap(({ name, inForce }) => {
    const values = factors.find((factor) => factor.name === name)?.values ?? [];
    if (values.length < 2) return [];
    const base = inForce !== null && values.includes(inForce) ? inForce : values[0];
    return [{ factor: name, base, levels: values.filter((value) => value !== base) }];
  });
}

/** [seed] mean of level less base over the other settings in which both have ended. */
function gapsOf(rows: readonly Row[], measure: string, factor: string, level: Level, base: Level): number[] {
  const values = new Map<string, Map<string, (number | undefined)[]>>();
  for (const row of rows) {
    const value = row.arm === null && row.status === 'complete' ? row.measures[measure] : null;
    const place = [level, base].indexOf(row.levels[factor]);
    if (value === null || value === undefined || place < 0) continue;
    const { [factor]: _, ...others } = row.levels;
    const seed = values.get(row.plan.seed) ?? new Map<string, (number | undefined)[]>();
    const pair = seed.get(JSON.stringify(others)) ?? [];
    pair[place] = value;
    values.set(row.plan.seed, seed.set(JSON.stringify(others), pair));
  }
  return [...values.values()].flatMap((seed) => {
    const gaps = [...seed.values()].flatMap(([own, other]) =>
      own === undefined || other === undefined ? [] : [own - other],
    );
    return gaps.length === 0 ? [] : [gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length];
  });
}

/**
 * `best so far: immunityPeriod 7,200, served loss −0.012 ± 0.004 nats from 5,000 (n 8)`; where the value in force leads, with the next one,
 * and that none leads where they are alike to the last bit.
 */
export function leaderWords(study: Study, { factor, level, base, difference }: Leader): string {
  const measure = decidingMeasure(study) ?? '';
  const { unit = '', better } = metric(measure, study) ?? {};
  const title = metricTitle(measure, study);
  const { mean, low, high, n } = difference;
  const [ahead, behind] = [levelWords(level), levelWords(base)];
  if (low === 0 && high === 0)
    return `none leads so far: ${factor} ${ahead} and ${behind} have the same ${title} (n ${n})`;
  const effect = `${title} ${withUnit(differenceText(difference), unit)}`;
  return mean > 0 === (better === 'higher')
    ? `best so far: ${factor} ${ahead}, ${effect} from ${behind} (n ${n})`
    : `best so far: ${factor} ${behind}; next ${ahead}, ${effect} (n ${n})`;
}

const levelWords = (level: Level): string => (typeof level === 'number' ? number2(level) : String(level));
