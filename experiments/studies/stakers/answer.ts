import { compared, differenceOf, meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { estimateText, number } from '../../statistics/format.ts';

/** TAO that the chain mints in a day since December 2025. */
const mintedADay = 3600;

/** What a shared validator that pays its stakers does to concentration, and what its DAO earns: one sentence. */
export function stakersAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const income = meanOfCondition(rows, study, 'shared-9', 'fundIncome');
  const paying = compared(rows, study).comparisons.find(({ condition }) => condition.name === 'shared-9');
  if (income === null || paying === undefined || paying.difference === null)
    return 'Nothing can be said yet: too few runs have ended.';
  const does = {
    higher: 'concentrates stake',
    lower: 'spreads stake',
    alike: 'hardly concentrates stake',
    'not decided': 'may or may not concentrate stake',
  }[paying.verdict];
  const index = estimateText(paying.difference);
  const part = number((100 * income.mean) / mintedADay, 1);
  const earns = `earns its DAO ${estimateText(income)} TAO a day, ${part} % of emission`;
  return fitting(
    `A shared validator that keeps 9 % instead of 18 % ${does} (Herfindahl index ${index}) and ${earns}.`,
    `A shared validator at 9 % ${does} (index ${index}) and ${earns}.`,
  );
}

/** What such a validator does to concentration, beside the margin. */
export function stakersYardsticks(rows: readonly ModelRow[], study: ModelStudy): Yardstick[] {
  const found = differenceOf(rows, study, 'shared-9', study.decides);
  return found === null
    ? []
    : [{ ...yardstickOf(study, found, undefined, 'the Herfindahl index'), unit: '' }];
}
