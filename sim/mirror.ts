/** Text before a seed that names its mirror image. */
const mark = 'mirror:';

/**
 * The seed whose world draws 1 − u wherever the world of `seed` draws u: its antithetic twin (Hammersley & Morton 1956). Each of the two
 * alone has the law of any other seed; a pair's mean varies less where what is measured rises or falls with the draws.
 */
export const mirrorOf = (seed: string): string => `${mark}${seed}`;

/** A seed without its mark, and whether it bore one. A number, and a text without the mark, is a plain seed. */
export function unmirrored(seed: number | string): { readonly seed: string; readonly isMirror: boolean } {
  const text = String(seed);
  const isMirror = text.startsWith(mark);
  return { seed: isMirror ? text.slice(mark.length) : text, isMirror };
}
