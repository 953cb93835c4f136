import type { Analysis } from '../../analysis/analysis.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { metric } from '../../plan/measures.ts';
import type { Chart } from './chart.ts';
import { levelChart } from './levelChart.ts';

/** The chart of one metric against the swept factor. */
export function metricChart(name: string, fileName: string, title: string): Chart {
  return {
    name: fileName,
    caption: (analysis) => {
      const { definition = name, unit = '' } = metric(name, analysis.study) ?? {};
      return `${title} (${unit}): ${definition}. ${bandOf(analysis)}`;
    },
    draw: (analysis) =>
      levelChart(
        analysis,
        title,
        subtitleOf(name, analysis),
        ({ estimates, entry }) =>
          entry === 'closed' && isJudgement(name, analysis) ? null : (estimates[name] ?? null),
        undefined,
        metric(name, analysis.study)?.unit,
      ),
  };
}

/** Measures without meaning where there are no registrations. */
const isJudgement = (name: string, { study }: Analysis): boolean =>
  metric(name, study)?.family === 'judgement';

function subtitleOf(name: string, { study }: Analysis): string {
  const { unit = '', better = 'none' } = metric(name, study) ?? {};
  // A loss says by its name that less of it is better.
  if (/loss/i.test(metricHeading(name, study))) return unit;
  return better === 'none' ? unit : `${unit} · ${better} is better`;
}

function bandOf({ settings }: Analysis): string {
  const seeds = Math.max(...settings.map((setting) => setting.seeds));
  return `Line: mean of ${seeds} seeds; band: 95 % t interval.`;
}
