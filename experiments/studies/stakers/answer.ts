import { compared, meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { estimateText } from '../../statistics/format.ts';

/** What a shared validator that pays its stakers does to concentration, and what its DAO earns: one sentence. */
export function stakersAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const income = (name: string) => meanOfCondition(rows, study, name, 'fundIncome');
  const [small, first] = [income('shared-9'), income('first-9')];
  const { comparisons } = compared(rows, study);
  const of = (name: string) => comparisons.find(({ condition }) => condition.name === name);
  const paying = of('shared-9');
  if (small === null || first === null || paying === undefined || paying.difference === null)
    return 'Nothing can be said yet: too few runs have ended.';
  const does = {
    higher: 'concentrates stake',
    lower: 'spreads stake',
    alike: 'hardly concentrates stake',
    'not decided': 'moves concentration by an amount not yet known',
  }[paying.verdict];
  const index = estimateText(paying.difference);
  return fitting(
    `A shared validator that keeps 9 % instead of 18 % ${does} (Herfindahl index ${index}) and earns its DAO ${estimateText(small)} TAO a day, or ${estimateText(first)} where holders trust it most.`,
    `A shared validator at 9 % ${does} (index ${index}) and earns its DAO ${estimateText(small)} TAO a day, the most trusted ${estimateText(first)}.`,
  );
}
