import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** How quickly uids change hands. */
export const churnChart: Chart = metricChart('churn', 'churn', 'Churn');
