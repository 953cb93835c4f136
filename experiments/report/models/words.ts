import type { ModelMeasure } from '../../../agents/models/model.ts';
import type { Compared, Comparison, Verdict } from '../../analysis/models/comparison.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { modelNamed } from '../../plan/modelTrial.ts';
import { differenceText, estimateText, number2, withUnit } from '../../statistics/format.ts';
import type { MeanInterval } from '../../statistics/meanInterval.ts';
import { fitting } from '../answer/fitting.ts';
import { negated } from '../answer/phrases.ts';
import type { Yardstick } from '../answer/yardstick.ts';

/** A measure of the study's model. Throws a `RangeError` for one that it does not have. */
export function measureOf({ model }: ModelStudy, name: string): ModelMeasure {
  const measure = modelNamed(model).measures.find((one) => one.name === name);
  if (measure === undefined)
    throw new RangeError(`${name} must be a measure of ${model} (see models ${model})`);
  return measure;
}

/** The verdict of a comparison in the words of every page. */
export function verdictWords(verdict: Verdict, better: ModelMeasure['better']): string {
  if (verdict === 'alike' || verdict === 'not decided' || better === null) return verdict;
  return `${verdict}, ${verdict === better ? 'better' : 'worse'}`;
}

/** A difference in words: `12 ± 3 % lower`; where it does not count: `differs by +0.1 ± 0.2 %`. */
export function differsBy({ difference, verdict }: Comparison, unit: string): string {
  if (difference === null) return 'has too few seeds to compare';
  if (verdict === 'higher') return `is ${withUnit(estimateText(difference), unit)} higher`;
  if (verdict === 'lower') return `is ${withUnit(estimateText(negatedInterval(difference)), unit)} lower`;
  return `differs by ${withUnit(differenceText(difference), unit)}`;
}

const negatedInterval = (interval: MeanInterval): MeanInterval => negated(interval);

/** What a study of a model found in general words, in one sentence of at most 35: its strongest difference, or that there is none. */
export function generalAnswer(study: ModelStudy, { comparisons }: Compared): string {
  const { title, unit } = measureOf(study, study.decides);
  const [first] = study.conditions;
  if (comparisons.length === 0) return `${title}: see the table; nothing is compared.`;
  const counts = comparisons.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower');
  const [strongest] = [...counts].sort((one, other) => sizeOf(other) - sizeOf(one));
  if (strongest !== undefined) {
    const what = `With ${strongest.condition.words} ${title} ${differsBy(strongest, unit)} than with ${first.words}`;
    const rest = comparisons.length - counts.length;
    return fitting(
      `${what} (${study.seeds} runs); ${counts.length} of ${comparisons.length} conditions differ by more than ${number2(study.margin)}.`,
      ...(rest > 0 ? [`${what}; ${rest} others do not differ so.`] : []),
      `${what}.`,
      `${strongest.condition.words}: ${title} ${differsBy(strongest, unit)} than at first.`,
    );
  }
  const margin = withUnit(number2(study.margin), unit);
  if (comparisons.every(({ verdict }) => verdict === 'alike'))
    return fitting(
      `No condition moves ${title} by more than ${margin} from ${first.words}: ${widest(comparisons, unit)} at most (${study.seeds} runs).`,
      `No condition moves ${title} by more than ${margin}.`,
    );
  return fitting(
    `Not decided: ${title} may differ by more than ${margin} from ${first.words} or not; ${widest(comparisons, unit)} at most (${study.seeds} runs).`,
    `Not decided: ${title} may differ by more than ${margin} or not.`,
  );
}

/** The difference that the general answer tells, beside the margin. */
export function generalYardsticks(study: ModelStudy, { comparisons }: Compared): Yardstick[] {
  const counts = comparisons.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower');
  const told = counts.length > 0 ? counts : comparisons;
  const [most] = [...told].sort((one, other) => sizeOf(other) - sizeOf(one));
  if (most === undefined || most.difference === null) return [];
  return [
    yardstickOf(
      study,
      most.difference,
      comparisons.length === 1 ? undefined : `that with ${most.condition.words}`,
    ),
  ];
}

/** A difference in the measure that decides, beside the margin of its study. */
export function yardstickOf(
  study: ModelStudy,
  estimate: MeanInterval,
  what?: string,
  measure = measureOf(study, study.decides).title,
): Yardstick {
  const { unit } = measureOf(study, study.decides);
  return {
    ...{ measure, unit: unit === '' || unit === 'share' ? '' : ` ${unit}`, margin: study.margin, estimate },
    ...(what !== undefined && { what }),
  };
}

const sizeOf = ({ difference }: Comparison): number => Math.abs(difference?.mean ?? 0);

function widest(comparisons: readonly Comparison[], unit: string): string {
  const [most] = [...comparisons].sort((one, other) => sizeOf(other) - sizeOf(one));
  return withUnit(differenceText(most.difference), unit);
}
