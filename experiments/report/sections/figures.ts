import type { Analysis } from '../../analysis/analysis.ts';
import type { Figure, Section } from '../document.ts';
import type { DrawnChart } from '../drawCharts.ts';

/** Charts under the headings of the catalogue; a heading without a drawn chart is left out. */
export function figureSections(
  analysis: Analysis,
  groups: readonly { readonly heading: string; readonly charts: readonly DrawnChart[] }[],
): Section[] {
  return groups
    .filter(({ charts }) => charts.length > 0)
    .map(({ heading, charts }) => ({
      id: heading.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
      heading,
      blocks: charts.map((drawn) => figureOf(analysis, drawn)),
    }));
}

export function figureOf(analysis: Analysis, { chart, svg }: DrawnChart): Figure {
  const { name, caption, isWide = false } = chart;
  return { kind: 'figure', name, caption: caption(analysis), isWide, svg };
}
