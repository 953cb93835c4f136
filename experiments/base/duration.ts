/** Seconds in words a person says: 40 s, 12 min, 1.5 h. */
export function duration(seconds: number): string {
  const { unit, text } = scaleOf(seconds);
  return `${text(seconds)} ${unit}`;
}

/** Two durations in the unit of the longer one: `9–13 min`, or `12 min` where both read the same. */
export function durationRange(low: number, high: number): string {
  const { unit, text } = scaleOf(high);
  const [from, to] = [text(low), text(high)];
  return from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`;
}

function scaleOf(seconds: number): { readonly unit: string; text(seconds: number): string } {
  if (seconds < 90) return { unit: 's', text: (time) => String(Math.ceil(time)) };
  if (seconds < 5400) return { unit: 'min', text: (time) => String(Math.round(time / 60)) };
  return { unit: 'h', text: (time) => (time / 3600).toFixed(1) };
}
