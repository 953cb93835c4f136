export type Verdict = 'met' | 'not met' | 'no published value';

/** One value (or statement) of a paper beside ours. */
export interface Check {
  readonly what: string;
  readonly published: number | string | null;
  readonly ours: number | string;
  /** ours − published; null between texts. */
  readonly difference: number | null;
  /** The largest |difference| that counts as met; null between texts. */
  readonly tolerance: number | null;
  readonly verdict: Verdict;
  /** Where `published` comes from: a source, or (closed forms, counts of its data, orders) worked out before the figure was built. */
  readonly basis?: 'worked out';
  /** Why the tolerance is what it is, or the cause of a miss. */
  readonly note?: string;
}

/**
 * Compares a published number with ours: met if |ours − published| <= tolerance. A NaN of ours is an error, not a
 * miss: a value that could not be computed is passed as a text to `agrees`.
 */
export function near(what: string, published: number, ours: number, tolerance: number, note?: string): Check {
  for (const [name, value] of Object.entries({ published, ours, tolerance })) {
    if (!Number.isFinite(value)) throw new RangeError(`${what}: ${name} must be finite; received ${value}`);
  }
  const difference = ours - published;
  // Differences of decimals are rounded binary numbers: 0.61 − 0.6 must not miss a tolerance of 0.01.
  const rounding =
    4 * Number.EPSILON * Math.max(Math.abs(published), Math.abs(ours)) * (tolerance > 1e-12 ? 1 : 0);
  const verdict = Math.abs(difference) <= tolerance + rounding ? 'met' : 'not met';
  return { what, published, ours, difference, tolerance, verdict, ...noted(note) };
}

/** Compares a published statement (an order, a sign, "none") with what we found. */
export function agrees(what: string, published: string, ours: string, holds: boolean, note?: string): Check {
  const verdict = holds ? 'met' : 'not met';
  return { what, published, ours, difference: null, tolerance: null, verdict, ...noted(note) };
}

/** A value of ours for which the paper gives none. */
export function unpublished(what: string, ours: number | string, note?: string): Check {
  const verdict = 'no published value';
  return { what, published: null, ours, difference: null, tolerance: null, verdict, ...noted(note) };
}

/** Marks values that no source prints: they are compared all the same, and counted apart. */
export const workedOut = (check: Check): Check => ({ ...check, basis: 'worked out' });

const noted = (note: string | undefined) => (note === undefined ? {} : { note });
