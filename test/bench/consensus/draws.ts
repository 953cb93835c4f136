/** A stream of whole numbers below a limit, the same on every machine (sfc32). */
export function drawsOf(seed: number): (limit: number) => number {
  let [a, b, c, counter] = [seed, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const result = (a + b + counter++) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + result) >>> 0;
    return result;
  };
  for (let warm = 0; warm < 16; warm++) next();
  return (limit) => Math.floor((next() / 2 ** 32) * limit);
}

export const weightOf = (draw: (limit: number) => number): number => 1 + draw(65_535);
/** RAO of a validator. */
export const stakeOf = (draw: (limit: number) => number): number => 10 ** 12 + draw(10 ** 12);
