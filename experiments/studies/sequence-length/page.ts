import { type MarketCell, marketCells } from '../../analysis/series.ts';
import type { CompleteRow, Level } from '../../plan/rows.ts';
import { headed, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { seriesColours } from '../../report/charts/theme.ts';
import { clientLines } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, number } from '../../statistics/format.ts';
import { pairedDifference } from '../../statistics/paired.ts';

/** What a length costs and brings, as the table shows it. */
const shown = [
  { measure: 'servedQuality', title: 'loss served, nats' },
  { measure: 'ableShare', title: 'serve their whole model' },
  { measure: 'gpuShare', title: 'rent a GPU' },
  { measure: 'runningShare', title: 'still run' },
  { measure: 'deployedCompute', title: 'compute, TFLOP/s' },
  { measure: 'minerProfit', title: 'profit, dollars a day' },
  { measure: 'coldkeyHhi', title: 'concentration, HHI' },
] as const;
type Shown = (typeof shown)[number]['measure'];

/** One length under one set of circumstances. */
interface LengthOutcome {
  readonly levels: Readonly<Record<string, Level>>;
  readonly length: number;
  readonly means: Readonly<Record<Shown, Estimate | null>>;
  /** Loss served less that of 256 tokens, paired; all lengths of a circumstance hold together (Bonferroni). */
  readonly gain: Estimate | null;
}

/** Batch, access and price, with the lengths under them, ascending. */
interface Circumstance {
  readonly name: string;
  readonly outcomes: readonly LengthOutcome[];
}

/** The page from the rows alone. */
export function lengthPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage {
  const circumstances = circumstancesOf(marketCells(study.cells ?? [], rows));
  return {
    answer: [
      ...circumstances.map(answerOf),
      limitsWord,
      ...clientLines(rows, bestOf(circumstances[0]), study.cells ?? [], bestWords(circumstances[0])),
    ],
    summary: tableOf(circumstances[0], study.seeds),
    sections: [
      {
        heading: 'Loss served, and the miners that can serve',
        blocks: [
          {
            kind: 'chart',
            name: 'lengths',
            caption: `Loss that the network serves, and the share of miners that answer in time with the whole model they bring, against the length of the sequence; mean over ${study.seeds} seeds, bars are 95 % t intervals.`,
            spec: chartOf(circumstances),
          },
        ],
      },
      {
        heading: 'Under other circumstances',
        blocks: [
          ...circumstances.slice(1).map((one) => tableOf(one, study.seeds)),
          paragraph(
            'The loss served is the true loss weighted by incentive: what a client gets from the miners that the network pays. A miner that cannot serve its model in 12 s runs a smaller one.',
          ),
        ],
      },
    ],
    limits: [
      'A sweep takes the same time at every length unless validators have a device: on a CPU a sweep takes 505 blocks at 2,048 tokens instead of 250, which slows every newcomer’s score (A41).',
      'The gain of a longer context is taken from models larger than those of 2022 and used below the lengths it was fitted to (A1); it is the same factor for every model.',
      'Models do not grow with what they earn: a miner runs the model it brings or a smaller one.',
      'The intervals cover the seeds of this model, not the distance between the model and the chain.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A14', 'A30', 'A31', 'A32', 'A33', 'A41'],
  };
}

const limitsWord =
  'Longer is better for the loss only as far as devices keep up; beyond that, smaller models lose what the context gains. The right length depends on the circumstances: how many miners can rent a GPU, and what a TAO buys.';

function circumstancesOf(cells: readonly MarketCell[]): Circumstance[] {
  const byName = new Map<string, MarketCell[]>();
  for (const cell of cells)
    byName.set(nameOf(cell.levels), [...(byName.get(nameOf(cell.levels)) ?? []), cell]);
  return [...byName].map(([name, own]) => {
    const lengthOf = ({ levels }: MarketCell) => Number(levels.validatorSequenceLength);
    const sorted = [...own].sort((one, other) => lengthOf(one) - lengthOf(other));
    const usual = sorted.find((cell) => lengthOf(cell) === 256);
    return { name, outcomes: sorted.map((cell) => outcomeOf(cell, usual, sorted.length - 1)) };
  });
}

const nameOf = (levels: Readonly<Record<string, Level>>): string => {
  const device = levels['validator.device'] ?? 'none';
  const validators = device === 'none' ? '' : `, validators with a ${device} each`;
  return `batch ${levels.validatorBatchSize}, ${100 * Number(levels['market.gpuAccess'])} % can rent a GPU, ${levels['market.startPrice']} dollars a TAO${validators}`;
};

