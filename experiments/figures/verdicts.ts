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

/** "All 7 published values are met." or which are not, and by how much; values worked out beforehand are counted apart. */
export function verdictSentence(checks: readonly Check[]): string {
  const compared = checks.filter(({ verdict }) => verdict !== 'no published value');
  const own = compared.filter(({ basis }) => basis === 'worked out');
  const published = compared.filter(({ basis }) => basis !== 'worked out');
  if (compared.length === 0) return 'The paper gives no value to compare with.';
  return [
    ...(published.length > 0 ? [metSentence(published, 'published value')] : []),
    ...(own.length > 0
      ? [metSentence(own, 'value worked out beforehand', 'values worked out beforehand')]
      : []),
  ].join(' ');
}

function metSentence(checks: readonly Check[], one: string, many = `${one}s`): string {
  const misses = checks.filter(({ verdict }) => verdict === 'not met');
  if (misses.length === 0)
    return checks.length === 1 ? `The ${one} is met.` : `All ${checks.length} ${many} are met.`;
  const are = misses.length === 1 ? 'is' : 'are';
  return `${misses.length} of ${checks.length} ${many} ${are} not met: ${misses.map(missText).join('; ')}.`;
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
