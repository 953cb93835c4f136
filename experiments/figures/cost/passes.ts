/**
 * How often the kernel of Yuma 2 visits every pair in an epoch (`sim/kernel/float64/assembly`): weights in, as shares,
 * thresholds of the median, window, clip; bonds in, bought, held, moved, paid and stored, out.
 */
export function passesOf(validators: number): number {
  const rows = validators + (validators & 1);
  const thresholds = rows <= 96 ? 2 : rows <= 640 ? 3 : 4;
  const ranks = 1 + 1 + thresholds + 1 + 1;
  const bonds = 1 + 1 + 1 + 1 + 1 + 1;
  return ranks + bonds;
}
