import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { number } from '../../statistics/format.ts';

/** What one harmful setting leaves where few vote, and what it loses by taking the owner's place. */
export function captureAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const [members, lock] = ['shared-validator', 'lock-18'].map((name) =>
    meanOfCondition(rows, study, name, 'profit'),
  );
  if (members === null || lock === null) return 'Nothing can be compared yet: too few runs have ended.';
  const loss = { ...lock, mean: -lock.mean, low: -lock.high, high: -lock.low };
  return fitting(
    `A harmful month leaves an attacker ${whole(members)} TAO in the median subnet where a shared validator’s members vote; taking the owner’s place with 18 % of the alpha loses ${whole(loss)}.`,
    `A harmful month leaves an attacker ${whole(members)} TAO where a shared validator votes; taking 18 % of the alpha loses ${whole(loss)}.`,
  );
}

/** What the setting leaves and what taking the place loses, beside the margin. */
export const captureYardsticks = (rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] =>
  [
    ['shared-validator', 'what the month leaves'],
    ['lock-18', 'what taking the owner’s place loses'],
  ].map(([condition, what]) => {
    const profit = meanOfCondition(rows, study, condition, 'profit');
    return profit === null ? null : yardstickOf(study, profit, what, 'an attacker’s wealth');
  });

/** `124 [118, 131]`. */
const whole = ({ mean, low, high }: Estimate): string =>
  `${number(mean, 0)} [${number(low, 0)}, ${number(high, 0)}]`;
