import type { Entry } from '../entry.ts';
import type { Named } from '../ledger.ts';
import { figureAt } from './emissionFigures.ts';

/** A number of an entry beside what the laboratory computes now. */
export interface Recomputed {
  readonly name: string;
  readonly number: string;
  readonly says: number;
  /** Null: the figures have no such number. */
  readonly computed: number | null;
  readonly agrees: boolean;
}

/** Share by which a number may differ: entries hold all digits, so this is rounding of one sum. */
const tolerance = 1e-9;

/** Every number of the entries that says where it is computed, computed again. `figures`: those of emission, now. */
export const recomputed = (entries: readonly Named[], figures: unknown): Recomputed[] =>
  entries.flatMap(({ name, entry }) =>
    Object.entries(entry.computed ?? {}).flatMap(([number, place]) => {
      const says = numberOf(entry, number);
      if (says === null || place === undefined) return [];
      const computed = figureAt(figures, place) ?? null;
      const agrees =
        computed !== null && Math.abs(computed - says) <= tolerance * Math.max(1, Math.abs(says));
      return [{ name, number, says, computed, agrees }];
    }),
  );

function numberOf({ forecast, noChange, outcome }: Entry, number: string): number | null {
  switch (number) {
    case 'value':
      return forecast.value;
    case 'low':
      return forecast.low;
    case 'high':
      return forecast.high;
    case 'noChange':
      return noChange.value;
    default:
      return outcome?.value ?? null;
  }
}
