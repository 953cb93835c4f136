import { stream } from '../../../sim/random.ts';
import { indifference } from '../../statistics/indifference.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';
import study from './immunityStudy.data.json' with { type: 'json' };

/** How often a rule was right about which levels are as good as the best. */
export interface BestCount {
  readonly world: string;
  readonly rule: 'comparisons with the best' | 'split halves';
  readonly seeds: number;
  readonly studies: number;
  /** Levels truly beyond the margin, and how many of them a study calls out, on average. */
  readonly worse: number;
  readonly foundOut: number;
  /** Levels truly within the margin, the best among them, and how many of them a study calls in, on average. */
  readonly asGood: number;
  readonly foundIn: number;
  /** Studies that call a level in, or out, which is not. */
  readonly wrongIn: number;
  readonly wrongOut: number;
}

/** Levels with known means, better when lower, and what a seed adds to them. */
interface World {
  readonly name: string;
  readonly means: readonly number[];
  readonly margin: number;
  /** Draws [level] what one seed adds. */
  readonly noise: (normal: () => number) => number[];
}

/** [level] of network quality in nats, by seed. */
const slow = study.values['0.05'];
const fast = study.values['0.1'];
const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Normal noise with exactly the covariance of a study's rows: its deviations, weighed by independent normals. */
function likeRows(values: readonly (readonly number[])[]): World['noise'] {
  const scale = Math.sqrt(values[0].length - 1);
  const deviations = values.map((bySeed) => bySeed.map((value) => (value - average(bySeed)) / scale));
  return (normal) => {
    const shocks = values[0].map(normal);
    return deviations.map((bySeed) => bySeed.reduce((sum, part, seed) => sum + part * shocks[seed], 0));
  };
}

const { margin } = study;
/** A hair, to lie beyond the margin and not on it. */
const hair = 1e-9;
const alone = (mean: number): number[] => study.levels.map((_, k) => (k === 3 ? 0 : mean));

/** The full immunity study by its two moving averages, then what is hardest for either claim, with the noise of the first. */
export const worlds: readonly World[] = [
  { name: 'immunity-start-up-full, α 0.05', means: slow.map(average), margin, noise: likeRows(slow) },
  { name: 'immunity-start-up-full, α 0.1', means: fast.map(average), margin, noise: likeRows(fast) },
  { name: 'all but one a hair beyond', means: alone(margin + hair), margin, noise: likeRows(slow) },
  { name: 'all but one at the margin', means: alone(margin), margin, noise: likeRows(slow) },
  { name: 'all alike, no margin', means: alone(0), margin: 0, noise: likeRows(slow) },
];

/** [level] whether a study calls it in, or out. */
interface Said {
  readonly isIn: boolean;
  readonly isOut: boolean;
}

type Values = readonly (readonly number[])[];
type Rule = (values: Values, margin: number, normal: () => number) => Said[];

const withBest: Rule = (values, margin, normal) =>
  indifference(study.levels, values, margin, normal)!.levels.map(({ state }) => ({
    isIn: state === 'in',
    isOut: state === 'out',
  }));

/** What was done before: the first half chooses the best, the other half gives the intervals of the others from it. */
const splitHalves: Rule = (values, margin, normal) => {
  const half = Math.floor(values[0].length / 2);
  const first = values.map((bySeed) => average(bySeed.slice(0, half)));
  const best = first.indexOf(Math.min(...first));
  const others = values.flatMap((bySeed, k) =>
    k === best ? [] : [bySeed.slice(half).map((value, seed) => value - values[best][half + seed])],
  );
  const said = maxTIntervals(others, normal).map(({ low, high }) => ({
    isIn: high <= margin,
    isOut: low > margin,
  }));
  return [...said.slice(0, best), { isIn: true, isOut: false }, ...said.slice(best)];
};

const rules = { 'comparisons with the best': withBest, 'split halves': splitHalves } as const;

/** A long table of normal draws read round and round: quantiles take half a million draws a study. */
function tableOfNormals(size: number): () => number {
  const { normal } = stream('coverage', 'quantiles', size);
  const table = Float64Array.from({ length: size }, normal);
  let place = 0;
  return () => {
    place = place + 1 < size ? place + 1 : 0;
    return table[place];
  };
}

/** Judges `studies` studies of a world by both rules, on fixed draws. */
export function bestCounts(
  { name, means, margin, noise }: World,
  seeds: number,
  studies: number,
): BestCount[] {
  const lowest = Math.min(...means);
  const isWorse = means.map((mean) => mean - lowest > margin);
  const worse = isWorse.filter(Boolean).length;
  return (Object.keys(rules) as (keyof typeof rules)[]).map((rule) => {
    const quantiles = tableOfNormals(1_000_003);
    const count = { out: 0, in: 0, wrongIn: 0, wrongOut: 0 };
    for (let one = 0; one < studies; one++) {
      const draw = stream(one, 'a study with a best level', `${name} ${seeds}`);
      const bySeed = Array.from({ length: seeds }, () => noise(draw.normal));
      const values = means.map((mean, k) => bySeed.map((added) => mean + added[k]));
      const said = rules[rule](values, margin, quantiles);
      count.out += said.filter(({ isOut }, k) => isOut && isWorse[k]).length;
      count.in += said.filter(({ isIn }, k) => isIn && !isWorse[k]).length;
      if (said.some(({ isIn }, k) => isIn && isWorse[k])) count.wrongIn += 1;
      if (said.some(({ isOut }, k) => isOut && !isWorse[k])) count.wrongOut += 1;
    }
    return {
      world: name,
      rule,
      seeds,
      studies,
      worse,
      foundOut: count.out / studies,
      asGood: means.length - worse,
      foundIn: count.in / studies,
      wrongIn: count.wrongIn,
      wrongOut: count.wrongOut,
    };
  });
}
