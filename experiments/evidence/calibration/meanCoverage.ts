import { normalQuantile } from '../../../sim/math/elementary.ts';
import { stream } from '../../../sim/random.ts';
import { estimate } from '../../statistics/estimate.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';
import { pairedDifference } from '../../statistics/paired.ts';

/** How often the intervals of few seeds held the truth. */
export interface MeanCount {
  readonly values: string;
  readonly of: string;
  readonly seeds: number;
  readonly studies: number;
  readonly covered: number;
  /** Studies without an interval. */
  readonly none: number;
  /** What Student's interval alone covers, where the laboratory's is another. */
  readonly student?: number;
  /** Share that is promised; null where the count only says what it is. */
  readonly least: number | null;
}

type Draw = () => number;

/** Values with a known mean from uniform draws. */
interface Source {
  readonly name: string;
  readonly mean: number;
  readonly drawWith: (uniform: Draw) => Draw;
}

const normal = (uniform: Draw): number => normalQuantile(uniform() || 2 ** -54);

/** Poisson of mean 1 by counting down the distribution. */
function poisson(uniform: Draw): number {
  const u = uniform();
  let [count, part, below] = [0, Math.exp(-1), Math.exp(-1)];
  while (u > below && part > 0) {
    count += 1;
    part /= count;
    below += part;
  }
  return count;
}

export const sources: readonly Source[] = [
  { name: 'normal', mean: 0, drawWith: (uniform) => () => normal(uniform) },
  {
    name: 't with 3 degrees of freedom',
    mean: 0,
    drawWith: (uniform) => () =>
      normal(uniform) / Math.sqrt((normal(uniform) ** 2 + normal(uniform) ** 2 + normal(uniform) ** 2) / 3),
  },
  { name: 'Poisson, mean 1', mean: 1, drawWith: (uniform) => () => poisson(uniform) },
  { name: 'lognormal, sigma 1', mean: Math.exp(0.5), drawWith: (uniform) => () => Math.exp(normal(uniform)) },
  {
    name: 'squared exponential',
    mean: 2,
    drawWith: (uniform) => () => Math.log(uniform() || 2 ** -54) ** 2,
  },
];

export const seedCounts = [6, 12, 24] as const;

/** What is estimated: `scale` is what the other level's own luck is multiplied by. */
type Kind = { readonly of: string; readonly scale: number | null };
const kinds: readonly Kind[] = [
  { of: 'mean', scale: null },
  { of: 'paired difference', scale: 1 },
  { of: 'paired difference, the other level half as noisy', scale: 0.5 },
];

/** Shares that are promised: paired differences of alike levels from 12 seeds, and means of what is most skewed. */
function leastOf(source: Source, { of }: Kind, seeds: number): number | null {
  if (seeds < 12) return null;
  if (of === 'paired difference') return 0.93;
  if (of === 'mean' && source.name === 'squared exponential') return seeds < 24 ? 0.9 : 0.91;
  return null;
}

/** Counts `studies` studies of every kind on fixed draws. */
export function meanCounts(studies: number): MeanCount[] {
  return sources.flatMap((source) =>
    kinds.flatMap((kind) =>
      seedCounts.map((seeds) => ({
        values: source.name,
        of: kind.of,
        seeds,
        studies,
        ...counted(source, kind, seeds, studies),
        least: leastOf(source, kind, seeds),
      })),
    ),
  );
}

function counted(source: Source, { of, scale }: Kind, seeds: number, studies: number) {
  let [covered, none, student] = [0, 0, 0];
  const truth = scale === null ? source.mean : (1 - scale) * source.mean;
  const holds = ({ low, high }: { readonly low: number; readonly high: number }) =>
    low <= truth && truth <= high;
  for (let study = 0; study < studies; study++) {
    const draw = source.drawWith(stream(study, `coverage of a ${of}`, `${source.name} ${seeds}`).next);
    const own = Array.from({ length: seeds }, draw);
    if (scale === null) {
      const interval = meanInterval(own);
      if (!Number.isFinite(interval.high - interval.low)) none += 1;
      else if (holds(interval)) covered += 1;
      if (holds(estimate(own))) student += 1;
      continue;
    }
    // What a seed does to both levels alike leaves no trace in their difference, but for rounding.
    const shared = Array.from({ length: seeds }, draw);
    const interval = pairedDifference(
      own.map((value, seed) => shared[seed] + value),
      own.map((_, seed) => shared[seed] + scale * draw()),
    );
    if (interval === null) none += 1;
    else if (holds(interval)) covered += 1;
  }
  return scale === null ? { covered, none, student } : { covered, none };
}
