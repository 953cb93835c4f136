import { marketMeasures } from '../../agents/market/measures/catalogue.ts';
import { adversaryMeasures, frontierMeasures, subnetMeasures } from '../../sim/metrics/catalogue.ts';
import { metricsOf } from '../../sim/metrics/measure.ts';
import type { Metric } from '../../sim/metrics/metric.ts';
import { type OwnMark, ownMetrics } from './ownFiles.ts';

// The measures of a market belong to agents, so the two catalogues meet here, in the lowest room that names a measure.

/** Every number that a row can hold, with its unit, its good direction and its definition, in the order in which tables list them. */
export const metrics: readonly Metric[] = [
  ...subnetMeasures.flatMap(metricsOf),
  ...marketMeasures.flatMap(metricsOf),
  ...adversaryMeasures.flatMap(metricsOf),
  ...frontierMeasures.flatMap(metricsOf),
];

/** The metric of a name; `…Cut25` and `…Cut100` are the same measure at a cut of 2.5 % and 10 %. `own`: a plan whose files may define it. */
export function metric(name: string, own: OwnMark = {}): Metric | undefined {
  const plain = name.replace(/Cut\d+$/, '');
  return (
    metrics.find((known) => known.name === plain) ?? ownMetrics(own).find((known) => known.name === name)
  );
}

/**
 * Values of an age that a run may end before: as they are if all came, else none. The mean of those that came would be over the trials
 * that got there alone. Values of other metrics stay; null is a missing value.
 */
export function ifAllCame(name: string, values: readonly (number | null)[]): (number | null)[] {
  const isCut = metric(name)?.mayNotCome === true && values.includes(null);
  return isCut ? values.map(() => null) : [...values];
}

/** The names of all metrics, those of a plan's own files among them. */
export const metricNames = (own: OwnMark = {}): string[] =>
  [...metrics, ...ownMetrics(own)].map(({ name }) => name);
