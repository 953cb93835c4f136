import alea from 'seedrandom/lib/alea.js';
import { normalQuantile } from '../../../sim/math/elementary.ts';

/** Uniform draws in [0, 1) named by a key. */
export const uniforms = (key: string): (() => number) => alea(`${key};draws;`).double;

/** Standard normal draws named by a key. */
export function normals(key: string): () => number {
  const uniform = uniforms(key);
  return () => normalQuantile(uniform() || 2 ** -54);
}

/** A long table of normal draws read round and round: cheap draws where a test needs 1e9 of them. */
export function tableOfNormals(key: string, size = 1_000_003): () => number {
  const normal = normals(key);
  const table = Float64Array.from({ length: size }, normal);
  let place = 0;
  return () => table[(place = place + 1 < size ? place + 1 : 0)];
}

export const list = <Value>(length: number, make: (place: number) => Value): Value[] =>
  Array.from({ length }, (_, place) => make(place));
