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
  const each = gaps.map((own) => detectable(own, gaps.length));
  return Math.max(...each);
}

function detectable(gaps: readonly number[], comparisons: number): number {
  const sd = sampleStandardDeviation([...gaps]);
  if (sd === 0) return 0;
  const isFound = (distance: number) => powerOf({ distance, sd, comparisons }, gaps.length) >= power;
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
