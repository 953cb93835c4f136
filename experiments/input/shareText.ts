import { isDecimal } from '../../sim/hyperparameters/fault.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/hyperparameter.ts';

/** What a row counts where it is a share: the number that is the whole. Null for a row that is none. */
function wholeOf({ unit }: Hyperparameter): number | null {
  if (unit === '%') return 100;
  if (unit === 'ppm') return 1e6;
  if (unit === '‰ of tempo') return 1000;
  if (/^(share|correlation)\b/.test(unit)) return 1;
  const [, denominator] = /^\/(65535|4294967295)$/.exec(unit) ?? [];
  return denominator === undefined ? null : Number(denominator);
}

/**
 * The value of a share as people write it, in the numbers of its row: `50 %`, and `0.5` where the row counts parts of a whole (κ 0.5 is
 * 32,767 of 65,535). Null for another text, and for a row that is no share. A half is rounded down, as the chain's defaults are.
 */
export function shareOf(written: string, row: Hyperparameter): number | null {
  const whole = wholeOf(row);
  if (whole === null) return null;
  const [, percent] = /^(\S+?)\s*%$/.exec(written) ?? [];
  if (percent !== undefined) return isDecimal(percent) ? inRow((Number(percent) / 100) * whole, row) : null;
  const value = isDecimal(written) ? Number(written) : Number.NaN;
  const isFraction = value > 0 && value < 1 && row.type === 'integer' && whole > 1000;
  return isFraction ? inRow(value * whole, row) : null;
}

/** 1e-9 forgives the rounding of the product. */
const inRow = (value: number, { type }: Hyperparameter): number =>
  type === 'integer' ? Math.ceil(value - 0.5 - 1e-9 * Math.abs(value)) : Number(value.toPrecision(15));
