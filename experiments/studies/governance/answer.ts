import { differenceOf, meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { number } from '../../statistics/format.ts';

/** What a vote by stake does to the client, and what it does where holders look at their income only. */
export function governanceAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const gain = differenceOf(rows, study, 'stake', 'clientExcess');
  const left = meanOfCondition(rows, study, 'stake', 'clientExcess');
  const greedy = differenceOf(rows, study, 'stake', 'clientExcess', 'income-only');
  if (gain === null || left === null) return 'Nothing can be compared yet: too few runs have ended.';
  const head = `Votes by stake ${changes(gain)} nats against no vote, leaving ${number(left.mean, 2)} to the best`;
  return greedy === null
    ? `${head}.`
    : fitting(`${head}; where holders look only at income they ${changes(greedy, 'it')}.`, `${head}.`);
}

/** What votes by stake do to the client, beside the margin. */
export function governanceYardsticks(rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] {
  const of = (attack: string | null, what: string) => {
    const found = differenceOf(rows, study, 'stake', 'clientExcess', attack);
    return found === null ? null : yardstickOf(study, found, what, 'a client’s loss');
  };
  return [of(null, 'the one against no vote'), of('income-only', 'that where holders look only at income')];
}

/** `lower a client’s loss by 0.063 [0.047, 0.075]`; a change in either direction where the interval holds 0. */
function changes({ mean, low, high }: Estimate, what = 'a client’s loss'): string {
  const ends = (from: number, to: number) => `[${number(from, 3)}, ${number(to, 3)}]`;
  if (low > 0) return `raise ${what} by ${number(mean, 3)} ${ends(low, high)}`;
  if (high < 0) return `lower ${what} by ${number(-mean, 3)} ${ends(-high, -low)}`;
  return `change ${what} by ${number(mean, 3)} ${ends(low, high)}`;
}
