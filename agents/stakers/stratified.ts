import { stream } from '../../sim/random.ts';

/**
 * [place] as many uniform draws as asked for, one from each of that many equal parts of 0 … 1, in drawn order (McKay, Beckman and Conover
 * 1979). Each is uniform; their mean hardly varies, so few seeds tell as much as many.
 */
export function stratified(seed: string, purpose: string, count: number): number[] {
  const draws = stream(seed, purpose, count);
  const order = Array.from({ length: count }, (_, part) => ({ part, key: draws.next() }));
  order.sort((one, other) => one.key - other.key);
  return order.map(({ part }) => (part + draws.next()) / count);
}
