import { longRunRows } from '../../analysis/beginning/longRunRows.ts';
import { longRunOf } from '../../analysis/beginning/path.ts';
import { Cells } from '../../analysis/cells.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { sizeText, worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, number, number2 } from '../../statistics/format.ts';
import { type Circumstance, circumstancesOf, type LengthOutcome, shown, usualLength } from './outcomes.ts';
import { lengthsPicture } from './picture.ts';

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
    answer: lengthAnswer(usual, cells, margin, study.days),
    yardstick: usual.settled ? yardstickWords([firstYardstick(study, best.late)]) : null,
    picture: {
      kind: 'chart',
      name: 'lengths',
      caption: `The client’s loss, and the share of miners that answer in time with the whole model they bring, against the length of the sequence: ${days}, mean over ${study.seeds} seeds, bars are 95 % t intervals. Losses above 3 nats are left out.`,
      spec: lengthsPicture(circumstances),
    },
    sure: [
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

/** `; 1,024 to 4,096 are as good`, or nothing where the best is alone. */
function asGoodWords(good: readonly LengthOutcome[]): string {
  if (good.length < 2) return '';
  return `; ${number2(good[0].length)} to ${number2(good[good.length - 1].length)} are as good`;
}

/** The next length beyond the best, which shows that the best lies inside; null where none was tried. */
const beyond = ({ outcomes }: Circumstance, best: LengthOutcome): LengthOutcome | null =>
  outcomes.find(({ length }) => length > best.length) ?? null;

function lengthAnswer(one: Circumstance, cells: Cells, margin: number, days: number): string {
  const best = bestOf(one);
  const { late, length } = best;
  if (!one.settled)
    return `No steady answer: the network had not settled at 256 tokens before the change, so only its path over ${number2(days)} days is told.`;
  if (late === null)
    return `No longer sequence serves a client better than 256 tokens within ${number2(days)} days.`;
  const worlds = worldsWords(late.n);
  if (!best.settled)
    return `Not settled by day ${number2(days)}: at ${number2(length)} tokens a client’s loss differs by ${differenceText(late)} nats from that at 256 (${worlds}).`;
  const good = asGood(one, best, cells, margin);
  const worse = firstWorse(one, best, cells, margin);
  const longest = beyond(one, best) === null ? ', the longest tried' : '';
  const than =
    late.high < 0
      ? `${sizeText(late)} nats below that at 256`
      : `${differenceText(late)} nats from that at 256`;
  // The first days cost what the late ones bring: without its days the sentence would be of no window.
  const [from, to] = longRunOf(days);
  const head = `On days ${from + 1} to ${to} a client’s loss is least at ${number2(length)} tokens${longest}: ${than} (${worlds})`;
  const end = worse === null ? '' : `, and ${number2(worse.length)} are worse`;
  return fitting(`${head}${asGoodWords(good)}${end}.`, `${head}.`);
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
