import { metric as metricNamed } from '../../plan/measures.ts';
import { cellsOf, type Study } from '../../plan/study.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, number2 } from '../../statistics/format.ts';
import { cellText } from '../cellText.ts';
import type { Shown } from '../shownStanding.ts';
import { fitting } from './fitting.ts';
import { differsWords, measureWords, unitWords, worldsWords } from './phrases.ts';

type Known = Shown & { readonly together: NonNullable<Shown['together']> };

/** The answer of a study that ran until it knew enough: the largest difference that is certain, else that none is. */
export function precisionAnswer(study: Study, shown: readonly Shown[]): string {
  const { metric } = study.precision!;
  const known = shown.filter((one): one is Known => one.together !== null);
  if (known.length === 0)
    return `Not decided: ${measureWords(metric, study)} has too few values to compare; measure more days, or allow more worlds.`;
  const differing = known.filter(({ base }) => base !== null);
  return differing.length === 0 ? meanWords(study, known) : differenceWords(study, differing);
}

/** Means alone were asked for: the best of them. */
function meanWords(study: Study, known: readonly Known[]): string {
  const { metric } = study.precision!;
  const sign = metricNamed(metric, study)?.better === 'higher' ? -1 : 1;
  const best = known.reduce((one, other) =>
    sign * other.together.mean < sign * one.together.mean ? other : one,
  );
  const value = `${estimateText(best.together)}${unitWords(metric, study)}`;
  const which = known.length === 1 ? '' : `, the best of ${known.length}`;
  return `With \`${best.label}\`${which}, ${measureWords(metric, study)} is ${value} (${worldsWords(best.together.n, study)}).`;
}

function differenceWords(study: Study, differing: readonly Known[]): string {
  const { metric } = study.precision!;
  const size = ({ together }: Known) => Math.abs(together.mean);
  const largest = (ones: readonly Known[]) =>
    ones.reduce((one, other) => (size(other) > size(one) ? other : one));
  if (differing.every(({ together }) => together.low === 0 && together.high === 0))
    return `None of ${differing.length} changes does anything to ${measureWords(metric, study)}: it is the same to the last digit (${worldsWords(differing[0].together.n, study)}).`;
  const certain = differing.filter(({ together }) => together.low > 0 || together.high < 0);
  const told = largest(certain.length > 0 ? certain : differing);
  const base = `\`${cellText(cellsOf(study)[told.base!])}\``;
  const worlds = worldsWords(told.together.n, study);
  const estimate: Estimate = told.together;
  if (certain.length === 0)
    return fitting(
      `Not decided: against ${base} no difference in ${measureWords(metric, study)} is certain; the largest, with \`${told.label}\`, is ${differenceText(estimate)}${unitWords(metric, study)} (${worlds}).`,
      `Not decided: no difference in ${measureWords(metric, study)} is certain; the largest is ${differenceText(estimate)}${unitWords(metric, study)} (${worlds}).`,
    );
  const head = `With \`${told.label}\` ${differsWords(estimate, metric, study)} than with ${base} (${worlds})`;
  const rest =
    differing.length === 1
      ? ''
      : `; of ${number2(differing.length)} differences ${number2(certain.length)} are certain`;
  return fitting(`${head}${rest}.`, `${head}.`);
}
