import type { MeasureContext } from './context.ts';
import { addSome, type Mean, meanOf, newMean } from './mean.ts';
import type { Measure } from './measure.ts';
import type { Metric } from './metric.ts';

/** What a mean over time is, and which worlds have it. */
interface MeanMetric extends Metric {
  readonly applies?: (context: MeasureContext) => boolean;
}

/** What it reads of the world at a step; null: nothing to be read at this one. */
type Reading = (context: MeasureContext) => number | null;

/** A measure that is the mean over the steps of the measured window. */
export const timeMean = (metric: MeanMetric, read: Reading): Measure<Mean> => ({
  ...metric,
  start: newMean,
  see(mean, event, context) {
    if (event.kind === 'step' && context.measuring) addSome(mean, read(context));
  },
  finish: meanOf,
});

/** A measure that is costly to read: the mean of samples, one a day. */
export const sampledMean = (metric: MeanMetric, read: Reading): Measure<Mean> =>
  timeMean(metric, (context) => (context.sampling ? read(context) : null));
