import type { Check } from './check.ts';
import { differenceText, valueText } from './valueText.ts';

export interface VerdictCounts {
  readonly met: number;
  readonly notMet: number;
  readonly unpublished: number;
}

export function countVerdicts(checks: readonly Check[]): VerdictCounts {
  const count = (verdict: Check['verdict']) => checks.filter((check) => check.verdict === verdict).length;
  return { met: count('met'), notMet: count('not met'), unpublished: count('no published value') };
}

/** "All 7 published values are met." or which are not, and by how much. */
export function verdictSentence(checks: readonly Check[]): string {
  const { met, notMet } = countVerdicts(checks);
  const published = met + notMet;
  if (published === 0) return 'The paper gives no value to compare with.';
  if (notMet === 0)
    return published === 1 ? 'The published value is met.' : `All ${published} published values are met.`;
  const misses = checks.filter(({ verdict }) => verdict === 'not met').map(missText);
  return `${notMet} of ${published} published values ${notMet === 1 ? 'is' : 'are'} not met: ${misses.join('; ')}.`;
}

/** `required w_H: published 0.7, ours 0.731, +0.031 where 0.01 is tolerated`. */
export function missText({ what, published, ours, difference, tolerance }: Check): string {
  const values = `${what}: published ${valueText(published, tolerance)}, ours ${valueText(ours, tolerance)}`;
  if (difference === null || tolerance === null) return values;
  return `${values}, ${differenceText(difference)} where ${toleranceText(tolerance)} is tolerated`;
}

/** `± 0.01`'s number; zero is "exact". */
export const toleranceText = (tolerance: number): string =>
  tolerance === 0 ? 'no difference' : differenceText(tolerance).slice(1);
