import { type Name, stream } from '../../../sim/random.ts';

/** `count` independent points, uniform in the unit cube: [point][dimension]. A further point changes none before it. */
export function randomPoints(count: number, dimensions: number, seed: Name): number[][] {
  const columns = Array.from({ length: dimensions }, (_, k) => stream(seed, 'random design', k));
  return Array.from({ length: count }, () => columns.map((column) => column.next()));
}
