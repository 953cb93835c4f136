import type { Level } from '../plan/rows.ts';
import { number2 } from '../statistics/format.ts';

/** A cell in words: `immunityPeriod 7,200, validator.alpha 0.1`. */
export const cellText = (cell: Readonly<Record<string, Level>>): string =>
  Object.entries(cell)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? number2(value) : value}`)
    .join(', ');
