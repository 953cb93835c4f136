import { isDecimal } from '../../sim/hyperparameters/fault.ts';
import { UserError } from '../base/userError.ts';

/** A reader of a numeric option: `--days` must lie in low … high. For commander's option parser. */
export function numberOption(
  name: string,
  low: number,
  high: number,
  whole = false,
): (text: string) => number {
  return (text) => {
    const value = isDecimal(text.trim()) ? Number(text) : Number.NaN;
    const kind = whole ? 'a whole number' : 'a number';
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw new UserError(`--${name} must be ${kind} in ${low} … ${high}; received ${JSON.stringify(text)}`);
    }
    // No value is -0: it has no text of its own.
    return value === 0 ? 0 : value;
  };
}

/** A reader of the seed of a draw, a text that is not empty: two draws without a name would be one. */
export const seedOption =
  (name: string) =>
  (text: string): string => {
    if (text !== '') return text;
    throw new UserError(
      `--${name} must name the random draws: give a number or a text, such as 1; received ""`,
    );
  };

/** Collects a repeatable option. */
export const collect = (text: string, before: readonly string[] = []): string[] => [...before, text];
