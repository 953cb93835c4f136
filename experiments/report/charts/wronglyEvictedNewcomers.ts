import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** Evictions blamed on too short an immunity. */
export const wronglyEvictedNewcomersChart: Chart = metricChart(
  'wronglyEvictedNewcomers',
  'wrongly-evicted-newcomers',
  'Wrongly evicted newcomers (descriptive)',
);
