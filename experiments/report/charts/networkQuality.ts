import type { Chart } from './chart.ts';
import { metricChart } from './metricChart.ts';

/** The primary objective. */
export const networkQualityChart: Chart = metricChart('networkQuality', 'network-quality', 'Mean loss');
