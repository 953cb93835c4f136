import { stream } from '../../../sim/random.ts';
import { powerOf, samePopulation } from '../../statistics/twoSample.ts';

/** Below it a pattern is called contradicted. */
export const level = 0.05;

/** Two samples held against each other, and what the test could have found. */
export interface Judgement {
  /** p-value of one population, by permutation. */
  readonly p: number;
  /** How often a record of this size is called contradicted where the truth is half of what the model says, and twice. */
  readonly power: readonly [half: number, twice: number];
}

const divisions = 1999;
const powerPairs = 200;
const powerDivisions = 199;

/**
 * Whether a record and what the model shows are of one population. `half` and `twice` are what would be drawn if the truth were
 * half and twice as much as the model says; the power draws records from them, and models from `shown`, with replacement.
 */
export function judge(
  recorded: readonly number[],
  shown: readonly number[],
  half: readonly number[],
  twice: readonly number[],
): Judgement {
  const against = (truth: readonly number[]) =>
    powerOf(
      (k) => [draw(truth, recorded.length, `record ${k}`), draw(shown, shown.length, `model ${k}`)],
      powerPairs,
      powerDivisions,
      level,
    );
  return {
    p: samePopulation(recorded, shown, divisions, 'pattern'),
    power: [against(half), against(twice)],
  };
}

function draw(values: readonly number[], many: number, name: string): number[] {
  const draws = stream(name, 'resample', 0);
  return Array.from({ length: many }, () => values[Math.floor(draws.next() * values.length)]);
}
