import { marketMeasures } from '../../agents/market/measures/catalogue.ts';
import { adversaryMeasures, subnetMeasures } from '../../sim/metrics/catalogue.ts';
import { metricsOf } from '../../sim/metrics/measure.ts';
import type { Metric } from '../../sim/metrics/metric.ts';

/**
 * The registry of metrics: every number that a row can hold, in the order in which tables list them. The measures of a market
 * are agents' own, so that the two catalogues meet here, in the lowest room that names a measure.
 */
export const metrics: readonly Metric[] = [
  ...subnetMeasures.flatMap(metricsOf),
  ...marketMeasures.flatMap(metricsOf),
  ...adversaryMeasures.flatMap(metricsOf),
];

/** The metric of a name; `…Cut25` and `…Cut100` are the same measure at a cut of 2.5 % and 10 %. */
export function metric(name: string): Metric | undefined {
  return metrics.find((known) => known.name === name.replace(/Cut\d+$/, ''));
}
