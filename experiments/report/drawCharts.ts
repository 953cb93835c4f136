import type { Analysis } from '../analysis/analysis.ts';
import type { Chart } from './charts/chart.ts';
import type { Figure } from './document.ts';
import { figureBlock } from './figureBlock.ts';

export interface DrawnChart {
  readonly chart: Chart;
  readonly figure: Figure;
}

/** Draws those of the charts that the analysis has numbers for. */
export async function drawCharts(analysis: Analysis, charts: readonly Chart[]): Promise<DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of charts) {
    const spec = chart.draw(analysis);
    if (spec !== null) {
      const { name, caption, isWide } = chart;
      drawn.push({ chart, figure: await figureBlock(name, caption(analysis), spec, isWide) });
    }
  }
  return drawn;
}
