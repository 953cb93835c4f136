/**
 * The random words of rand 0.8's StdRng: ChaCha with 12 rounds, a 64-bit block counter from 0, nonce 0, its key
 * spread from a 64-bit seed (rand_core seed_from_u64). Returns a function that gives the next u32.
 */
export function chaCha12(seed: bigint): () => number {
  const input = new Uint32Array(16);
  input.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  input.set(keyFrom(seed), 4);
  let words = new Uint32Array(0);
  let next = 0;
  return () => {
    if (next === words.length) {
      words = block(input);
      next = 0;
      input[12] += 1;
      if (input[12] === 0) input[13] += 1;
    }
    return words[next++];
  };
}

/** Eight words of the PCG32 stream that starts at `seed`. */
function keyFrom(seed: bigint): Uint32Array {
  let state = seed;
  return Uint32Array.from({ length: 8 }, () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 11_634_580_027_462_260_723n);
    const word = Number(BigInt.asUintN(32, ((state >> 18n) ^ state) >> 27n));
    const turn = Number(state >> 59n);
    return (word >>> turn) | (word << (-turn & 31));
  });
}

/** Columns, then diagonals, of the 4 × 4 words. */
const quarters = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

function block(input: Uint32Array): Uint32Array<ArrayBuffer> {
  const words = Uint32Array.from(input);
  for (let pair = 0; pair < 6; pair++) for (const [a, b, c, d] of quarters) stir(words, a, b, c, d);
  return words.map((word, at) => word + input[at]);
}

function stir(words: Uint32Array, a: number, b: number, c: number, d: number): void {
  const mix = (to: number, from: number, into: number, turn: number) => {
    words[to] += words[from];
    const mixed = words[into] ^ words[to];
    words[into] = (mixed << turn) | (mixed >>> (32 - turn));
  };
  mix(a, b, d, 16);
  mix(c, d, b, 12);
  mix(a, b, d, 8);
  mix(c, d, b, 7);
}
