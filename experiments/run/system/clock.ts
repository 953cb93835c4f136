/** Time, as far as a run needs it. */
export interface Clock {
  /** Milliseconds from any beginning; no change of the calendar moves it. */
  now(): number;
  /** Does something later, unless it is cancelled by the function that comes back. A process lives on for it only where it is awaited. */
  after(milliseconds: number, act: () => void, isAwaited?: boolean): () => void;
  /** Waits, and nothing else happens in this thread meanwhile. */
  wait(milliseconds: number): void;
}

/** The clock of this process. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act, isAwaited = false) {
    const timer = setTimeout(act, milliseconds);
    if (!isAwaited) timer.unref();
    return () => clearTimeout(timer);
  },
  wait(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};
