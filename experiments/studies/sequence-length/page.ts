import { longRunRows } from '../../analysis/beginning/longRunRows.ts';
import { longRunOf, pathOf } from '../../analysis/beginning/path.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import { Cells, type Levels } from '../../analysis/cells.ts';
import { worldOf } from '../../plan/beginningPlan.ts';
import { cellsOf } from '../../plan/study.ts';
import { headed, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { seriesColours } from '../../report/charts/theme.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, number, number2 } from '../../statistics/format.ts';
import { isBeginning } from '../../sweep/finding.ts';

/** What a length costs and brings, as the table shows it. */
const shown = [
  { measure: 'clientLoss', title: 'client’s loss, nats' },
  { measure: 'servedQuality', title: 'loss served, nats' },
  { measure: 'ableShare', title: 'serve their whole model' },
  { measure: 'gpuShare', title: 'rent a GPU' },
  { measure: 'runningShare', title: 'still run' },
  { measure: 'deployedCompute', title: 'compute, TFLOP/s' },
  { measure: 'minerProfit', title: 'profit, dollars a day' },
] as const;
type Shown = (typeof shown)[number]['measure'];

/** The length of late 2022, under which every world settles. */
const usualLength = 256;

/** One length under one set of circumstances. */
interface LengthOutcome {
  readonly levels: Levels;
  readonly length: number;
  /** Means of the long run. */
  readonly means: Readonly<Record<Shown, Estimate | null>>;
  /** The client's loss less that of 256 tokens, paired, in the short run and in the long; the latter for all lengths of a circumstance together. */
  readonly soon: Estimate | null;
  readonly late: Estimate | null;
  readonly settled: boolean;
}

/** Batch, access and price, with the lengths under them, ascending. */
interface Circumstance {
  readonly name: string;
  readonly settled: boolean;
  readonly outcomes: readonly LengthOutcome[];
}

/** The page from the rows and the finding alone. */
export function lengthPage({ study, rows, warmUp }: Pick<Results, 'study' | 'rows' | 'warmUp'>): StudyPage {
  const cells = new Cells(longRunRows(rows));
  const circumstances = circumstancesOf({ study, rows, warmUp }, cells);
  const [{ margin }] = study.objectives;
  const [usual] = circumstances;
  const best = bestOf(usual);
  const [from, to] = longRunOf(study.days);
  const days = `days ${from + 1} to ${to} after the change`;
  return {
    headline: headlineOf(usual, cells, margin, study.days),
    answer: [
      ...circumstances.map((one) => answerOf(one, cells, margin)),
      limitsWord,
      clientLine(
        cells,
        best.levels,
        worstForClient(
          cells,
          circumstances.flatMap(({ outcomes }) => outcomes.map(({ levels }) => levels)),
        ),
        `at ${number2(best.length)} tokens in the usual circumstances`,
      ),
    ],
    summary: tableOf(usual, days, study.seeds),
    sections: [
      {
        heading: 'What a client gets, and the miners that can serve',
        blocks: [
          {
            kind: 'chart',
            name: 'lengths',
            caption: `The client’s loss, and the share of miners that answer in time with the whole model they bring, against the length of the sequence: ${days}, mean over ${study.seeds} seeds, bars are 95 % t intervals. Losses above 3 nats are left out.`,
            spec: chartOf(circumstances),
          },
        ],
      },
      {
        heading: 'Under other circumstances',
        blocks: [
          ...circumstances.slice(1).map((one) => tableOf(one, days, study.seeds)),
          paragraph(
            'A client averages the ten best paid miners. The loss served is the true loss weighted by incentive: what the network pays for. A miner that cannot serve its model in 12 s runs a smaller one.',
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
  'Longer is better for a client only as far as devices keep up. Beyond that miners run smaller models, which lose what the context gains, or do not answer in time; where none does, the client guesses (a loss of 10.8 nats): there the model ends.';

type Told = Pick<Results, 'study' | 'rows' | 'warmUp'>;

function circumstancesOf({ study, rows, warmUp }: Told, cells: Cells): Circumstance[] {
  if (!isBegun(study) || !isBeginning(warmUp))
    throw new RangeError(`${study.name} tells of settled worlds; received one without a beginning`);
  return pathOf(study, rows, warmUp).worlds.map(({ settling, measures }) => {
    const { levels } = settling.world;
    const own = cellsOf(study).filter((cell) => isSame(worldOf(study.beginning, cell), levels));
    const changes = measures.find(({ metric }) => metric === 'clientLoss')?.levels ?? [];
    const outcomes = own.map((cell): LengthOutcome => {
      const length = Number(cell.validatorSequenceLength);
      const change = changes.find((one) => one.change.validatorSequenceLength === length);
      return {
        levels: cell,
        length,
        means: Object.fromEntries(
          shown.map(({ measure }) => [measure, cells.mean(cell, measure)]),
        ) as LengthOutcome['means'],
        soon: change?.shortRun ?? null,
        late: change?.simultaneous ?? null,
        settled: change?.settled ?? settling.settled,
      };
    });
    return {
      name: nameOf(levels),
      settled: settling.settled,
      outcomes: outcomes.sort((one, other) => one.length - other.length),
    };
  });
}

const isSame = (one: Levels, other: Levels): boolean =>
  Object.entries(one).every(([name, value]) => other[name] === value);

const nameOf = (levels: Levels): string => {
  const device = levels['validator.device'] ?? 'none';
  const validators = device === 'none' ? '' : `, validators with a ${device} each`;
  return `batch ${levels.validatorBatchSize}, ${100 * Number(levels['market.gpuAccess'])} % can rent a GPU, ${levels['market.startPrice']} dollars a TAO${validators}`;
};

const lossOf = ({ means }: LengthOutcome): number => means.clientLoss?.mean ?? Number.POSITIVE_INFINITY;

/** The length at which the client's loss is least. */
const bestOf = ({ outcomes }: Circumstance): LengthOutcome =>
  outcomes.reduce((least, one) => (lossOf(one) < lossOf(least) ? one : least));

/** Lengths at which a client certainly loses less than the margin against the best, which is one of them. */
const asGood = (
  { outcomes }: Circumstance,
  best: LengthOutcome,
  cells: Cells,
  margin: number,
): LengthOutcome[] =>
  outcomes.filter((one) => one === best || (gapTo(one, best, cells)?.high ?? margin) < margin);

/** The first longer one at which a client certainly loses more than the margin against the best; null where none was tried. */
const firstWorse = (
  { outcomes }: Circumstance,
  best: LengthOutcome,
  cells: Cells,
  margin: number,
): LengthOutcome | null =>
  outcomes.find((one) => one.length > best.length && (gapTo(one, best, cells)?.low ?? 0) > margin) ?? null;

const gapTo = (one: LengthOutcome, best: LengthOutcome, cells: Cells): Estimate | null =>
  cells.difference(one.levels, best.levels, 'clientLoss');

/** `; 1,024 to 4,096 are as good within 0.05`, or nothing where the best is alone. */
function asGoodWords(good: readonly LengthOutcome[], margin: number): string {
  if (good.length < 2) return '';
  return `; ${number2(good[0].length)} to ${number2(good[good.length - 1].length)} are as good within ${number2(margin)}`;
}

/** The next length beyond the best, which shows that the best lies inside; null where none was tried. */
const beyond = ({ outcomes }: Circumstance, best: LengthOutcome): LengthOutcome | null =>
  outcomes.find(({ length }) => length > best.length) ?? null;

function headlineOf(one: Circumstance, cells: Cells, margin: number, days: number): string {
  const best = bestOf(one);
  if (!one.settled) return 'No steady answer: the network did not settle at 256 tokens.';
  if (!best.settled)
    return `At ${number2(best.length)} tokens a client’s loss has not settled by day ${number2(days)}; the path alone is told.`;
  if (best.late === null) return 'No longer sequence serves a client better than 256 tokens.';
  const good = asGood(one, best, cells, margin);
  const worse = firstWorse(one, best, cells, margin);
  const longer = beyond(one, best) === null ? ', the longest tried' : '';
  const end = worse === null ? '' : `, ${number2(worse.length)} are worse`;
  return `**A client loses least at ${number2(best.length)} tokens${longer}: ${differenceText(best.late)} nats against 256** in the long run (${best.late.n} seeds)${asGoodWords(good, margin)}${end}.`;
}

function answerOf(one: Circumstance, cells: Cells, margin: number): string {
  const best = bestOf(one);
  const { ableShare, gpuShare } = best.means;
  const able =
    ableShare === null
      ? ''
      : `; ${number(100 * ableShare.mean, 0)} % of miners serve their whole model there, ${number(100 * (gpuShare?.mean ?? 0), 0)} % rent a GPU`;
  const good = asGood(one, best, cells, margin).filter((other) => other !== best);
  const alike =
    good.length === 0
      ? ''
      : ` Certainly within ${number2(margin)} of that: ${good.map(({ length }) => number2(length)).join(', ')}.`;
  const next = beyond(one, best);
  const gap = next === null ? null : gapTo(next, best, cells);
  const longer =
    next === null
      ? ' It is the longest tried.'
      : ` ${number2(next.length)} tokens cost ${differenceText(gap)} nats against it.`;
  const soon = best.soon === null ? '' : ` In the first ten days it makes ${differenceText(best.soon)} nats.`;
  const against = best.late === null ? 'the status quo' : `${differenceText(best.late)} nats against 256`;
  const settled = best.settled ? '' : ', not settled';
  return `${one.name}: the client’s loss is least at **${number2(best.length)} tokens** (${against}${settled})${able}.${soon}${alike}${longer}`;
}

function tableOf({ name, outcomes }: Circumstance, days: string, seeds: number): Table {
  return {
    kind: 'table',
    caption: `${name}: ${days}, mean ± half-width of the 95 % t interval, n = ${seeds} seeds; the differences are paired, the late one at a level that holds for all lengths together.`,
    columns: [
      { title: 'tokens', align: 'right' },
      { title: 'client’s loss against 256, first ten days', align: 'right' },
      { title: 'late', align: 'right' },
      ...shown.map(({ title }) => ({ title, align: 'right' as const })),
    ],
    rows: outcomes.map(({ length, means, soon, late, settled }) => [
      number2(length),
      length === usualLength ? '' : differenceText(soon, seeds),
      length === usualLength ? '' : `${differenceText(late, seeds)}${settled ? '' : ', not settled'}`,
      ...shown.map(({ measure }) => estimateText(means[measure], seeds)),
    ]),
    marked: outcomes.flatMap(({ length }, row) => (length === usualLength ? [row] : [])),
  };
}

/** Where no miner answers the client guesses, far above all else. */
const mostShown = 3;

function chartOf(circumstances: readonly Circumstance[]): TopLevelSpec {
  const panel = (measure: Shown, title: string) => {
    const values = circumstances.flatMap(({ name, outcomes }) =>
      outcomes.flatMap(({ length, means }) => {
        const one = means[measure];
        return one === null || one.mean > mostShown
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
      axis: { title: 'tokens', values: [128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768] },
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
    panel('clientLoss', 'The client’s loss, nats'),
    panel('ableShare', 'Share that serve their whole model in time'),
  ];
  return wholeChart({
    ...headed('What a longer sequence gains and costs', 'mean over seeds, 95 % intervals'),
    hconcat,
  });
}
