import { stream } from '../../../sim/random.ts';
import { batchedDifference, batchMeans } from '../../statistics/batchMeans.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';
import { replicate } from '../../statistics/replications.ts';
import { welchDifference } from '../../statistics/welch.ts';

/** How often the intervals of one kind of study held the truth. */
export interface Coverage {
  readonly values: string;
  readonly interval: string;
  readonly studies: number;
  readonly covered: number;
  /** Shares the promise allows. */
  readonly least: number;
  readonly most: number;
  readonly kept: boolean;
}

type Draw = () => number;
interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Values with a known mean, drawn from standard normals. The name keys the draws. */
interface Source {
  readonly name: string;
  readonly mean: number;
  readonly drawWith: (normal: Draw) => Draw;
}

const iid: Source = { name: 'normal', mean: 0, drawWith: (normal) => normal };
const heavy: Source = {
  name: 't with 3 degrees of freedom',
  mean: 0,
  drawWith: (normal) => () => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3),
};
const skewed: Source = {
  name: 'lognormal, sigma 1',
  mean: Math.exp(0.5),
  drawWith: (normal) => () => Math.exp(normal()),
};
const phi = 0.7;
const dependent: Source = {
  name: 'AR(1), phi .7',
  mean: 0,
  drawWith: (normal) => {
    let last = normal() / Math.sqrt(1 - phi * phi);
    return () => {
      last = phi * last + normal();
      return last;
    };
  },
};

const times = (n: number, draw: Draw) => Array.from({ length: n }, draw);
/** Length of a run whose thirty batches last ten autocorrelation times of phi 0.7 each. */
const seriesLength = 30 * 60;

/** One kind of study: draws its values, returns an interval for `truth`. */
interface Kind {
  readonly values: Source;
  readonly interval: string;
  readonly truth: number;
  readonly least: number;
  readonly most: number;
  readonly study: (draw: Draw, normal: Draw) => Interval;
}

const fixed = (values: Source, n: number, least: number, most: number): Kind => ({
  values,
  interval: `mean of ${n}`,
  truth: values.mean,
  least,
  most,
  study: (draw) => meanInterval(times(n, draw)),
});

/** The other setting is a third higher and shares two thirds of its luck. */
const shift = 1 / 3;
const paired = (values: Source): Kind => ({
  values,
  interval: 'difference of 30 pairs',
  truth: shift,
  least: 0.93,
  most: 0.97,
  study: (draw) =>
    meanInterval(
      times(30, () => {
        const common = draw();
        return common + 0.5 * draw() + shift - (common + 0.5 * draw());
      }),
    ),
});
const unpaired = (values: Source): Kind => ({
  values,
  interval: 'difference of 30 and 40 unpaired',
  truth: shift,
  least: 0.93,
  most: 0.97,
  study: (draw) =>
    welchDifference(
      times(30, () => draw() + shift),
      times(40, () => 2 * draw()),
    ),
});
/** Stops at a half-width of a quarter, at most 3,000 replications. */
const stopped = (values: Source): Kind => ({
  values,
  interval: 'mean, stopped by precision',
  truth: values.mean,
  least: 0.92,
  most: 0.97,
  study: (draw) => replicate(draw, { halfWidth: 0.25, least: 30, cap: 3000 }).interval!,
});
/** The rule of `sweep --precision`: a level and the status quo gain seeds together until their difference is known well enough. */
const pairedStopped = (values: Source): Kind => ({
  values,
  interval: 'difference of pairs, stopped by precision',
  truth: shift,
  least: 0.92,
  most: 0.97,
  study: (draw) =>
    replicate(
      () => {
        const common = draw();
        return common + 0.5 * draw() + shift - (common + 0.5 * draw());
      },
      { halfWidth: 0.15, least: 30, cap: 3000 },
    ).interval!,
});
/** Runs of other settings and other seeds: the second is twice as noisy and half as long. */
const batchedApart: Kind = {
  values: dependent,
  interval: 'difference of two runs apart, batch means',
  truth: shift,
  least: 0.93,
  most: 0.97,
  study: (draw, normal) => {
    const other = dependent.drawWith(normal);
    return batchedDifference(
      times(2 * seriesLength, () => draw() + shift),
      times(seriesLength, () => 2 * other()),
    );
  },
};
const batched = (difference: boolean): Kind => ({
  values: dependent,
  interval: difference
    ? 'difference of two runs on common numbers, batch means'
    : 'mean of a run, batch means',
  truth: difference ? shift : 0,
  least: 0.93,
  most: 0.97,
  study: (draw, normal) => {
    const series = times(seriesLength, draw);
    if (!difference) return batchMeans(series);
    const other = dependent.drawWith(normal);
    return batchMeans(series.map((value) => value + shift + 0.5 * other() - value));
  },
});

const kinds: readonly Kind[] = [
  fixed(iid, 30, 0.93, 0.97),
  paired(iid),
  unpaired(iid),
  stopped(iid),
  pairedStopped(iid),
  batched(false),
  batched(true),
  batchedApart,
  { ...stopped(dependent), study: stoppedRun },
  fixed(heavy, 30, 0.93, 0.97),
  paired(heavy),
  unpaired(heavy),
  stopped(heavy),
  pairedStopped(heavy),
  fixed(skewed, 30, 0.9, 1),
  fixed(skewed, 200, 0.93, 1),
];

/** A dependent run is lengthened batch by batch: a replication is the mean of 60 successive values. */
function stoppedRun(draw: Draw): Interval {
  const batch = () => times(60, draw).reduce((sum, value) => sum + value, 0) / 60;
  return replicate(batch, { halfWidth: 0.1, least: 30, cap: 3000 }).interval!;
}

/** Runs every kind of study `studies` times on fixed seeds and counts how often the interval held the truth. */
export function intervalCoverage(studies: number): Coverage[] {
  return kinds.map(({ values, interval, truth, least, most, study }) => {
    let covered = 0;
    for (let k = 0; k < studies; k++) {
      const { normal } = stream(k, `honesty of ${interval}`, values.name);
      const { low, high } = study(values.drawWith(normal), normal);
      if (low <= truth && truth <= high) covered += 1;
    }
    const share = covered / studies;
    return {
      values: values.name,
      interval,
      studies,
      covered,
      least,
      most,
      kept: share >= least && share <= most,
    };
  });
}
