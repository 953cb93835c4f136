import { flowName } from '../../../sim/metrics/pathCatalogue.ts';
import { rulesets } from '../../../sim/rulesets.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import type { Study } from '../../plan/study.ts';
import { armsChart } from './arms.ts';
import type { Chart } from './chart.ts';
import { churnChart } from './churn.ts';
import { burnChart, difficultyChart, qualityByDayChart, registrationsChart } from './days.ts';
import { deterredChart } from './deterred.ts';
import { immuneShareChart } from './immuneShare.ts';
import { incidenceChart } from './incidence.ts';
import { indifferenceChart } from './indifference.ts';
import { metricChart } from './metricChart.ts';
import { networkQualityChart } from './networkQuality.ts';
import { pairedChart } from './paired.ts';
import { pathChart } from './path.ts';
import { survivalChart } from './survival.ts';
import { timeTo50Chart, timeTo90Chart } from './timeToPay.ts';
import { wronglyEvictedIncumbentsChart } from './wronglyEvictedIncumbents.ts';
import { wronglyEvictedNewcomersChart } from './wronglyEvictedNewcomers.ts';

/** Metrics that have a chart of their own below. */
const drawn = [
  'networkQuality',
  'wronglyEvictedNewcomers',
  'wronglyEvictedIncumbents',
  'deterred',
  'churn',
  'immuneShare',
];

interface ChartSection {
  readonly heading: string;
  readonly charts: readonly Chart[];
}

/** The charts of a report under their headings, in the order of reading. */
export function chartSectionsOf({ study }: Analysis): ChartSection[] {
  const objectives = study.objectives.map(({ metric }) => metric);
  const others = objectives.filter((name) => !drawn.includes(name) && name !== 'wrongEvictions');
  const blamed = [wronglyEvictedNewcomersChart, wronglyEvictedIncumbentsChart];
  return [
    {
      heading: 'The objectives',
      charts: [
        networkQualityChart,
        ...others.map((name) => metricChart(name, `objective-${name}`, metricHeading(name, study))),
        ...objectives.map(pairedChart),
        deterredChart,
      ],
    },
    { heading: 'Where it does not matter', charts: [indifferenceChart] },
    { heading: 'How newcomers fare', charts: [timeTo50Chart, timeTo90Chart, incidenceChart, survivalChart] },
    { heading: 'What evictions are blamed on', charts: blamed },
    { heading: 'Entry', charts: [churnChart, immuneShareChart, registrationsChart, ...priceCharts(study)] },
    {
      heading: study.beginning === undefined ? 'Not yet settled' : 'Levels day by day',
      charts: [qualityByDayChart],
    },
  ];
}

/** The price of entry by what the ruleset takes: days record the burn where work buys no slot, else the difficulty. */
const priceCharts = ({ ruleset }: Study): Chart[] =>
  rulesets[ruleset].payments.includes('work') ? [difficultyChart] : [burnChart];

/** The path of each objective after the change, and of what it does to entry. */
export const pathChartsOf = ({ study, path }: Analysis): Chart[] =>
  path === null
    ? []
    : [...new Set([...study.objectives.map(({ metric }) => metric), flowName])].map((name) =>
        pathChart(name),
      );

/** One chart for each objective of a study, with all of its arms. */
export function armChartsOf({ study, arms }: Analysis): Chart[] {
  if (arms.length === 0) return [];
  return study.objectives.map(({ metric }, k) => armsChart(k, `arms-${metric}`));
}
