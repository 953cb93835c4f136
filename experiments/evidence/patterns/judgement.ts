import { stream } from '../../../sim/random.ts';
import type { DataPattern } from '../../report/patternCheck.ts';
import { powerOf, samePopulation } from '../../statistics/twoSample.ts';
import { meanOf, medianOf, quantilesOf } from './middle.ts';

/** Below it a pattern is called contradicted. */
const level = 0.05;
const divisions = 1999;
const powerPairs = 100;
const powerDivisions = 99;

/** What a pattern says of itself, whatever its test. */
type Told = Pick<DataPattern, 'name' | 'unit' | 'source' | 'fittedOn' | 'judgedOn'>;

/** Two samples that should be of one population. */
export interface Samples extends Told {
  readonly shows: DataPattern['shows'];
  readonly recorded: readonly number[];
  readonly shown: readonly number[];
  /** What would be recorded if the truth were half of what the model shows, and twice; left out: every value is. */
  readonly half?: readonly number[];
  readonly twice?: readonly number[];
}

/**
 * Whether a record and what the model shows are of one population: the largest distance of their distributions, by permutation. The
 * power draws records of the same size from `half` and from `twice`, and models from `shown`, with replacement.
 */
export function bySamples({ recorded, shown, half, twice, ...told }: Samples): DataPattern {
  const against = (truth: readonly number[]) =>
    powerOf(
      (k) => [draw(truth, recorded.length, `record ${k}`), draw(shown, shown.length, `model ${k}`)],
      powerPairs,
      powerDivisions,
      level,
    );
  const middle = (values: readonly number[]) => finite((told.shows === 'mean' ? meanOf : medianOf)(values));
  const p = samePopulation(recorded, shown, divisions, told.name);
  return {
    ...told,
    test: 'Kolmogorov–Smirnov by permutation',
    recorded: middle(recorded),
    ours: middle(shown),
    n: [recorded.length, shown.length],
    p,
    power: [
      against(half ?? shown.map((value) => value / 2)),
      against(twice ?? shown.map((value) => value * 2)),
    ],
    contradicted: p < level,
  };
}

/** What never came has no number in a file. */
const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

/** An archetype that should lie between two quantiles of a population. */
export interface Between extends Told {
  readonly population: readonly number[];
  readonly between: readonly [low: number, high: number];
  readonly shown: readonly number[];
}

const resamples = 1999;
const powerResamples = 99;

/**
 * Whether the mean of what an archetype shows lies between two quantiles of a population: p is twice the smaller share of
 * resamples of both in which it is not below the lower, or not above the upper one. The power moves the archetype, not the record.
 */
export function againstQuantiles({ population, between, shown, ...told }: Between): DataPattern {
  const p = insideChance(shown, population, between, resamples, told.name);
  const power = (factor: number) =>
    Array.from({ length: powerPairs }, (_, k) =>
      insideChance(
        draw(shown, shown.length, `moved ${k}`).map((value) => value * factor),
        draw(population, population.length, `population ${k}`),
        between,
        powerResamples,
        `${told.name} ${k}`,
      ),
    ).filter((one) => one < level).length / powerPairs;
  return {
    ...told,
    test: 'bootstrap of both, 1,999 times; power against a tenth and ten times',
    shows: 'mean',
    recorded: quantilesOf(population, between),
    ours: meanOf(shown),
    n: [population.length, shown.length],
    p,
    power: [power(10), power(0.1)],
    contradicted: p < level,
  };
}

function insideChance(
  shown: readonly number[],
  population: readonly number[],
  [low, high]: readonly [number, number],
  many: number,
  name: string,
): number {
  let [notBelow, notAbove] = [1, 1];
  for (let k = 0; k < many; k++) {
    const mean = meanOf(draw(shown, shown.length, `${name} shown ${k}`)) ?? 0;
    const [least, most] = quantilesOf(draw(population, population.length, `${name} others ${k}`), [
      low,
      high,
    ]);
    if (mean >= least) notBelow += 1;
    if (mean <= most) notAbove += 1;
  }
  return Math.min(1, (2 * Math.min(notBelow, notAbove)) / (many + 1));
}

function draw(values: readonly number[], many: number, name: string): number[] {
  const draws = stream(name, 'resample', 0);
  return Array.from({ length: many }, () => values[Math.floor(draws.next() * values.length)]);
}
