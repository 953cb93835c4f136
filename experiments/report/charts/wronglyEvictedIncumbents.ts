import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** Evictions blamed on too long an immunity. */
export const wronglyEvictedIncumbentsChart: Chart = metricChart(
  'wronglyEvictedIncumbents',
  'wrongly-evicted-incumbents',
  'Wrongly evicted incumbents (descriptive)',
);
