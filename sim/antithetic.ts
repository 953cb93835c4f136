/** Text before a seed that names its mirror image. */
const mark = 'mirror:';

/**
 * The seed whose world draws 1 − u wherever the world of `seed` draws u: its antithetic partner (Hammersley & Morton 1956). Each of the two
 * alone has the law of any other seed; a pair's mean varies less where what is measured rises or falls with the draws.
 */
export const antitheticOf = (seed: string): string => `${mark}${seed}`;

/** A seed without its mark, and whether it bore one. A number, and a text without the mark, is a plain seed. */
export function plainSeed(seed: number | string): { readonly seed: string; readonly isAntithetic: boolean } {
  const text = String(seed);
  const isAntithetic = text.startsWith(mark);
  return { seed: isAntithetic ? text.slice(mark.length) : text, isAntithetic };
}
