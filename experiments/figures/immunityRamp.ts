import { fileURLToPath } from 'node:url';
import { secondsPerBlock } from '../../sim/units.ts';
import { analyse } from '../analysis/analyse.ts';
import type { SettingAnalysis } from '../analysis/analysis.ts';
import { readResults } from '../report/readResults.ts';
import { agrees, type Check, near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { rampCharts } from './immunityRampCharts.ts';
import { type RampSettings, rampShare, simulatedRamp } from './newcomerRamp.ts';

const immunities = [2048, 3072, 4096, 7200];
/** [E, α] as the columns of the table. */
const columns: readonly (readonly [sweepBlocks: number, alpha: number])[] = [
  [100, 0.1],
  [250, 0.05],
  [250, 0.1],
  [250, 0.2],
  [350, 0.1],
  [500, 0.1],
];
/** The table worked out beforehand, [immunity][column]. */
const table = [
  [0.884, 0.343, 0.578, 0.839, 0.46, 0.351],
  [0.961, 0.468, 0.726, 0.936, 0.603, 0.477],
  [0.987, 0.568, 0.822, 0.974, 0.709, 0.578],
  [0.999, 0.772, 0.952, 0.998, 0.886, 0.781],
];
const phases = 200;
const reference = new URL('../../results/reference/immunity-start-up-quick/', import.meta.url);
/** Measures of the trade-off: too short, too long, and what the network is worth. */
export const tradeOff = [
  'wronglyEvictedNewcomers',
  'wronglyEvictedIncumbents',
  'networkQuality',
  'churn',
] as const;

/** F13: how much of its score a newcomer can show in time, and what immunity trades. */
export const immunityRamp: Figure = {
  id: 'F13',
  name: 'immunity-ramp',
  title: 'In 3072 blocks a newcomer shows three quarters of its score',
  source:
    'Interview of 10 November 2022 (22:42–23:31: too short evicts good newcomers, too long good incumbents); bittensor commit 18a20ea94 (“approx. 17 hours to reach full score”)',
  inputs: [
    { name: 'immunity I', value: immunities.join(', '), unit: 'blocks' },
    { name: 'sweep E', value: '100, 250, 350, 500', unit: 'blocks' },
    { name: 'moving average α', value: '0.05, 0.1, 0.2', unit: '' },
    { name: 'phases of registration', value: phases, unit: '', source: 'ours' },
    {
      name: 'trade-off',
      value: 'results/reference/immunity-start-up-quick',
      unit: '',
      source: 'a committed run of the study',
    },
  ],
  seconds: 20,
  compute: ({ progress }) => immunityRampResult(phases, progress),
};

/** One point of the table: closed form and simulation. */
export interface RampPoint extends RampSettings {
  readonly published: number;
  readonly closed: number;
  readonly simulated: number;
}

/** The whole table; `count` phases a point. */
export function rampPoints(count = phases, progress: (share: number) => void = () => {}): RampPoint[] {
  return immunities.flatMap((immunity, row) =>
    columns.map(([sweepBlocks, alpha], column) => {
      progress((row * columns.length + column) / (immunities.length * columns.length));
      const settings = { immunity, sweepBlocks, alpha };
      return {
        ...settings,
        published: table[row][column],
        closed: rampShare(settings),
        simulated: simulatedRamp(settings, count),
      };
    }),
  );
}

/** The figure with newcomers that register at so many moments of a sweep. */
export function immunityRampResult(
  count: number,
  progress: (share: number, doing: string) => void,
): FigureResult {
  const points = rampPoints(count, (share) => progress(share, 'newcomers ramp up'));
  const { study, rows } = readResults(fileURLToPath(reference));
  const { settings, statusQuo } = analyse(study, rows);
  const at = (immunity: number, alpha: number) =>
    points.find((point) => point.immunity === immunity && point.sweepBlocks === 250 && point.alpha === alpha)!
      .closed;
  const hours = (20 * 250 * secondsPerBlock) / 3600;
  const worst = Math.max(...points.map(({ closed, simulated }) => Math.abs(simulated / closed - 1)));
  const toShow = (share: number, alpha: number) => Math.log(1 - share) / Math.log(1 - alpha);
  return {
    answer: `Visited once in 250 blocks with α = 0.1, a newcomer shows ${percent(at(3072, 0.1))} of its score after 3,072 blocks, ${percent(at(4096, 0.1))} after 4,096 and ${percent(at(7200, 0.1))} after 7,200.`,
    text: [
      `With the α of before 9 November 2022 it showed ${percent(at(3072, 0.05))} after 3,072 blocks, so it had to be ${(1 / at(3072, 0.05)).toFixed(1)} times as good as whom it replaced.`,
      'A validator moves a score towards what it measures by a part α at every visit, and visits all uids once in E blocks. After I blocks a newcomer’s score is at 1 − (1 − α)^(I/E) of its worth. The simulated column lets the lab’s own validators score noiseless newcomers that register at ' +
        `${count} moments of a sweep; it differs from the closed form by at most ${(100 * worst).toFixed(2)} %.`,
      `The commit that raised α to 0.1 says that at 0.05 a full score took “20 steps × 250 blocks × 12 s”, about 17 hours: ${hours.toFixed(1)} h. Twenty steps show only ${percent(1 - 0.95 ** 20)}; 90 % take ${toShow(0.9, 0.05).toFixed(0)} steps, ${((toShow(0.9, 0.05) * 250 * secondsPerBlock) / 3600).toFixed(0)} hours.`,
      'The trade-off is the committed quick run of the study `immunity-start-up` (256 uids, real stakes). FN: newcomers worth more than the cut that are evicted before the validators know them. FP: good incumbents evicted while weaker newcomers were immune, both in 100 registrations. What the interview says of them was a guess when it was made; the verdicts below are what this world shows.',
    ],
    checks: [
      ...[
        ...points.map(({ immunity, sweepBlocks, alpha, published, closed }) =>
          near(
            `${nameOf({ immunity, sweepBlocks, alpha })}: closed form`,
            published,
            closed,
            0.01 * published,
            'three digits worked out beforehand; within 1 %',
          ),
        ),
        ...points.map(({ immunity, sweepBlocks, alpha, closed, simulated }) =>
          near(
            `${nameOf({ immunity, sweepBlocks, alpha })}: simulated validators`,
            closed,
            simulated,
            0.01 * closed,
            'against the closed form; within 1 %',
          ),
        ),
      ].map(workedOut),
      near('hours of 20 steps of 250 blocks', 17, hours, 0.5, '“approx. 17 hours” in the commit'),
      ...settings.flatMap((setting) => hypotheses(setting, statusQuo)),
    ],
    charts: rampCharts(settings),
    tables: [rampTable(points), tradeOffTable(settings)],
  };
}

/** Without a minus before nothing. */
const oneDigit = (value: number): string =>
  (value + 0)
    .toFixed(1)
    .replace(/^-0\.0$/, '0.0')
    .replace('-', '−');

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const nameOf = ({ immunity, sweepBlocks, alpha }: RampSettings): string =>
  `I ${immunity}, E ${sweepBlocks}, α ${alpha}`;

/** What the interview supposes, judged by the reference run: paired by level, on the means. */
function hypotheses({ label, byLevel }: SettingAnalysis, statusQuo: number | null): Check[] {
  const open = byLevel.filter(({ entry }) => entry === 'open');
  const ends = (metric: string) => [open[0], open[open.length - 1]].map(({ estimates }) => estimates[metric]);
  const moved = (metric: string, sign: 1 | -1, claim: string): Check => {
    const [first, last] = ends(metric);
    if (!first || !last) return unpublished(`${label}: ${metric}`, 'no value');
    const apart = sign === 1 ? last.low > first.high : last.high < first.low;
    const said = ({ mean, low, high }: typeof first) =>
      `${oneDigit(mean)} [${oneDigit(low)}, ${oneDigit(high)}]`;
    return agrees(
      `${label}: ${metric}, I ${open[0].level} against ${open[open.length - 1].level}`,
      claim,
      `${said(first)} → ${said(last)}`,
      apart,
      'a hypothesis of the interview; met if the two intervals do not overlap',
    );
  };
  const quality = open.map(({ level, estimates }) => ({
    level,
    mean: estimates.networkQuality?.mean ?? Number.POSITIVE_INFINITY,
  }));
  const best = quality.reduce((low, one) => (one.mean < low.mean ? one : low));
  return [
    moved('wronglyEvictedNewcomers', -1, 'falls'),
    moved('wronglyEvictedIncumbents', 1, 'rises'),
    unpublished(
      `${label}: immunity with the least mean loss, blocks`,
      best.level,
      `status quo ${statusQuo ?? 'not swept'}; levels ${open[0].level} … ${open[open.length - 1].level}`,
    ),
  ];
}

const rampTable = (points: readonly RampPoint[]): FigureTable => ({
  name: 'ramp',
  caption: 'Part of its steady score that a newcomer shows when immunity ends.',
  columns: [
    { name: 'I', unit: 'blocks', definition: 'immunity period' },
    { name: 'hours', unit: 'h', definition: 'the same in hours' },
    { name: 'E', unit: 'blocks', definition: 'blocks for one visit of all uids' },
    { name: 'alpha', unit: '', definition: 'weight of the newest score' },
    { name: 'closed_form', unit: 'share', definition: '1 − (1 − α)^(I/E)' },
    { name: 'simulated', unit: 'share', definition: 'the lab’s validators on noiseless newcomers' },
    { name: 'time_to_90', unit: 'blocks', definition: 'blocks until nine tenths of the score show' },
  ],
  rows: points.map(({ immunity, sweepBlocks, alpha, closed, simulated }) => [
    immunity,
    (immunity * secondsPerBlock) / 3600,
    sweepBlocks,
    alpha,
    closed,
    simulated,
    (sweepBlocks * Math.log(0.1)) / Math.log(1 - alpha),
  ]),
});

const tradeOffTable = (settings: readonly SettingAnalysis[]): FigureTable => ({
  name: 'trade-off',
  caption: 'What immunity trades, from the committed quick run; means over seeds with 95 % intervals.',
  columns: [
    { name: 'setting', unit: '', definition: 'moving average' },
    { name: 'I', unit: 'blocks', definition: 'immunity period' },
    { name: 'seeds', unit: 'seeds', definition: 'worlds' },
    ...tradeOff.flatMap((metric) => [
      { name: metric, unit: '', definition: `mean of the metric ${metric}` },
      { name: `${metric}_low`, unit: '', definition: 'lower end of its interval' },
      { name: `${metric}_high`, unit: '', definition: 'upper end' },
    ]),
  ],
  rows: settings.flatMap(({ label, byLevel }) =>
    byLevel.map(({ level, seeds, estimates }) => [
      label,
      level,
      seeds,
      ...tradeOff.flatMap((metric) => {
        const estimate = estimates[metric];
        return estimate ? [estimate.mean, estimate.low, estimate.high] : [null, null, null];
      }),
    ]),
  ),
});
