import type { MeasureContext } from './context.ts';
import { timeMean } from './timeMean.ts';

type MeanMetric = Parameters<typeof timeMean>[0];
type Reading = Parameters<typeof timeMean>[1];

/** A mean over time of what a loss lies above that of the median candidate of the day, in worlds where the frontier moves. */
export const gapMean = (metric: MeanMetric, loss: Reading) =>
  timeMean(
    {
      ...metric,
      applies: (context: MeasureContext) =>
        context.truth.frontier !== undefined && (metric.applies?.(context) ?? true),
    },
    (context) => {
      const own = loss(context);
      return own === null ? null : own - context.truth.frontier!.loss();
    },
  );
