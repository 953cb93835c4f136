import { type MarketCell, marketCells, seriesOf } from '../../analysis/series.ts';
import type { Level } from '../../plan/rows.ts';
import { cellsOf } from '../../plan/study.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { seriesChart } from '../../report/charts/series.ts';
import { clientLines } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { ChartBlock } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number } from '../../statistics/format.ts';
import { settled } from '../../sweep/finding.ts';
import { bearAnswer, clientOf } from './answer.ts';
import {
  type BearOutcome,
  bearOutcome,
  type Drift,
  driftsOf,
  type Reading,
  type Recovery,
  recoveriesOf,
  stepsOf,
  windowsOf,
} from './outcomes.ts';

const limits = [
  'The price is given; in reality it also responds to the network (`market.computeElasticity` closes that loop and is not swept here).',
  'Rents are those of 2026 and models of late 2022 are small: read only the changes of compute, not its level.',
  'Incumbents keep their uid until a newcomer replaces them, as on the chain, even when they have switched off.',
  'The world settles by what a client gets and by difficulty; compute goes on growing under a flat price as newcomers with GPUs replace miners without, and differences from the flat path are free of that only as long as both grow alike.',
  'The intervals cover the seeds of this model, not the distance between the model and the chain.',
];

const assumptions = ['A10', 'A11', 'A12', 'A14', 'A30', 'A31', 'A32', 'A33'];

/** The page from the rows alone. */
export function bearPage({ study, rows, warmUp }: Pick<Results, 'study' | 'rows' | 'warmUp'>): StudyPage {
  const { warmUpDays: shock, days, beginning, seeds } = settled(study, warmUp);
  const windows = windowsOf(beginning?.pathDays ?? [], days);
  const cells = marketCells(cellsOf(study), rows);
  const [flat] = cells;
  const others = cells.filter((cell) => cell.levels['market.price'] !== 'flat');
  if (flat?.levels['market.price'] !== 'flat' || others.length === 0)
    throw new RangeError('a bear-market study has the flat path as its first cell and others after it');
  const outcomes = others.map((cell) => bearOutcome(cell, flatOf(cell, cells), shock, windows));
  const crash = outcomes.find(({ cell }) => isCrash(cell.levels, 0)) ?? outcomes[0];
  const lean = outcomes.find(({ cell }) => isLean(cell.levels));
  const week = outcomes.find(({ cell }) => Number(cell.levels['market.shockLasts']) > 0);
  const lasting = Number(week?.cell.levels['market.shockLasts'] ?? 0);
  const recoveries = week === undefined ? [] : recoveriesOf(week.cell, flat, shock, lasting, days);
  const drifts = driftsOf(flat, shock, shock + days);
  const client = clientOf({ study, rows, warmUp }, crash.cell.levels);
  return {
    answer: bearAnswer(earlyAndLate(crash)[1], client),
    yardstick: yardstickWords([firstYardstick(study, client?.estimate ?? null)]),
    picture: dayChart(cells, seeds, shock),
    sure: [
      crashWords(crash),
      ...(week === undefined ? [] : [recoveryWords(recoveries, lasting)]),
      efficiencyWords(crash),
      ...(lean === undefined ? [] : [leanWords(lean)]),
      driftWords(drifts),
      ...clientLines(
        rows,
        flat.levels,
        outcomes.map(({ cell }) => cell.levels).filter((levels) => !isLean(levels)),
        'under a flat price',
      ),
    ],
    summary: summaryOf(outcomes, seeds),
    sections: [
      {
        heading: 'The market, day by day',
        blocks: outcomes.map((outcome) => pathTable(outcome, seeds)),
      },
      {
        heading: 'How fast, and back again',
        blocks: [
          lagTable(outcomes),
          ...(recoveries.length > 0 ? [recoveryTable(recoveries)] : []),
          paragraph(stepWords(cells)),
        ],
      },
      { heading: 'What changes although nothing happens', blocks: [driftTable(drifts), paragraph(driftWhy)] },
    ],
    limits,
    assumptions,
  };
}

const dayChart = (cells: readonly MarketCell[], seeds: number, shock: number): ChartBlock => ({
  kind: 'chart',
  name: 'days',
  caption: `Mean over ${seeds} seeds with its 95 % interval, from the founding on; the dashed line is the day of the change. All paths share their seeds: until then they equal the flat path byte for byte.`,
  spec: chartOf(
    cells.filter((cell) => !isLean(cell.levels)),
    shock,
  ),
});

/** The flat path of the same world. */
const flatOf = ({ levels }: MarketCell, cells: readonly MarketCell[]): MarketCell =>
  cells.find(
    (other) =>
      other.levels['market.price'] === 'flat' &&
      other.levels['market.startPrice'] === levels['market.startPrice'],
  )!;

