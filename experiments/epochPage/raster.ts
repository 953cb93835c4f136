import type { Heat } from './heat.ts';

/** A colour as red, green and blue, 0 … 255. */
export type Rgb = readonly [number, number, number];

/** How a map of pairs is drawn. */
export interface RasterShape {
  /** Pixels of a cell. */
  readonly wide: number;
  readonly high: number;
  /** Of values. */
  readonly mark: Rgb;
  /** Of what is cut. */
  readonly ink: Rgb;
}

/** Alpha of the least and what the largest value adds: small values are seen too. */
const least = 0.15;
const added = 0.85;
const cutAlpha = 0.55;

/**
 * The pixels of a map, red, green, blue and alpha, row by row: a value is the darker the larger, from the bottom of its cell as far as it
 * counts; what is cut above that is hatched.
 */
export function rasterOf(heat: Heat, shape: RasterShape): Uint8ClampedArray<ArrayBuffer> {
  const { validators, miners, values } = heat;
  const pixels = new Uint8ClampedArray(4 * validators.length * shape.high * miners.length * shape.wide);
  for (let cell = 0; cell < values.length; cell++) if (values[cell] > 0) fillCell(pixels, heat, shape, cell);
  return pixels;
}

function fillCell(
  pixels: Uint8ClampedArray,
  { miners, values, counted, largest }: Heat,
  { wide, high, mark, ink }: RasterShape,
  cell: number,
): void {
  const stride = miners.length * wide;
  const left = (cell % miners.length) * wide;
  const top = Math.floor(cell / miners.length) * high;
  const gap = wide > 6 ? 1 : 0;
  const tall = high - 1;
  const kept = Math.round(tall * counted[cell]);
  const alpha = 255 * (least + added * Math.sqrt(values[cell] / largest));
  for (let y = 0; y < tall; y++) {
    const isKept = y >= tall - kept;
    for (let x = 0; x < wide - gap; x++) {
      if (!isKept && (left + x + top + y) % 4 !== 0) continue;
      const at = 4 * ((top + y) * stride + left + x);
      const colour = isKept ? mark : ink;
      pixels[at] = colour[0];
      pixels[at + 1] = colour[1];
      pixels[at + 2] = colour[2];
      pixels[at + 3] = isKept ? alpha : 255 * cutAlpha;
    }
  }
}
