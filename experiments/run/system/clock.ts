/** Time, as far as a run needs it. */
export interface Clock {
  /** Milliseconds from any beginning; no change of the calendar moves it. */
  now(): number;
  /** Does something later, unless it is cancelled by the function that comes back. A process does not live on for it. */
  after(milliseconds: number, act: () => void): () => void;
  /** Waits, and nothing else happens in this thread meanwhile. */
  wait(milliseconds: number): void;
}

/** The clock of this process. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
  wait(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};
