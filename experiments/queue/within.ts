/** Waits for something, but not longer than so many milliseconds, and for no error of it: whether it came. */
export async function within(milliseconds: number, wanted: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const came = wanted.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([came, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for something, or until a signal is given: what came, or null. An error that comes after the signal has no reader. */
export function orUntil<Value>(signal: AbortSignal, wanted: Promise<Value>): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(null);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    wanted.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** Waits so many milliseconds, or until a signal is given. */
export const pauseUntil = (signal: AbortSignal, milliseconds: number): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return orUntil(signal, passed).finally(() => clearTimeout(timer));
};
