import { blocksPerDay } from '../../../sim/units.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import { Cells, type Levels } from '../../analysis/cells.ts';
import { cellsOf } from '../../plan/study.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { differsWords, sizeText, worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { seriesChart } from '../../report/charts/series.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { PageSection } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { BootstrapInterval } from '../../statistics/bootstrap.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number, number2 } from '../../statistics/format.ts';
import { type Gains, type NewWay, newWays } from './outcomes.ts';
import { type Telling, tellingOf } from './telling.ts';

/** The page of something new that comes up among miners, from the rows alone: who gains, how fast it spreads, what a client gets. */
export function newWaysPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage {
  if (!isBegun(study)) throw new RangeError(`${study.name} has no beginning: nothing comes up in it`);
  const telling = tellingOf(study.name);
  const cells = new Cells(rows);
  const ways = newWays(study, rows, telling);
  return {
    answer: newWaysAnswer(ways, telling, study.days),
    yardstick: yardstickWords([firstYardstick(study, telling.told(ways).served)]),
    picture: null,
    sure: [
      ...ways.map((way) => gainWords(way, telling, study.days)),
      ...ways.map((way) => spreadWords(way, telling, study.days)),
      ...ways.map((way) => clientWords(way, telling)),
      ...telling.more(cells, ways),
      skillWords(ways, telling, cells, cellsOf(study)[0]),
    ],
    summary: summaryOf(ways, telling, study.seeds),
    sections: [
      spreadSection(ways, telling, study.seeds),
      {
        heading: 'Who gains',
        blocks: [
          gainTable('First ten days', ways, telling, ({ soon }) => soon, study.seeds),
          gainTable('Second half of the measured days', ways, telling, ({ late }) => late, study.seeds),
          paragraph(`Profit is income at the price of the day less rent. ${telling.controlWhy}`),
        ],
      },
    ],
    limits: [
      ...telling.limits,
      'What all miners together are paid is fixed by the chain and the price of a TAO, which stays: what some gain in pay others lose, and all together gain only the rent that they save.',
      'One price, one rule of scoring and one scaled network are asked; the interval of a number covers the luck of seeds, not the distance between the model and the chain.',
    ],
    assumptions: ['A10', 'A12', 'A30', 'A31', 'A33', ...telling.assumptions],
  };
}

/** How the share of those that take to it grows. */
function spreadSection(ways: readonly NewWay[], telling: Telling, seeds: number): PageSection {
  const label = ({ levels }: NewWay) => telling.label(levels);
  return {
    heading: 'How it spreads',
    blocks: [
      {
        kind: 'chart',
        name: 'spread',
        caption: `Share of running miners that ${telling.have}, and their share of the pay, by days after the change; mean over ${seeds} seeds with its 95 % interval.`,
        spec: seriesChart(
          'How it spreads',
          'mean over seeds, 95 % intervals shaded',
          [
            {
              title: 'of the miners',
              unit: 'share',
              lines: ways.map((way) => ({ label: label(way), points: way.uids })),
            },
            {
              title: 'of the pay',
              unit: 'share',
              lines: ways.map((way) => ({ label: label(way), points: way.pay })),
            },
          ],
          [],
        ),
      },
      paragraph(halfWhy),
    ],
  };
}

const halfWhy =
  'Time to half: cumulative incidence over the worlds of the first day on which half of the running miners have taken to it; that it dies out is a competing end (Aalen–Johansen), and the end of the run takes the others out of sight. The interval is a bootstrap over seeds.';

/** What the change that is told does to the loss that is paid for, and to the pay of those that take to it. */
function newWaysAnswer(ways: readonly NewWay[], telling: Telling, days: number): string {
  const way = telling.told(ways);
  const { served, late, levels } = way;
  if (served === null)
    return `Nothing can be compared: too few worlds of ${number2(days)} days have finished.`;
  const worlds = worldsWords(served.n);
  const subject = telling.subject(levels);
  const by = `by day ${number2(days)}`;
  const effect = `${subject}, ${differsWords(served, 'servedGap')} ${by}`;
  const pay = late.adopters === null ? '' : `, and ${payWords(late.adopters, telling)}`;
  return fitting(`${effect}${pay} (${worlds}).`, `${effect} (${worlds}).`);
}

/** `those that run on one earn 1.11 ± 0.05 dollars a day more`. */
function payWords(gain: Estimate, { have }: Telling): string {
  const who = `those that ${have}`;
  if (gain.low <= 0 && gain.high >= 0) return `${who} gain ${estimateText(gain)} dollars a day`;
  return `${who} earn ${sizeText(gain)} dollars a day ${gain.mean > 0 ? 'more' : 'less'}`;
}

