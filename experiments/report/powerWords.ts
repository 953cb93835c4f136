/** Part of a margin below which a difference is no longer told by its size. */
const least = 0.001;

/**
 * What these seeds would have found, after a sentence that nothing beyond the margin was; empty where nothing is known. Far below the
 * margin the size says nothing more to the person who asks.
 */
export function powerWords(detectable: number | null, margin: number, unit: string): string {
  if (detectable === null) return '';
  const difference =
    detectable < least * margin
      ? 'a thousandth of that'
      : `${Number(detectable.toPrecision(2))} ${unit}`.trimEnd();
  return ` A difference of ${difference} would have been found in 8 of 10 such studies.`;
}
