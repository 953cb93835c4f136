/** Moves labels at heights `wanted` (pixels) apart so that neighbours are at least `gap` apart, in order. */
export function dodged(
  wanted: readonly number[],
  gap: number,
  lowest = 0,
  highest = Number.POSITIVE_INFINITY,
): number[] {
  const order = wanted.map((_, k) => k).sort((one, other) => wanted[one] - wanted[other] || one - other);
  const placed = new Array<number>(wanted.length).fill(0);
  let free = lowest;
  for (const k of order) {
    placed[k] = Math.max(wanted[k], free);
    free = placed[k] + gap;
  }
  let ceiling = highest;
  for (const k of order.reverse()) {
    placed[k] = Math.min(placed[k], ceiling);
    ceiling = placed[k] - gap;
  }
  return placed;
}

/** Domain of a vertical axis for these numbers, with some room; from 0 where the numbers come near it. */
export function domainOf(numbers: readonly number[]): [number, number] {
  const finite = numbers.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const lowest = Math.min(...finite);
  const highest = Math.max(...finite);
  const room = 0.06 * (highest - lowest || Math.abs(highest) || 1);
  if (lowest >= 0 && lowest < 0.35 * highest) return [0, highest + room];
  return [lowest - room, highest + room];
}

/** Pixels from the top of a value. */
export function pixelOf(value: number, [low, high]: readonly [number, number], height: number): number {
  return Number((height * (1 - (value - low) / (high - low))).toFixed(2));
}