const isLean = (levels: Readonly<Record<string, Level>>): boolean => Number(levels['market.startPrice']) < 50;

const isCrash = (levels: Readonly<Record<string, Level>>, lasting: number): boolean =>
  levels['market.price'] === 'crash' && levels['market.shockLasts'] === lasting;

/** `crash for 7 days`, `bear`, with the price it starts from in lean times. */
export function pathName(levels: Readonly<Record<string, Level>>): string {
  const lasting = Number(levels['market.shockLasts']);
  const name = `${levels['market.price']}${lasting > 0 ? ` for ${lasting} days` : ''}`;
  return isLean(levels) ? `${name}, from ${levels['market.startPrice']} dollars` : name;
}

/** A difference of logarithms as a change in percent, with its ends. */
function percent(estimate: Estimate | null): string {
  if (estimate === null) return none;
  const of = (value: number) => number(100 * (Math.exp(value) - 1), 0);
  return `${estimate.mean > 0 ? '+' : ''}${of(estimate.mean)} % [${of(estimate.low)}, ${of(estimate.high)}]`;
}

/** Day 3, when a crash has acted, and the late days. */
const earlyAndLate = ({ readings }: BearOutcome): readonly [Reading, Reading] => [
  readings.find(({ window }) => window.to === 3) ?? readings[0],
  readings[readings.length - 1],
];

function crashWords(outcome: BearOutcome): string {
  const [early, late] = earlyAndLate(outcome);
  return (
    `**A crash of 80 % changes difficulty by ${differenceText(early.difficulty)} doublings on ${early.window.name} and by ` +
    `${differenceText(late.difficulty)} on ${late.window.name}** (hashes cost dollars: log2 5 = 2.32 doublings follow from the price itself), and ` +
    `**deployed compute by ${percent(early.compute)} on ${early.window.name} and by ${percent(late.compute)} on ${late.window.name}**. ` +
    `Until then ${differenceText(late.changes)} miners more than under a flat price move to another device, and ${differenceText(late.exits)} more switch off.`
  );
}

function recoveryWords(recoveries: readonly Recovery[], lasting: number): string {
  const after = (column: Recovery['column']) => {
    const last = recoveries.filter((recovery) => recovery.column === column).at(-1)!;
    return { days: last.daysAfter, share: last.regained };
  };
  const [difficulty, compute] = [after('log2Difficulty'), after('compute')];
  return (
    `When the price is back after ${lasting} days, difficulty has regained ${share(difficulty.share)} of what it lost by the end of day ` +
    `${difficulty.days}, compute ${share(compute.share)} (of ln compute): newcomers rent the abandoned devices again, not the miners that gave them up.`
  );
}

const share = (estimate: Estimate | null): string =>
  estimate === null
    ? none
    : `${number(100 * estimate.mean, 0)} % [${number(100 * estimate.low, 0)}, ${number(100 * estimate.high, 0)}]`;

function efficiencyWords(outcome: BearOutcome): string {
  const [, { efficiency, loss, window }] = earlyAndLate(outcome);
  return (
    `On ${window.name} of a crash score per dollar of rent differs by ${percent(efficiency)}, and the mean loss of the miners ` +
    `that run by ${differenceText(loss)} nats.`
  );
}

function leanWords(outcome: BearOutcome): string {
  const [, { difficulty, compute, exits, window }] = earlyAndLate(outcome);
  return (
    `In lean times, from ${outcome.cell.levels['market.startPrice']} dollars a TAO instead of 50, where a CPU costs about a third of the usual income, the same crash ` +
    `switches off ${differenceText(exits)} miners more by day ${window.to}; on ${window.name} difficulty differs by ${differenceText(difficulty)} doublings, compute by ${percent(compute)}. ` +
    'A miner that has switched off keeps its uid until a newcomer replaces it.'
  );
}

function driftWords(drifts: readonly Drift[]): string {
  const holding = drifts.filter(({ perDay }) => perDay !== null && perDay.low <= 0 && perDay.high >= 0);
  const moving = drifts.filter(({ perDay }) => perDay !== null && (perDay.low > 0 || perDay.high < 0));
  const names = (list: readonly Drift[]) => list.map(({ name }) => name).join(', ');
  const still =
    holding.length > 0
      ? `Under a flat price no drift is seen in ${names(holding)}`
      : 'Under a flat price everything drifts';
  if (moving.length === 0) return `${still}.`;
  const told = moving
    .map(({ name, unit, perDay }) => `${name} (${differenceText(perDay)} ${unit} a day)`)
    .join(', ');
  return `${still}; ${told} ${moving.length > 1 ? 'drift' : 'drifts'} because of newcomers; the comparison with the flat path on the same seeds removes this from every figure above.`;
}

