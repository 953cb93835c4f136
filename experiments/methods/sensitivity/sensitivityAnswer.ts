import type { OwnMark } from '../../plan/ownFiles.ts';
import { usualMargin } from '../../plan/usualMargins.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { measureWords, unitWords } from '../../report/answer/phrases.ts';
import { yardstickWords } from '../../report/answer/yardstick.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { decimalsOf, number } from '../../statistics/format.ts';
import type { OutputAnalysis } from './analyse.ts';
import type { SensitivityPlan } from './plan.ts';
import { indexText } from './tables.ts';

/** The answer of a sensitivity study in one sentence, for its first output: which setting moves it most, or that this is not decided. */
export function sensitivityAnswer(plan: SensitivityPlan, analyses: readonly OutputAnalysis[]): string {
  const told = analyses.find(({ fault }) => fault === null);
  if (told === undefined) return `Nothing was measured: ${analyses[0]?.fault ?? 'no trial has finished'}.`;
  const measure = measureWords(told.output, plan);
  const sizes = told.sobol?.total ?? told.morris!.map(({ muStar }) => muStar);
  const names = plan.dimensions.map(({ name }) => `\`${name}\``);
  const strongest = sizes.reduce((best, { mean }, k) => (mean > sizes[best].mean ? k : best), 0);
  const rivals = names.filter((_, k) => k !== strongest && sizes[k].high >= sizes[strongest].low);
  const size =
    told.sobol === null
      ? `${indexText(sizes[strongest])}${unitWords(told.output, plan)} over its range`
      : `${percentText(sizes[strongest])} of its variation`;
  const verb = told.sobol === null ? 'moves it by' : 'accounts for';
  if (rivals.length === 0) {
    const others = names.length - 1;
    const rest =
      others === 0 ? '' : `, more than ${others === 1 ? 'the other setting' : `any of ${others} others`}`;
    return `${names[strongest]} moves ${measure} most: it ${verb} ${size}${rest} (${number(sizes[strongest].n, 0)} samples).`;
  }
  return fitting(
    `Not decided which setting moves ${measure} most: ${names[strongest]} ${verb} ${size}, and ${rivals.join(', ')} may do as much (${number(sizes[strongest].n, 0)} samples).`,
    `Not decided which setting moves ${measure} most: ${names[strongest]} ${verb} ${size}, and ${rivals.length} others may do as much (${number(sizes[strongest].n, 0)} samples).`,
  );
}

/**
 * Whether what the strongest setting moves over its range is much, beside the difference that is commonly taken for none; null where shares of
 * variation are told, or no such difference is agreed on.
 */
export function sensitivityYardstick(plan: OwnMark, analyses: readonly OutputAnalysis[]): string | null {
  const told = analyses.find(({ fault }) => fault === null);
  const margin = told === undefined ? null : usualMargin(told.output, plan);
  if (!told?.morris || margin === null) return null;
  const estimate = told.morris
    .map(({ muStar }) => muStar)
    .reduce((most, one) => (one.mean > most.mean ? one : most));
  const measure = measureWords(told.output, plan);
  return yardstickWords([{ measure, unit: unitWords(told.output, plan), margin, estimate }]);
}

/** `61 % [55, 67]`. */
function percentText({ mean, low, high }: Estimate): string {
  const places = Math.min(1, decimalsOf((100 * (high - low)) / 2));
  const of = (value: number) => number(100 * value, places);
  return `${of(mean)} % [${of(low)}, ${of(high)}]`;
}
