/**
 * The known names most like a misspelt one, at most `limit`, best first: Damerau–Levenshtein distance
 * (insert, delete, replace, swap neighbours) without regard to case; a name that contains the given word, or
 * begins like it, counts as near. Empty if nothing is near.
 */
export function nearest(name: string, known: readonly string[], limit = 3): string[] {
  const wanted = name.toLowerCase();
  const tolerated = Math.max(1, Math.floor(wanted.length / 3));
  return known
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase(), tolerated) }))
    .filter(({ distance }) => distance <= tolerated)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** A word that is part of a name (`immunity` of `immunityPeriod`) ranks behind every misspelling. */
function distanceTo(wanted: string, candidate: string, tolerated: number): number {
  // Each letter too many is an edit: what is far longer need not be compared, which takes time by the product of both lengths.
  if (wanted.length - candidate.length > tolerated) return Number.POSITIVE_INFINITY;
  const beginning = damerauLevenshtein(wanted, candidate.slice(0, wanted.length + 1)) + 1;
  const distance = Math.min(damerauLevenshtein(wanted, candidate), beginning);
  const isPart = wanted.length >= 3 && candidate.includes(wanted);
  return isPart ? Math.min(distance, tolerated) : distance;
}

/**
 * Edits that turn `a` into `b`; a swap of neighbours is one edit, and letters may be put between the
 * swapped pair afterwards (the unrestricted distance, a metric). Damerau 1964; Lowrance and Wagner 1975.
 */
export function damerauLevenshtein(a: string, b: string): number {
  const far = a.length + b.length;
  const width = b.length + 2;
  const table = new Int32Array((a.length + 2) * width).fill(far);
  for (let i = 0; i <= a.length; i++) table[(i + 1) * width + 1] = i;
  for (let j = 0; j <= b.length; j++) table[width + j + 1] = j;
  const lastRow = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const row = lastRow.get(b[j - 1]) ?? 0;
      const swapped = table[row * width + lastColumn] + (i - row - 1) + 1 + (j - lastColumn - 1);
      const replaced = table[i * width + j] + (same ? 0 : 1);
      const inserted = table[(i + 1) * width + j] + 1;
      const deleted = table[i * width + j + 1] + 1;
      table[(i + 1) * width + j + 1] = Math.min(swapped, replaced, inserted, deleted);
      if (same) lastColumn = j;
    }
    lastRow.set(a[i - 1], i);
  }
  return table[(a.length + 1) * width + b.length + 1];
}
