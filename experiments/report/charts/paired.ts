import { metricHeading, metricTitle } from '../../analysis/metricTitle.ts';
import { metric } from '../../plan/measures.ts';
import type { Chart } from './chart.ts';
import { levelChart } from './levelChart.ts';

/** The difference of a metric from the status quo, paired by seed: what the seeds share is gone from its band. */
export function pairedChart(name: string): Chart {
  return {
    name: `paired-${name}`,
    caption: ({ statusQuo, settings, study }) =>
      `Difference of ${metricTitle(name, study)} from the status quo of ${statusQuo}, paired by seed. Line: mean of ` +
      `${Math.max(...settings.map(({ seeds }) => seeds))} seeds; band: 95 % t interval. Narrower than the bands of the levels ` +
      'themselves, because all levels share their seeds.',
    draw: (analysis) => {
      if (analysis.statusQuo === null) return null;
      const title = `${metricHeading(name, analysis.study)} against the status quo`;
      const subtitle = `difference, ${metric(name, analysis.study)?.unit ?? ''}, paired by seed`;
      return levelChart(
        analysis,
        title,
        subtitle,
        ({ entry }, { differences }, k) => (entry === 'closed' ? null : (differences[name]?.[k] ?? null)),
        undefined,
        metric(name, analysis.study)?.unit,
      );
    },
  };
}
