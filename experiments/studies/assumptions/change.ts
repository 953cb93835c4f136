import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { type BySeed, pairedDifference } from '../../statistics/paired.ts';
import type { Kept } from './kept.ts';
import {
  armOf,
  type Headline,
  type Knob,
  type OneAtATime,
  type Variant,
  variantSet,
  variantsOf,
} from './oneAtATime.ts';

/** A knob at another value: the headline there, and its change from the world of the knob, paired by seed. */
export interface Change {
  readonly variant: Variant;
  /** Bounds leave the knob where it is: nothing was run. */
  readonly isSame: boolean;
  /** null where it was not measured. */
  readonly change: Estimate | null;
}

/** A headline in the world of an arm, seed by seed; null where the arm was not run. */
function bySeed(kept: Kept, arm: string, { measure, at, from }: Headline): BySeed | null {
  const levels = kept.values[arm];
  const own = levels?.[at]?.[measure];
  if (own === undefined) return null;
  if (from === undefined) return own;
  const other = levels[from.level][measure];
  return own.map((value, seed) => {
    const base = other[seed];
    if (value === null || base === null) return null;
    return from.as === 'difference' ? value - base : base === 0 ? null : 100 * (value / base - 1);
  });
}

/** Names of the headlines that a knob is read on. */
export const headlinesOf = ({ headlines, about }: OneAtATime, { headline }: Knob): readonly string[] =>
  headline !== undefined ? [headline] : (about ?? [Object.keys(headlines)[0]]);

/** What a headline says in the world that a knob is changed from. */
export function readingOf(
  oneAtATime: OneAtATime,
  kept: Kept,
  headline: string,
  under: Knob['under'] = {},
): Estimate | null {
  const values = bySeed(kept, armOf(under), oneAtATime.headlines[headline]) ?? [];
  const present = values.filter((value) => value !== null);
  return present.length > 1 ? estimate(present) : null;
}

/** What each other value of a knob does to a headline. */
export function changesOf(oneAtATime: OneAtATime, kept: Kept, knob: Knob, headline: string): Change[] {
  const asked = oneAtATime.headlines[headline];
  const base = bySeed(kept, armOf(knob.under ?? {}), asked);
  return variantsOf(oneAtATime, knob).map(({ isSame, ...variant }) => {
    const values = isSame ? null : bySeed(kept, armOf(variantSet(knob, variant)), asked);
    const change = values === null || base === null ? null : pairedDifference(values, base);
    return { variant, isSame, change };
  });
}
