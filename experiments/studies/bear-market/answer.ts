import { pathOf } from '../../analysis/beginning/path.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import type { Levels } from '../../analysis/cells.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { differsWords, measureWords, unitWords, worldsWords } from '../../report/answer/phrases.ts';
import type { Results } from '../../report/readResults.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, number } from '../../statistics/format.ts';
import { isBeginning } from '../../sweep/finding.ts';
import type { Reading } from './outcomes.ts';

/** A difference in what decides, with what does not matter. */
interface Effect {
  readonly metric: string;
  readonly margin: number;
  readonly estimate: Estimate;
}

/** What a path does to the client’s loss in the long run, for all paths of its world together; null where that was not followed. */
export function clientOf(
  { study, rows, warmUp }: Pick<Results, 'study' | 'rows' | 'warmUp'>,
  levels: Levels,
): Effect | null {
  if (!isBegun(study) || !isBeginning(warmUp)) return null;
  const [{ metric, margin }] = study.objectives;
  const found = pathOf(study, rows, warmUp)
    .worlds.flatMap(({ measures }) => measures.filter((one) => one.metric === metric))
    .flatMap((measure) => measure.levels)
    .find(({ change }) => Object.entries(change).every(([name, value]) => levels[name] === value));
  return found?.simultaneous == null ? null : { metric, margin, estimate: found.simultaneous };
}

/** The answer of a crash in one sentence: what it does to compute late, and to what a client gets. */
export function bearAnswer({ compute, window }: Reading, client: Effect | null): string {
  if (compute === null)
    return `Nothing can be compared: compute has no value on ${window.name} in any pair of worlds.`;
  const head = `A crash of the price by 80 % leaves compute ${fallWords(compute)} on ${window.name}`;
  const worlds = worldsWords(compute.n);
  return client === null
    ? `${head} (${worlds}).`
    : fitting(`${head}; ${clientWords(client)} (${worlds}).`, `${head} (${worlds}).`);
}

function clientWords({ metric, margin, estimate }: Effect): string {
  if (estimate.low < -margin || estimate.high > margin) return differsWords(estimate, metric);
  return `${measureWords(metric)} changes by ${differenceText(estimate)}${unitWords(metric)}, too little to matter`;
}

/** `82 % [79, 84] lower`, of a difference of logarithms. */
function fallWords({ mean, low, high }: Estimate): string {
  const of = (value: number) => 100 * (Math.exp(value) - 1);
  const sign = mean < 0 ? -1 : 1;
  const [near, far] = [sign * of(low), sign * of(high)].toSorted((one, other) => one - other);
  return `${number(sign * of(mean), 0)} % [${number(near, 0)}, ${number(far, 0)}] ${mean < 0 ? 'lower' : 'higher'}`;
}
