import { gammaQuantile, normalCdf } from '../../sim/math/gamma.ts';
import { rowShape } from './queryLoss.ts';
import committed from './rowFactor.data.json' with { type: 'json' };

/** Normals beyond ± 7.5 have probability 6e-14 and count as ± 7.5. */
const reach = 7.5;
const stepsPerUnit = 256;
let table: Float64Array | undefined;

/**
 * Loss over its mean that belongs to a standard normal z: the gamma quantile of the same probability, interpolated
 * linearly in a table of steps 1 / 256 (error below 2e-6). Mean 1 over normal z.
 */
export function rowFactor(z: number): number {
  table ??= Float64Array.from(committed.values);
  const place = (Math.min(Math.max(z, -reach), reach) + reach) * stepsPerUnit;
  const cell = Math.min(Math.floor(place), table.length - 2);
  const below = table[cell]!;
  return below + (table[cell + 1]! - below) * (place - cell);
}

/**
 * [step] the table of `rowFactor`. It takes a third of the time that a page has until its first world has run, so it is committed
 * (`npm run remake row-factor`); a test works it out again.
 */
export function tabulateFactor(): Float64Array {
  const values = new Float64Array(2 * reach * stepsPerUnit + 1);
  for (let i = 0; i < values.length; i++)
    values[i] = gammaQuantile(normalCdf(i / stepsPerUnit - reach), rowShape) / rowShape;
  return values;
}
