import { armsChart } from './arms.ts';
import type { Chart } from './chart.ts';
import { churnChart } from './churn.ts';
import { difficultyChart, registrationsChart } from './days.ts';
import { deterredChart } from './deterred.ts';
import { immuneShareChart } from './immuneShare.ts';
import { incidenceChart } from './incidence.ts';
import { indifferenceChart } from './indifference.ts';
import { networkQualityChart } from './networkQuality.ts';
import { survivalChart } from './survival.ts';
import { timeTo50Chart, timeTo90Chart } from './timeToPay.ts';
import { wronglyEvictedIncumbentsChart } from './wronglyEvictedIncumbents.ts';
import { wronglyEvictedNewcomersChart } from './wronglyEvictedNewcomers.ts';

/** The charts of a report under the headings they stand under, in the order they are read. */
export const chartSections: readonly { readonly heading: string; readonly charts: readonly Chart[] }[] = [
  { heading: 'The two objectives', charts: [networkQualityChart, wronglyEvictedNewcomersChart, wronglyEvictedIncumbentsChart, deterredChart] },
  { heading: 'Where it does not matter', charts: [indifferenceChart] },
  { heading: 'How newcomers fare', charts: [timeTo50Chart, timeTo90Chart, incidenceChart, survivalChart] },
  { heading: 'Entry', charts: [churnChart, immuneShareChart, registrationsChart, difficultyChart] },
];

/** One chart for each objective of a study, shown with its arms. */
export const armCharts: readonly Chart[] = [
  armsChart(0, 'arms'),
  armsChart(1, 'arms-second-objective'),
];
