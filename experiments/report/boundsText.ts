import type { Comparison } from '../analysis/requirements/comparison.ts';
import { decimalsOf, none, number } from '../statistics/format.ts';

/**
 * `−0.0043 [−0.0055, −0.0031]`: the mean with what its two one-sided bounds rule out. An effect has its sign; a value that is held against
 * a limit of its own has none.
 */
export function boundsText({ effect, rule }: Pick<Comparison, 'effect' | 'rule'>): string {
  if (effect === null) return 'too few values';
  const { mean, low, high } = effect;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return none;
  const decimals = Math.min(6, decimalsOf((high - low) / 2));
  const isChange = /^(better|worse) by/.test(rule);
  const text = (value: number) => (isChange ? signed(value, decimals) : number(value, decimals));
  return low === high ? `${text(mean)}, always` : `${text(mean)} [${text(low)}, ${text(high)}]`;
}

function signed(value: number, decimals: number): string {
  const text = number(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
