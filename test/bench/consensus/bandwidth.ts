/** Gigabytes a second that one core reads and writes when it copies memory far larger than its caches. */
export function copyBandwidth(): number {
  const bytes = 2 ** 26;
  const from = new Uint8Array(bytes).fill(1);
  const to = new Uint8Array(bytes);
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 8; turn++) {
    const started = performance.now();
    to.set(from);
    best = Math.min(best, performance.now() - started);
  }
  return (2 * bytes) / 1e6 / best;
}

/**
 * Bytes that an epoch cannot avoid to touch: u16 weights once for the ranks and once more for the bonds (the second needs
 * all ranks), u16 bonds read and written. Sparse, each pair has a u16 for its row beside.
 */
export const bytesTouched = (n: number, validators: number, density: number): number =>
  n * validators * (density === 1 ? 2 * 2 + 2 * 2 : density * (2 * 4 + 2 * 4));
