import { metricTitle } from '../../analysis/metricTitle.ts';
import { canonical } from '../../base/canonical.ts';
import { metric } from '../../plan/measures.ts';
import { type Row, rowsOf } from '../../plan/rows.ts';
import type { StoredRow } from '../../run/journal.ts';
import { differenceText, number2, withUnit } from '../../statistics/format.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';
import { type Measures, type Score, scorerOf } from './scores.ts';
import type { Setting } from './space.ts';
import type { TunePlan } from './tunePlan.ts';
import { changeText, natural, unitOf } from './words.ts';

/** A trial that ran to its end. */
export interface Tried {
  readonly setting: Setting;
  readonly seed: string;
  readonly measures: Measures;
}

const triedOf = (rows: readonly Row[]): Tried[] =>
  rows.flatMap((row) =>
    row.status === 'complete' ? [{ setting: row.levels, seed: row.plan.seed, measures: row.measures }] : [],
  );

/** The setting that leads a search: its first objective less that of the status quo, lower is better, one value a common seed. */
export interface TuneLeader {
  readonly setting: Setting;
  readonly gaps: readonly number[];
}

/**
 * What leads in the rows so far: of the settings with the most seeds, as a race drops those that fall behind, the one with the best mean; one
 * that breaks a guardrail on any of them does not lead. Null before one has a seed in common with the status quo.
 */
export function tuneLeader(
  plan: Pick<TunePlan, 'statusQuo'>,
  tried: Iterable<Tried>,
  score: (measures: Measures) => Score | null,
): TuneLeader | null {
  const bySetting = new Map<string, { readonly setting: Setting; readonly scores: Map<string, Score> }>();
  for (const { setting, seed, measures } of tried) {
    const scored = score(measures);
    if (scored === null) continue;
    const key = canonical(setting);
    const found = bySetting.get(key) ?? { setting, scores: new Map() };
    found.scores.set(seed, scored);
    bySetting.set(key, found);
  }
  const base = bySetting.get(canonical(plan.statusQuo));
  if (base === undefined) return null;
  const others = [...bySetting.values()].flatMap(({ setting, scores }): TuneLeader[] => {
    const isKept = [...scores.values()].every(({ excesses }) => excesses.every((excess) => excess <= 0));
    const gaps = [...scores].flatMap(
      ([
        seed,
        {
          objectives: [value],
        },
      ]) => {
        const before = base.scores.get(seed);
        return before === undefined ? [] : [value - before.objectives[0]];
      },
    );
    return scores === base.scores || !isKept || gaps.length === 0 ? [] : [{ setting, gaps }];
  });
  const most = Math.max(0, ...others.map(({ gaps }) => gaps.length));
  return others
    .filter(({ gaps }) => gaps.length === most)
    .reduce<TuneLeader | null>((best, one) => (best === null || mean(one) < mean(best) ? one : best), null);
}

const mean = ({ gaps }: TuneLeader): number => gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;

/** `best so far: immunityPeriod 4,096 blocks → 3,000 blocks, mean loss −0.012 ± 0.004 nats (n 8)`, or that the status quo leads. */
export function tuneLeaderWords(plan: TunePlan, { setting, gaps }: TuneLeader): string {
  const [objective] = plan.objectives;
  const change = changeText(plan, plan.statusQuo, setting).replaceAll('`', '');
  const measure =
    metric(objective.expression, plan) === undefined
      ? objective.name
      : metricTitle(objective.expression, plan);
  const effect = `${measure} ${withUnit(effectText(objective, gaps), unitOf(plan, objective))} (n ${gaps.length})`;
  return mean({ setting, gaps }) < 0
    ? `best so far: ${change}, ${effect}`
    : `best so far: the status quo; next ${change}, ${effect}`;
}

function effectText(objective: TunePlan['objectives'][number], gaps: readonly number[]): string {
  if (gaps.length > 1) return differenceText(natural(objective, meanInterval(gaps)));
  const value = objective.better === 'lower' ? gaps[0] : -gaps[0];
  return `${value > 0 ? '+' : ''}${number2(Number(value.toPrecision(2)))}`;
}

/** Words for what leads a search, as those see it who look on. */
export async function tuneOnlooker(plan: TunePlan) {
  const score = await scorerOf(plan);
  return {
    best(rows: ReadonlyMap<string, StoredRow>): string {
      const leader = tuneLeader(plan, triedOf(rowsOf(rows.values())), score);
      return leader === null ? '' : tuneLeaderWords(plan, leader);
    },
  };
}
