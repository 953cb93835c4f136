/** Something that is timed: one epoch, the part of it that is the kernel proper, and a fingerprint of the result. */
export interface Timed {
  epoch(): void;
  /** Milliseconds of the kernel proper since it was asked last; null where it is not told apart. */
  readonly proper: (() => number) | null;
  check(): string;
  /** Lets go of threads. */
  end?(): void;
}

export interface Timing {
  readonly minMs: number;
  readonly medianMs: number;
  /** Time on processors, all threads together: what remains comparable while others use the machine. */
  readonly minCpuMs: number;
  readonly properMinMs: number | null;
  readonly epochs: number;
  /** After the first two epochs, which every implementation runs. */
  readonly check: string;
}

/**
 * Repeats an epoch for about `seconds`, seven times at least, after a warm-up in which the engine compiles what is hot.
 * Garbage is not collected in between: an epoch of the kernels makes none.
 */
export function repeat({ epoch, proper, check }: Timed, seconds = 1.5): Timing {
  const times: number[] = [];
  const parts: number[] = [];
  const cpu: number[] = [];
  epoch();
  epoch();
  const fingerprint = check();
  for (const warm = performance.now(); performance.now() - warm < 500; ) epoch();
  proper?.();
  const begun = performance.now();
  while (times.length < 7 || (performance.now() - begun < seconds * 1000 && times.length < 2000)) {
    const used = process.cpuUsage();
    const started = performance.now();
    epoch();
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
    if (proper !== null) parts.push(proper());
  }
  const sorted = times.sort((one, other) => one - other);
  return {
    minMs: sorted[0],
    medianMs: sorted[Math.floor(sorted.length / 2)],
    minCpuMs: Math.min(...cpu),
    properMinMs: parts.length > 0 ? Math.min(...parts) : null,
    epochs: times.length,
    check: fingerprint,
  };
}
