import type { Analysis } from '../analysis/analysis.ts';
import type { Chart, TopLevelSpec } from './charts/chart.ts';
import { render } from './charts/render.ts';

export interface DrawnChart {
  readonly chart: Chart;
  readonly spec: TopLevelSpec;
  readonly svg: string;
}

/** Draws those of the charts that the analysis has numbers for. */
export async function drawCharts(analysis: Analysis, charts: readonly Chart[]): Promise<DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of charts) {
    const spec = chart.draw(analysis);
    if (spec !== null) drawn.push({ chart, spec, svg: await render(spec) });
  }
  return drawn;
}
