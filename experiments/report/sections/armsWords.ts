import type { Analysis } from '../../analysis/analysis.ts';
import { levelText, number2 } from '../../statistics/format.ts';
import { metricHeading } from '../headline.ts';

/** Changed assumptions that put the best level elsewhere, by the first objective: a sentence, and where to read on; nothing without arms. */
export function armsWords({ arms, study, factor }: Analysis): string[] {
  if (arms.length === 0) return [];
  const name = metricHeading(study.objectives[0].metric, study);
  const moved = arms.flatMap(({ name: arm, objectives: [own] }) =>
    own === undefined || own.best === null || own.mainBest === null || own.best === own.mainBest
      ? []
      : [`${arm} (${levelText(own.best, factor.unit)} in place of ${number2(own.mainBest)})`],
  );
  const told =
    moved.length === 0
      ? `none of ${arms.length} changed assumptions puts the best level elsewhere`
      : `the best level lies elsewhere under ${moved.join('; ')}`;
  return [`${name}: ${told}. “How the answer changes” below has all of them with their intervals.`];
}
