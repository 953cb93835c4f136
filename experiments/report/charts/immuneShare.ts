import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** How many uids cannot be evicted. */
export const immuneShareChart: Chart = metricChart('immuneShare', 'immune-share', 'Immune share');
