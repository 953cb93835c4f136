import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** What too short an immunity costs. */
export const wronglyEvictedNewcomersChart: Chart = metricChart(
  'wronglyEvictedNewcomers',
  'wrongly-evicted-newcomers',
  'Wrongly evicted newcomers',
);
