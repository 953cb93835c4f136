import { sampleStandardDeviation } from 'simple-statistics';
import { powerOf } from './power.ts';

/** Share of studies that find it. */
const power = 0.8;

/**
 * The smallest true difference that eight in ten such studies would find, whichever of the contrasts has it: by the one that scatters
 * most, with intervals that hold together (Sidak). `gaps[contrast][seed]`, each with two values or more. 0 where nothing scatters, null
 * without contrasts.
 */
export function detectableOf(gaps: readonly (readonly number[])[]): number | null {
  if (gaps.length === 0) return null;
  // It grows as the scatter does: of contrasts with as many seeds the one that scatters most has the largest.
  const widest = new Map<number, number>();
  for (const own of gaps)
    widest.set(own.length, Math.max(widest.get(own.length) ?? 0, sampleStandardDeviation([...own])));
  return Math.max(...[...widest].map(([seeds, sd]) => detectable(seeds, sd, gaps.length)));
}

function detectable(seeds: number, sd: number, comparisons: number): number {
  if (sd === 0) return 0;
  const isFound = (distance: number) => powerOf({ distance, sd, comparisons }, seeds) >= power;
  let enough = sd;
  while (!isFound(enough)) enough *= 2;
  let less = 0;
  for (let round = 0; round < 20; round++) {
    const middle = (less + enough) / 2;
    if (isFound(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}
