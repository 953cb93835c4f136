import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** A level that stops registration has no wrong evictions: this chart is shown beside them. */
export const deterredChart: Chart = metricChart('deterred', 'deterred', 'Deterred candidates');
