import type { Section } from '../document.ts';
import type { DrawnChart } from '../drawCharts.ts';

/** Charts under the headings of the catalogue; a heading without a drawn chart is left out. */
export function figureSections(
  groups: readonly { readonly heading: string; readonly charts: readonly DrawnChart[] }[],
): Section[] {
  return groups
    .filter(({ charts }) => charts.length > 0)
    .map(({ heading, charts }) => ({
      id: heading.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
      heading,
      blocks: charts.map(({ figure }) => figure),
    }));
}
