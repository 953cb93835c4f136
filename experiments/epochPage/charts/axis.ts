import { roundStep, tidy } from '../../panel/slider.ts';

/** A level of an axis, with its text. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** About so many round levels from `low` to `high`, zero among them where it lies between; the text is the level. */
export function ticksOf(low: number, high: number, about: number): Tick[] {
  if (!(high > low)) return [{ value: low, text: text(low) }];
  const step = roundStep((high - low) / about);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => {
    const value = tidy((first + k) * step);
    return { value, text: text(value) };
  });
}

const text = (value: number): string => {
  const shown = Math.abs(value).toLocaleString('en', { maximumSignificantDigits: 12 });
  return value < 0 ? `−${shown}` : shown;
};

/** Pixels with one decimal: what a screen shows, and the same bytes in two runs. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

/** Width of a letter of 12 pixels, about. */
export const letter = 6.7;

/** An SVG for a width in pixels, whose text keeps its size; `label` says what it shows. */
export const svgOf = (width: number, height: number, label: string, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="epoch-svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="12" role="img" aria-label="${label}">${parts.join('')}</svg>`;