function outcomeOf(cell: MarketCell, usual: MarketCell | undefined, contrasts: number): LengthOutcome {
  const values = (trials: MarketCell['trials'], measure: Shown) =>
    trials.map((trial: CompleteRow | null) => trial?.measures[measure] ?? null);
  const meanOf = (measure: Shown) => {
    const known = values(cell.trials, measure).filter((value) => value !== null);
    return known.length > 0 ? estimate(known) : null;
  };
  return {
    levels: cell.levels,
    length: Number(cell.levels.validatorSequenceLength),
    means: Object.fromEntries(
      shown.map(({ measure }) => [measure, meanOf(measure)]),
    ) as LengthOutcome['means'],
    gain:
      usual === undefined || usual === cell
        ? null
        : pairedDifference(
            values(cell.trials, 'servedQuality'),
            values(usual.trials, 'servedQuality'),
            1 - 0.05 / Math.max(1, contrasts),
          ),
  };
}

/** The length that serves the lowest loss; null where no trial completed. */
function bestLength({ outcomes }: Circumstance): LengthOutcome | null {
  const lossOf = ({ means }: LengthOutcome) => means.servedQuality?.mean ?? Number.POSITIVE_INFINITY;
  const best = outcomes.reduce((least, one) => (lossOf(one) < lossOf(least) ? one : least));
  return Number.isFinite(lossOf(best)) ? best : null;
}

const bestOf = (circumstance: Circumstance) => bestLength(circumstance)?.levels ?? {};
const bestWords = (circumstance: Circumstance): string =>
  `at ${number(bestLength(circumstance)?.length ?? 256, 0)} tokens in the usual circumstances`;

function answerOf(circumstance: Circumstance): string {
  const { name, outcomes } = circumstance;
  const best = bestLength(circumstance);
  if (best === null) return `${name}: no trial completed.`;
  const longest = outcomes[outcomes.length - 1] === best ? ', the longest tried' : '';
  const able =
    best.means.ableShare === null
      ? ''
      : `${number(100 * best.means.ableShare.mean, 0)} % of miners serve their whole model there`;
  const gpus =
    best.means.gpuShare === null ? '' : `, ${number(100 * best.means.gpuShare.mean, 0)} % rent a GPU`;
  const against =
    best.gain === null
      ? 'that is the status quo'
      : `${differenceText(best.gain)} nats against 256${best.gain.high < 0 ? '' : ', which is not certain'}`;
  return `${name}: the loss served is lowest at **${number(best.length, 0)} tokens**${longest} (${against}); ${able}${gpus}.`;
}

function tableOf({ name, outcomes }: Circumstance, seeds: number): Table {
  return {
    kind: 'table',
    caption: `${name}: mean ± half-width of the 95 % t interval, n = ${seeds} seeds; the difference is paired, at a level that holds for all lengths together.`,
    columns: [
      { title: 'tokens', align: 'right' },
      ...shown.map(({ title }) => ({ title, align: 'right' as const })),
      { title: 'loss against 256', align: 'right' },
    ],
    rows: outcomes.map(({ length, means, gain }) => [
      number(length, 0),
      ...shown.map(({ measure }) => estimateText(means[measure], seeds)),
      length === 256 ? '' : differenceText(gain, seeds),
    ]),
    marked: outcomes.flatMap(({ length }, row) => (length === 256 ? [row] : [])),
  };
}

function chartOf(circumstances: readonly Circumstance[]): TopLevelSpec {
  const panel = (measure: Shown, title: string) => {
    const values = circumstances.flatMap(({ name, outcomes }) =>
      outcomes.flatMap(({ length, means }) => {
        const one = means[measure];
        return one === null
          ? []
          : [
              {
                name,
                length,
                mean: one.mean,
                low: Number.isFinite(one.low) ? one.low : one.mean,
                high: Number.isFinite(one.high) ? one.high : one.mean,
              },
            ];
      }),
    );
    const x = {
      field: 'length',
      type: 'quantitative',
      scale: { type: 'log', base: 2, nice: false },
      axis: { title: 'tokens', values: [64, 128, 256, 512, 1024, 2048] },
    };
    const y = { type: 'quantitative', scale: { zero: false }, axis: { title: null, tickCount: 5 } };
    const color = {
      field: 'name',
      type: 'nominal',
      scale: { domain: circumstances.map(({ name }) => name), range: [...seriesColours] },
      legend: { title: null, orient: 'bottom', columns: 1, labelLimit: 420, symbolOpacity: 1 },
    };
    return {
      title: { text: title, fontSize: 12, fontWeight: 600 },
      width: 430,
      height: 220,
      data: { values },
      layer: [
        { mark: { type: 'rule' }, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
        {
          mark: { type: 'line', point: true, strokeWidth: 1.6 },
          encoding: { x, y: { ...y, field: 'mean' }, color },
        },
      ],
    };
  };
  const hconcat = [
    panel('servedQuality', 'Loss served, nats'),
    panel('ableShare', 'Share that serve their whole model in time'),
  ];
  return wholeChart({
    ...headed('What a longer sequence gains and costs', 'mean over seeds, 95 % intervals'),
    hconcat,
  });
}
