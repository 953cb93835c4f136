import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** What too long an immunity costs. */
export const wronglyEvictedIncumbentsChart: Chart = metricChart(
  'wronglyEvictedIncumbents',
  'wrongly-evicted-incumbents',
  'Wrongly evicted incumbents',
);