const driftWhy =
  'Slopes by least squares over the measured days of the flat path. Newcomers with GPUs replace miners without for months, so compute ' +
  'still grows where what a client gets has settled. Without arrivals nothing changes at all once the miners that validators never pay have left: a test checks that byte for byte.';

const columns = [
  'difficulty, doublings',
  'compute',
  'mean loss, nats',
  'score per dollar',
  'switched off',
  'device changes',
].map((title) => ({ title, align: 'right' as const }));

const readingCells = (reading: Reading, seeds: number): string[] => [
  differenceText(reading.difficulty, seeds),
  percent(reading.compute),
  differenceText(reading.loss, seeds),
  percent(reading.efficiency),
  differenceText(reading.exits, seeds),
  differenceText(reading.changes, seeds),
];

/** Every path in the late days. */
function summaryOf(outcomes: readonly BearOutcome[], seeds: number): Table {
  const late = outcomes.map((outcome) => earlyAndLate(outcome)[1]);
  return {
    kind: 'table',
    caption: `${sentence(late[0].window.name)} after the change, against the flat path on the same seeds (n = ${seeds}): mean ± half-width of the paired 95 % t interval, or percent with the interval; counts from the change on.`,
    columns: [{ title: 'price' }, ...columns],
    rows: outcomes.map(({ cell }, k) => [pathName(cell.levels), ...readingCells(late[k], seeds)]),
  };
}

/** One path, day by day. */
const pathTable = ({ cell, readings }: BearOutcome, seeds: number): Table => ({
  kind: 'table',
  caption: `Price: ${pathName(cell.levels)}. Against the flat path on the same seeds (n = ${seeds}), paired 95 % t intervals; counts from the change on.`,
  columns: [{ title: 'after the change' }, ...columns],
  rows: readings.map((reading) => [reading.window.name, ...readingCells(reading, seeds)]),
});

const sentence = (text: string): string => text[0].toUpperCase() + text.slice(1);

function lagTable(outcomes: readonly BearOutcome[]): Table {
  const crashes = outcomes.filter(({ cell }) => cell.levels['market.price'] === 'crash');
  return {
    kind: 'table',
    caption:
      'Blocks from the change until a part of the late difference had come (looks every 1,200 blocks; difficulty as a mean over the day before, since it swings by one doubling).',
    columns: [
      { title: 'price' },
      ...['difficulty, half', 'difficulty, 90 %', 'compute, half', 'compute, 90 %'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    rows: crashes.map((outcome) => [
      pathName(outcome.cell.levels),
      ...outcome.lags.map(({ blocks, seeds }) => estimateText(blocks, seeds)),
    ]),
  };
}

const recoveryTable = (recoveries: readonly Recovery[]): Table => ({
  kind: 'table',
  caption:
    'Part of the gap to the flat path that is regained after the price has come back (mean, 95 % t interval).',
  columns: [{ title: 'of' }, { title: 'days after', align: 'right' }, { title: 'regained', align: 'right' }],
  rows: recoveries.map(({ column, daysAfter, regained }) => [
    column === 'compute' ? 'ln compute' : 'doublings of difficulty',
    String(daysAfter),
    share(regained),
  ]),
});

function stepWords(cells: readonly MarketCell[]): string {
  const { single, all } = stepsOf(cells);
  return `Between two looks difficulty doubled once, halved once or stayed the same in ${number(single, 0)} of ${number(all, 0)} cases: it follows the rule of the chain, one step per interval, and cannot fall faster.`;
}

const driftTable = (drifts: readonly Drift[]): Table => ({
  kind: 'table',
  caption: 'Drift a day under the flat path, mean over seeds ± half-width of its 95 % t interval.',
  columns: [{ title: 'of' }, { title: 'unit' }, { title: 'a day', align: 'right' }],
  rows: drifts.map(({ name, unit, perDay }) => [name, unit, differenceText(perDay)]),
});

function chartOf(cells: readonly MarketCell[], shock: number) {
  const lines = (name: Parameters<typeof seriesOf>[1]) =>
    cells.map((cell) => ({ label: pathName(cell.levels), points: seriesOf(cell, name) }));
  const subtitle = 'mean over seeds, 95 % intervals shaded';
  return seriesChart(
    `The network along ${cells.length} paths of the price`,
    subtitle,
    [
      { title: 'Price', unit: 'US dollars a TAO', lines: lines('price'), isLog: true },
      { title: 'Difficulty', unit: 'doublings of 1e7 hashes', lines: lines('log2Difficulty') },
      { title: 'Deployed compute', unit: 'TFLOP/s', lines: lines('compute'), isLog: true },
      { title: 'Mean loss of the miners that run', unit: 'nats', lines: lines('meanLoss') },
    ],
    [shock],
  );
}
