import { type MarketCell, marketCells, seriesOf } from '../../analysis/series.ts';
import type { Level } from '../../plan/rows.ts';
import { seriesChart } from '../../report/charts/series.ts';
import { clientLines } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, hours, none, number } from '../../statistics/format.ts';
import { shockDay } from '../bear-market.ts';
import {
  type BearOutcome,
  bearOutcome,
  type Drift,
  driftsOf,
  type Lag,
  type Recovery,
  recoveriesOf,
  stepsOf,
} from './outcomes.ts';

/** The page from the rows alone. */
export function bearPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage {
  const shock = Number(study.set['market.shockDay'] ?? shockDay);
  const cells = marketCells(study.cells ?? [], rows);
  const [flat] = cells;
  const still = cells.find(isStill);
  const others = cells.filter((cell) => cell.levels['market.price'] !== 'flat');
  if (flat?.levels['market.price'] !== 'flat' || others.length === 0)
    throw new RangeError('a bear-market study has the flat path as its first cell and others after it');
  const outcomes = others.map((cell) => bearOutcome(cell, flatOf(cell, cells), shock));
  const crash = outcomes.find(({ cell }) => isCrash(cell.levels, 0)) ?? outcomes[0];
  const lean = outcomes.find(({ cell }) => isLean(cell.levels));
  const week = outcomes.find(({ cell }) => Number(cell.levels['market.shockLasts']) > 0);
  const lasting = Number(week?.cell.levels['market.shockLasts'] ?? 0);
  const recoveries = week === undefined ? [] : recoveriesOf(week.cell, flat, shock, lasting);
  const measured = [study.warmUpDays, study.warmUpDays + study.days] as const;
  const drifts = driftsOf(flat, ...measured);
  return {
    answer: [
      crashWords(crash),
      ...(week === undefined ? [] : [recoveryWords(recoveries, lasting)]),
      efficiencyWords(crash),
      ...(lean === undefined ? [] : [leanWords(lean)]),
      driftWords(drifts),
      ...(still === undefined ? [] : [stillWords(driftsOf(still, ...measured))]),
      ...clientLines(
        rows,
        flat.levels,
        outcomes.map(({ cell }) => cell.levels),
        'under a flat price',
      ),
    ],
    summary: summaryOf(outcomes, study.seeds),
    sections: [
      daySection(cells, study.seeds, shock),
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
    limits: [
      'The price is given; in reality it also responds to the network (`market.computeElasticity` closes that loop and is not swept here).',
      'Rents are those of 2026 and models of late 2022 are small: read only the changes of compute, not its level.',
      'Incumbents keep their uid until a newcomer replaces them, as on the chain, even when they have switched off.',
      'The intervals cover the seeds of this model, not the distance between the model and the chain.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A14', 'A30', 'A31', 'A32', 'A33'],
  };
}

const daySection = (
  cells: readonly MarketCell[],
  seeds: number,
  shock: number,
): StudyPage['sections'][number] => ({
  heading: 'Day by day',
  blocks: [
    {
      kind: 'chart',
      name: 'days',
      caption: `Mean over ${seeds} seeds with its 95 % interval; the dashed line is the day of the shock. All paths share their seeds: until the shock, crashes equal the flat path byte for byte.`,
      spec: chartOf(
        cells.filter((cell) => !isStill(cell) && !isLean(cell.levels)),
        shock,
      ),
    },
  ],
});

/** The flat path from the same price, with the same newcomers. */
const flatOf = ({ levels }: MarketCell, cells: readonly MarketCell[]): MarketCell =>
  cells.find(
    (other) =>
      other.levels['market.price'] === 'flat' &&
      other.levels['market.startPrice'] === levels['market.startPrice'] &&
      other.levels['scenario.arrivalRate'] === levels['scenario.arrivalRate'],
  )!;

const isStill = ({ levels }: MarketCell): boolean => levels['scenario.arrivalRate'] === 0;

const isLean = (levels: Readonly<Record<string, Level>>): boolean => Number(levels['market.startPrice']) < 50;

const isCrash = (levels: Readonly<Record<string, Level>>, lasting: number): boolean =>
  levels['market.price'] === 'crash' && levels['market.shockLasts'] === lasting;

/** `crash for 7 days`, `bear`, with the slippage where it is not the usual. */
export function pathName(levels: Readonly<Record<string, Level>>): string {
  const lasting = Number(levels['market.shockLasts']);
  const slippage = Number(levels['market.slippage']);
  const name = `${levels['market.price']}${lasting > 0 ? ` for ${lasting} days` : ''}`;
  if (isLean(levels)) return `${name}, from ${levels['market.startPrice']} dollars`;
  if (levels['scenario.arrivalRate'] === 0) return `${name}, no arrivals`;
  return slippage > 0.02 ? `${name}, ${100 * slippage} % slippage` : name;
}

/** A difference of logarithms as a change in percent, with its ends. */
function percent(estimate: Estimate | null): string {
  if (estimate === null) return none;
  const of = (value: number) => number(100 * (Math.exp(value) - 1), 0);
  return `${estimate.mean > 0 ? '+' : ''}${of(estimate.mean)} % [${of(estimate.low)}, ${of(estimate.high)}]`;
}

const lagOf = ({ lags }: BearOutcome, column: Lag['column'], part: number) =>
  lags.find((lag) => lag.column === column && lag.part === part)!;

function crashWords(crash: BearOutcome): string {
  const half = (column: Lag['column']) => {
    const { blocks } = lagOf(crash, column, 0.5);
    return blocks === null
      ? 'no lag can be determined'
      : `half of it within ${number(blocks.mean, 0)} blocks (${hours(blocks.mean)})`;
  };
  return (
    `**A crash of 80 % takes difficulty down by ${estimateText(negated(crash.difficulty))} doublings** (hashes cost dollars: ` +
    `log2 5 = 2.32 of them follow from the price itself), ${half('log2Difficulty')}, and **deployed compute changes by ` +
    `${percent(crash.compute)}**, ${half('compute')}. Within a week ${estimateText(crash.changes)} miners more than under a flat price move ` +
    `to another device, and ${estimateText(crash.exits)} more switch off.`
  );
}

const negated = (estimate: Estimate | null): Estimate | null =>
  estimate === null ? null : { ...estimate, mean: -estimate.mean, low: -estimate.high, high: -estimate.low };

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

function efficiencyWords({ efficiency, loss }: BearOutcome): string {
  return (
    `The remaining miners work more cheaply: score per dollar of rent changes by ${percent(efficiency)}, while the mean loss of the miners ` +
    `that run changes by ${differenceText(loss)} nats.`
  );
}

function leanWords({ cell, difficulty, compute, exits }: BearOutcome): string {
  return (
    `In lean times, from ${cell.levels['market.startPrice']} dollars a TAO instead of 50, where a CPU costs about a third of the usual income, the same crash ` +
    `switches off ${estimateText(exits)} miners within a week; difficulty changes by ${differenceText(difficulty)} doublings, compute by ${percent(compute)}. ` +
    'A miner that has switched off keeps its uid until a newcomer replaces it.'
  );
}

/** Difficulty is left out: without registrations it falls by its rule for ever. */
function stillWords(drifts: readonly Drift[]): string {
  const judged = drifts.filter(({ name }) => name !== 'difficulty');
  const moving = judged.filter(({ perDay }) => perDay !== null && (perDay.low > 0 || perDay.high < 0));
  const what = judged.map(({ name }) => name).join(', ');
  return moving.length === 0
    ? `Null: without arrivals and at a constant price nothing drifts, in ${what}.`
    : `Null not met: without arrivals and at a constant price, ${moving.map(({ name, unit, perDay }) => `${name} drifts by ${differenceText(perDay)} ${unit} a day`).join(', ')}.`;
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
  'Slopes by least squares over the measured days of the flat path. Newcomers replace the weakest, so quality and the rents that it pays for go on ' +
  'changing for weeks after the start. Without arrivals nothing changes at all once the miners that validators never pay have left: a test checks that byte for byte.';

function summaryOf(outcomes: readonly BearOutcome[], seeds: number): Table {
  return {
    kind: 'table',
    caption: `Days 3 to 7 after the shock, against the flat path on the same seeds (n = ${seeds}): mean ± half-width of the paired 95 % t interval, or percent with the interval.`,
    columns: [
      { title: 'price' },
      ...[
        'difficulty, doublings',
        'compute',
        'mean loss, nats',
        'score per dollar',
        'switched off',
        'device changes',
      ].map((title) => ({ title, align: 'right' as const })),
    ],
    rows: outcomes.map((outcome) => [
      pathName(outcome.cell.levels),
      differenceText(outcome.difficulty, seeds),
      percent(outcome.compute),
      differenceText(outcome.loss, seeds),
      percent(outcome.efficiency),
      differenceText(outcome.exits, seeds),
      differenceText(outcome.changes, seeds),
    ]),
  };
}

function lagTable(outcomes: readonly BearOutcome[]): Table {
  const crashes = outcomes.filter(({ cell }) => cell.levels['market.price'] === 'crash');
  return {
    kind: 'table',
    caption:
      'Blocks from the shock until a part of the change had come (looks every 1,200 blocks; difficulty as a mean over the day before, since it swings by one doubling).',
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
    'The network along seven paths of the price'.replace('seven', String(cells.length)),
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