function gainWords(way: NewWay, telling: Telling, days: number): string {
  const { soon, late } = way;
  const finder = telling.hasFinder
    ? `the finder earns ${differenceText(soon.finder)} dollars a day in the first ten days; `
    : '';
  return (
    `**Who gains, ${telling.label(way.levels)}:** against ${telling.against}, ${finder}` +
    `those that ${telling.have} earn ${differenceText(soon.adopters)} in the first ten days and ${differenceText(late.adopters)} dollars a day in the second half of ${number2(days)} days, ` +
    `those that have not ${differenceText(soon.others)} and ${differenceText(late.others)}; all miners together ${differenceText(late.all)}.`
  );
}

function spreadWords({ levels, half, uids, pay, worlds }: NewWay, telling: Telling, days: number): string {
  const [last, paid] = [uids.at(-1), pay.at(-1)];
  const when =
    half === null
      ? 'no world tells'
      : half.halfAt.value === null
        ? `half of the miners is not reached within ${number2(days)} days`
        : `half of the miners do after ${daysText(half.halfAt)} days`;
  const died = worlds.died > 0 ? `, and it dies out in ${worlds.died}` : '';
  return (
    `**How fast, ${telling.label(levels)}:** ${when} (in ${worlds.half} of ${worlds.of} worlds${died}); ` +
    `on day ${number2(days)} ${estimateText(last?.estimate)} of the miners do, with ${estimateText(paid?.estimate)} of the pay.`
  );
}

const clientWords = ({ levels, served, client }: NewWay, telling: Telling): string =>
  `**What a client gets, ${telling.label(levels)}:** the loss that is paid for moves by ${differenceText(served)} nats, that of a client who averages the ten best paid by ${differenceText(client)} (second half of the days).`;

/** Whether validators tell the better miners more or less apart than without it. */
function skillWords(ways: readonly NewWay[], telling: Telling, cells: Cells, quo: Levels): string {
  const words = ways.map(({ levels, skill }) => {
    const learning = differenceText(cells.difference(levels, quo, 'validatorsLearn'));
    return `${telling.label(levels)} ${differenceText(skill)}, and its slope by ${learning} a day`;
  });
  return `**Do validators learn?** Their skill, in standard deviations of the miners’ loss, moves by: ${words.join('; ')}.`;
}

/** A time to half in days; an end that is not reached says so. */
function daysText({ value, low, high }: BootstrapInterval): string {
  const word = (end: number | null) => (end === null ? 'never' : number(end / blocksPerDay, 0));
  return `${word(value)} [${word(low)}, ${word(high)}]`;
}

const right = (title: string) => ({ title, align: 'right' as const });

const summaryOf = (ways: readonly NewWay[], telling: Telling, seeds: number): Table => ({
  kind: 'table',
  caption: `Profit against ${telling.against}, losses against the same world without it: second half of the measured days, mean ± half-width, paired over ${seeds} seeds, each column at 95 % for all lines together; dollars a day and nats.`,
  columns: [
    { title: 'change' },
    right('those that have'),
    right('those that have not'),
    right('days to half'),
    right('loss paid for'),
    right('client’s loss'),
  ],
  rows: ways.map(({ levels, late, half, served, client }) => [
    telling.label(levels),
    differenceText(late.adopters, seeds),
    differenceText(late.others, seeds),
    half === null ? none : daysText(half.halfAt),
    differenceText(served, seeds),
    differenceText(client, seeds),
  ]),
});

const gainTable = (
  title: string,
  ways: readonly NewWay[],
  telling: Telling,
  of: (way: NewWay) => Gains,
  seeds: number,
): Table => ({
  kind: 'table',
  caption: `${title}: profit against ${telling.against}, dollars a day, mean ± half-width, paired over ${seeds} seeds, each column at 95 % for all lines together.`,
  columns: [
    { title: 'change' },
    ...(telling.hasFinder ? [right('the finder')] : []),
    right(`those that ${telling.have}`),
    right('those that have not'),
    right('all'),
  ],
  rows: ways.map((way) => {
    const { finder, adopters, others, all } = of(way);
    const shown = telling.hasFinder ? [finder, adopters, others, all] : [adopters, others, all];
    return [telling.label(way.levels), ...shown.map((gain) => differenceText(gain, seeds))];
  }),
});
