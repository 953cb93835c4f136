/** What a slider must hold and may not leave. */
interface Span {
  readonly statusQuo: number;
  readonly levels: readonly number[];
  readonly isInteger: boolean;
  readonly least: number;
  readonly most: number;
}

/** Stops of a slider, about, besides the levels of the study. */
const stops = 60;
/** Ratio of the highest to the lowest level from which equal factors are easier to set than equal steps. */
const wide = 30;

/**
 * The values at which a slider stops, ascending: every level of the study, the status quo, and round values between and a little beyond
 * them, within what the setting may be.
 */
export function stopsOf({ statusQuo, levels, isInteger, least, most }: Span): number[] {
  const known = [...new Set([...levels, statusQuo])].sort((one, other) => one - other);
  const lowest = known[0];
  const highest = known[known.length - 1];
  const isWide = lowest > 0 && highest / lowest >= wide;
  const between = isWide ? geometric(lowest, highest) : linear(lowest, highest, isInteger);
  const allowed = between
    .map((value) => (isInteger ? Math.round(value) : value))
    .filter((value) => value >= least && value <= most);
  return [...new Set([...known, ...allowed])].sort((one, other) => one - other);
}

/** Multiples of a round step from an eighth of the span below to an eighth above, not across 0. */
function linear(lowest: number, highest: number, isInteger: boolean): number[] {
  const room = (highest - lowest || Math.abs(lowest) || 1) / 8;
  const from = lowest >= 0 ? Math.max(0, lowest - room) : lowest - room;
  const to = highest + room;
  const step = Math.max(roundStep((to - from) / stops), isInteger ? 1 : 0);
  const first = Math.ceil(from / step - tiny);
  const last = Math.floor(to / step + tiny);
  return Array.from({ length: last - first + 1 }, (_, k) => tidy((first + k) * step));
}

/** Values of two digits at equal factors, from half the lowest to one and a half of the highest. */
function geometric(lowest: number, highest: number): number[] {
  const from = Math.log(lowest / 2);
  const to = Math.log(1.5 * highest);
  return Array.from({ length: stops }, (_, k) =>
    Number(Math.exp(from + ((to - from) * k) / (stops - 1)).toPrecision(2)),
  );
}

/** What rounding may take from a whole number of steps. */
const tiny = 1e-9;

/** 1, 2 or 5 times a power of ten, not below `width`. */
export function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const digit = [1, 2, 5, 10].find((one) => one * power >= width * (1 - tiny)) ?? 10;
  return tidy(digit * power);
}

/** Without what float64 adds to a decimal. */
export const tidy = (value: number): number => Number(value.toPrecision(12));
