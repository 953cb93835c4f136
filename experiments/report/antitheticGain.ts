import { median, sampleVariance } from 'simple-statistics';
import { pairsOf } from '../analysis/antithetic/observations.ts';
import { metricTitle } from '../analysis/metricTitle.ts';
import { canonical } from '../base/canonical.ts';
import type { Row } from '../plan/rows.ts';
import type { Study } from '../plan/study.ts';
import { number } from '../statistics/format.ts';

/** What mirroring saves: variance of the mean of two independent seeds over that of a seed and its mirror. */
export interface AntitheticGain {
  readonly metric: string;
  /** Median over the cells, with the extremes; above 1 where pairs help. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly cells: number;
}

/** The gain by objective; null where no cell varies. */
export function antitheticGain(rows: readonly Row[], metric: string): AntitheticGain | null {
  const cells = new Map<string, [number, number][]>();
  for (const { own, partner } of pairsOf(rows)) {
    if (own.status === 'failed' || partner.status === 'failed' || own.arm !== null) continue;
    const pair = [own.measures[metric] ?? null, partner.measures[metric] ?? null];
    if (pair[0] === null || pair[1] === null) continue;
    const key = canonical(own.levels);
    cells.set(key, [...(cells.get(key) ?? []), pair as [number, number]]);
  }
  const ratios = [...cells.values()].flatMap((pairs) => varianceRatio(pairs) ?? []);
  if (ratios.length === 0) return null;
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)];
  return { metric, ratio: median(ratios), lowest, highest, cells: ratios.length };
}

/** (s²(own) + s²(partner)) / 4 over s²(mean of the pair); null without variation or for fewer than three pairs. */
export function varianceRatio(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < 3) return null;
  const [own, partner] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  const paired = sampleVariance(pairs.map(([one, other]) => (one + other) / 2));
  const apart = (sampleVariance(own) + sampleVariance(partner)) / 4;
  return paired > 0 && apart > 0 ? apart / paired : null;
}

/** A sentence for each objective of a study of pairs; none for another study. */
export function antitheticLines(study: Study, rows: readonly Row[]): string[] {
  if (study.antithetic !== true) return [];
  const metrics = [
    ...new Set([
      ...study.objectives.map(({ metric }) => metric),
      ...(study.precision === undefined ? [] : [study.precision.metric]),
    ]),
  ];
  return metrics.flatMap((metric) => {
    const gain = antitheticGain(rows, metric);
    if (gain === null) return [];
    const { ratio, lowest, highest, cells } = gain;
    const verdict = ratio >= 1 ? 'mirrors help' : 'mirrors do harm: leave --antithetic out';
    return [
      `Antithetic pairs, ${metricTitle(metric, study)}: two independent seeds vary × ${number(ratio, 2)} as much as a seed and its mirror ` +
        `(variance of the mean, median of ${cells} cells; ${number(lowest, 2)} … ${number(highest, 2)}): ${verdict}.`,
    ];
  });
}
