import type { Incidence, LevelAnalysis } from '../../analysis/analysis.ts';
import type { Chart } from './chart.ts';
import { levelChart, type Reading } from './levelChart.ts';

/** Age at which half of all viable newcomers had got a share of their steady incentive. */
function timeChart(percent: 50 | 90, incidenceOf: (level: LevelAnalysis) => Incidence | null): Chart {
  const title = `Time to ${percent} % of steady incentive`;
  return {
    name: `time-to-${percent}`,
    caption: () =>
      `${title}: the age in blocks at which half of all viable newcomers had once been paid ${percent} % of ` +
      'what they are worth, evicted ones included (cumulative incidence, Aalen–Johansen). Band: 95 % bootstrap ' +
      'interval over seeds, left out where its upper end is not reached. “Not reached”: half of them never get there within the run.',
    draw: (analysis) =>
      levelChart(
        analysis,
        title,
        'blocks, for half of all viable newcomers · lower is better',
        (level) => readingOf(incidenceOf(level)),
        'not reached',
      ),
  };
}

/** An interval whose upper end is "never" has no band. */
function readingOf(incidence: Incidence | null): Reading | null {
  if (incidence === null) return null;
  const { value, low, high } = incidence.halfAt;
  return high === null || low === null ? { mean: value, low: null, high: null } : { mean: value, low, high };
}

export const timeTo50Chart = timeChart(50, (level) => level.to50);
export const timeTo90Chart = timeChart(90, (level) => level.to90);
