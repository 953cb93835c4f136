import { Cells, type Levels } from '../../analysis/cells.ts';
import { type Stationarity, stationarityOf } from '../../analysis/stationarity.ts';
import { cellsOf } from '../../plan/study.ts';
import { worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { contrastsChart } from '../../report/charts/contrasts.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import { firstObjective } from '../../report/firstObjective.ts';
import type { ChartBlock, PageSection } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import { moving, stationaritySection, stationarityWords } from '../../report/sections/stationarity.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number2 } from '../../statistics/format.ts';
import {
  divergenceCell,
  divergences,
  exactKeyCell,
  honestCell,
  lookupCell,
  lookupShares,
  otherCells,
  pruned,
} from '../cheaters.ts';

const percent = (share: number) => `${number2(100 * share)} %`;

/** What a page tells of: its rows, and which cells of its study have settled. */
interface Told {
  readonly cells: Cells;
  /** Cells whose pay over honest pay still moves. */
  readonly unsettled: readonly Levels[];
}

/** The page from the rows alone. */
export function cheatersPage({ rows, study }: Pick<Results, 'rows' | 'study'>): StudyPage {
  const cells = new Cells(rows);
  const all = cellsOf(study);
  const { metric, margin } = firstObjective(study);
  const found = study.days < fewestDays ? null : stationarityOf(study, rows, metric, margin);
  const told: Told = {
    cells,
    unsettled: found === null ? [] : moving(found),
  };
  const shares = lookupShares.filter((share) => linesOf(share, all).length > 0);
  return {
    answer: cheatersAnswer(told, Math.max(...shares), all),
    yardstick: cheatersYardstick(study, told, Math.max(...shares), all),
    picture: payChart(told, Math.max(...shares), all, study.seeds),
    sure: [
      ...[...shares].reverse().map((share) => lookupWords(told, share, all)),
      ...divergenceWords(told, all),
      ...otherWords(told, all),
      ...idlerWords(told, all),
      ...(found === null ? [] : [stationarityWords(found, study, nameOf)]),
      clientLine(cells, honestCell, worstForClient(cells, all), 'without cheats'),
    ],
    summary: linesTable(told, all, study.seeds),
    sections: [
      ...heldSection(told, rows, study, all),
      ...(found === null ? [] : [stationaritySection(found, study, nameOf)]),
      {
        heading: 'How to read it',
        blocks: [
          paragraph(
            'A cheat pays if its miner earns more than an honest one: the ratio is above 1. It does not ' +
              'pay if the interval of the ratio ends below 1. Candidates are drawn alike: the stated share of them cheats, and who ' +
              'earns more stays longer, so cheats that pay come to hold more slots than their share of the candidates.',
          ),
        ],
      },
    ],
    limits: [
      'How many rows a look-up knows, how often it misses and how far its answers lie are assumptions (A51, A54): the number of tokens that is enough depends on them.',
      'Cheaters do not learn, and honest miners do not turn into them when it pays: a share grows only as newcomers replace those who earn less.',
      'The world is scaled 1:16 and runs Finney’s rules on Nakamoto’s stakes; commit-reveal came later and is not part of it.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A50', 'A51', 'A52', 'A53', 'A54', 'A55'],
  };
}

/** Days below which the rule of settling says nothing. */
const fewestDays = 10;

const isIn = (cell: Levels, all: readonly Levels[]): boolean =>
  all.some((other) => Object.entries(cell).every(([name, value]) => other[name] === value));

/** Numbers of pruned tokens that a study asks about at a share. */
const linesOf = (share: number, all: readonly Levels[]): readonly number[] =>
  pruned.filter((tokens) => isIn(lookupCell(share, tokens), all));

const verdictOf = (ratio: Estimate): string =>
  ratio.low > 1 ? 'it pays' : ratio.high < 1 ? 'it does not pay' : 'whether it pays is not decided';

const isSettled = ({ unsettled }: Told, cell: Levels): boolean => !isIn(cell, unsettled);

/** The ratio of a cell; where it still moves that is said. */
const ratioText = (told: Told, cell: Levels): string =>
  `${estimateText(told.cells.mean(cell, 'cheaterRatio'))}${isSettled(told, cell) ? '' : ' (not settled)'}`;

/** The fewest pruned tokens from which looking up certainly does not pay, as far as the cell has settled. */
function enoughAt(told: Told, share: number, all: readonly Levels[]): number | undefined {
  return linesOf(share, all).find((tokens) => {
    const cell = lookupCell(share, tokens);
    const ratio = told.cells.mean(cell, 'cheaterRatio');
    return ratio !== null && ratio.high < 1 && isSettled(told, cell);
  });
}

/** The number of pruned tokens that the answer tells of, whether it is enough, and what looking up earns there. */
function decidingOf(told: Told, share: number, all: readonly Levels[]) {
  const enough = enoughAt(told, share, all);
  const tokens = enough ?? linesOf(share, all).at(-1) ?? 0;
  return { enough, tokens, ratio: told.cells.mean(lookupCell(share, tokens), 'cheaterRatio') };
}

/** Whether what it earns beside honest pay is much; null where nothing is known. */
function cheatersYardstick(
  study: Results['study'],
  told: Told,
  share: number,
  all: readonly Levels[],
): string | null {
  const { ratio } = decidingOf(told, share, all);
  if (ratio === null) return null;
  const { mean, low, high } = ratio;
  const found = firstYardstick(study, { mean: mean - 1, low: low - 1, high: high - 1 });
  const words = { measure: 'pay', unit: ' of honest pay', what: 'what looking up gains' };
  return yardstickWords([found === null ? null : { ...found, ...words }]);
}

/** Whether looking answers up pays at the largest share of cheaters, at the defence that decides it. */
function cheatersAnswer(told: Told, share: number, all: readonly Levels[]): string {
  const { enough, tokens, ratio } = decidingOf(told, share, all);
  if (ratio === null)
    return 'Nothing can be compared: no world has both cheating and honest miners that are paid.';
  const earns = `it earns ${estimateText(ratio)} times honest pay (${worldsWords(ratio.n)})`;
  const pruned = `${number2(tokens)} tokens pruned`;
  if (enough !== undefined) return `With ${pruned} looking answers up no longer pays: ${earns}.`;
  return ratio.low > 1
    ? `Looking answers up still pays with ${pruned}, the most that was tried: ${earns}.`
    : `Not decided: with ${pruned}, the most that was tried, looking answers up may pay or not: ${earns}.`;
}

/** What looking answers up earns by what is pruned. */
function payChart({ cells }: Told, share: number, all: readonly Levels[], seeds: number): ChartBlock | null {
  const rows = linesOf(share, all).flatMap((tokens) => {
    const ratio = cells.mean(lookupCell(share, tokens), 'cheaterRatio');
    return ratio === null
      ? []
      : [
          {
            label: `${number2(tokens)} ${tokens === 1 ? 'token' : 'tokens'} pruned`,
            mean: ratio.mean,
            low: ratio.low,
            high: ratio.high,
          },
        ];
  });
  const spec = contrastsChart({
    title: 'What looking answers up earns',
    subtitle: 'times honest pay; it pays to the right of the dashed line',
    rows,
    reference: 1,
    isLog: true,
  });
  const caption = `Pay of miners that look answers up over that of honest ones, by the number of pruned tokens, where ${percent(share)} of the candidates do so; mean over ${seeds} seeds with its 95 % t interval.`;
  return spec === null ? null : { kind: 'chart', name: 'pay', caption, spec };
}

function lookupWords(told: Told, share: number, all: readonly Levels[]): string {
  const { cells } = told;
  const lines = linesOf(share, all);
  const ratios = lines.map((tokens) => cells.mean(lookupCell(share, tokens), 'cheaterRatio'));
  const enough = enoughAt(told, share, all);
  const stillPays = lines.filter((_, k) => ratios[k] !== null && ratios[k].low > 1);
  const verdict =
    enough !== undefined
      ? `from ${enough} tokens pruned on it does not pay`
      : `no number of tokens tried (up to ${lines[lines.length - 1]}) makes it certainly unprofitable`;
  const last = stillPays.length > 0 ? `, and it certainly pays up to ${stillPays[stillPays.length - 1]}` : '';
  const each = lines.map((tokens) => `${ratioText(told, lookupCell(share, tokens))} at ${tokens}`);
  return `**Look-ups, ${percent(share)} of the candidates,** pay over honest pay by pruned tokens: ${each.join(', ')}; ${verdict}${last}.`;
}

function divergenceWords(told: Told, all: readonly Levels[]): string[] {
  const rates = divergences.filter((rate) => isIn(divergenceCell(rate), all));
  if (rates.length === 0) return [];
  const each = rates.map((rate) => `${ratioText(told, divergenceCell(rate))} at ${percentOf(rate)}`);
  const exact = isIn(exactKeyCell, all)
    ? ` A look-up by an exact key, which every pruned token throws off: ${ratioText(told, exactKeyCell)}.`
    : '';
  return [`**Distance of the logits** at one token pruned, pay over honest pay: ${each.join(', ')}.${exact}`];
}

const percentOf = (rate: number): string => percent(Math.round((1000 * rate) / 65_535) / 1000);

function otherWords(told: Told, all: readonly Levels[]): string[] {
  const words = otherCells.flatMap(({ words: name, levels }) => {
    const ratio = isIn(levels, all) ? told.cells.mean(levels, 'cheaterRatio') : null;
    if (ratio === null) return [];
    const verdict = isSettled(told, levels) ? ` (${verdictOf(ratio)})` : '';
    return [`${name} ${ratioText(told, levels)}${verdict}`];
  });
  return words.length === 0 ? [] : [`**Other cheats**, pay over honest pay: ${words.join('; ')}.`];
}

function idlerWords({ cells }: Told, all: readonly Levels[]): string[] {
  const words = otherCells.flatMap(({ words: name, levels }) => {
    const ratio = isIn(levels, all) ? cells.mean(levels, 'idlerRatio') : null;
    return ratio === null ? [] : [`${name} ${estimateText(ratio)}`];
  });
  return words.length === 0
    ? []
    : [
        `**Validators that do not evaluate miners**, dividends per stake over those of the others: ${words.join('; ')}.`,
      ];
}

/** Every cell with its words, in the order in which pages list them. */
const known: readonly (readonly [string, Levels])[] = [
  ['no cheats', honestCell],
  ...lookupShares.flatMap((share) =>
    pruned.map(
      (tokens) => [`look-ups ${percent(share)}, ${tokens} pruned`, lookupCell(share, tokens)] as const,
    ),
  ),
  ['look-ups 20 %, exact key, 1 pruned', exactKeyCell],
  // The chain's own distance is that of the look-ups above.
  ...divergences
    .filter((rate) => rate !== honestCell.validatorLogitsDivergence)
    .map((rate) => [`look-ups 20 %, 1 pruned, distance ${percentOf(rate)}`, divergenceCell(rate)] as const),
  ...otherCells.map(({ words, levels }) => [words, levels] as const),
];

const nameOf = (cell: Levels): string => known.find(([, levels]) => isIn(cell, [levels]))?.[0] ?? 'another';

/** Shares of the candidates that cheat, by what states them. */
const stated = ['scenario.lookupShare', 'scenario.echoShare', 'scenario.varianceShare'] as const;

/** Whether cheats hold the share that the scenario states. */
function heldSection(
  { cells }: Told,
  rows: Results['rows'],
  study: Results['study'],
  all: readonly Levels[],
): PageSection[] {
  if (study.days < fewestDays) return [];
  const changes: Stationarity | null = stationarityOf(
    study,
    rows,
    'cheaterShare',
    study.objectives[0].margin,
  );
  const lines = all.flatMap((cell) => {
    const share = stated.reduce((sum, name) => sum + Number(cell[name] ?? 0), 0);
    const held = cells.mean(cell, 'cheaterShare');
    return share === 0 || held === null ? [] : [{ cell, share, held }];
  });
  if (lines.length === 0) return [];
  const right = (title: string) => ({ title, align: 'right' as const });
  return [
    {
      heading: 'How many cheat',
      blocks: [
        paragraph(
          'The scenario states which share of the founders and of the candidates cheats. Nothing holds the share of the slots there: it is what entry and eviction make of it.',
        ),
        {
          kind: 'table',
          caption: `Share of the miners’ slots that cheaters hold, mean ± half-width of the 95 % t interval over ${study.seeds} seeds; last column: second half of the measured days less the first.`,
          columns: [
            { title: 'cheat and defence' },
            right('stated'),
            right('held'),
            right('held in the course of the days'),
          ],
          rows: lines.map(({ cell, share, held }) => [
            nameOf(cell),
            number2(share),
            estimateText(held, study.seeds),
            differenceText(
              changes?.cells.find(({ levels }) => isIn(cell, [levels]))?.halves ?? null,
              study.seeds,
            ),
          ]),
        },
      ],
    },
  ];
}

function linesTable({ cells }: Told, all: readonly Levels[], seeds: number): Table {
  const lines = known.filter(([, levels]) => isIn(levels, all));
  return {
    kind: 'table',
    caption: `What cheating earns: mean ± half-width of the 95 % t interval over ${seeds} common seeds. Δ: loss of the client against the world without cheats, paired by seed.`,
    columns: [
      { title: 'cheat and defence' },
      { title: 'pay over honest', align: 'right' },
      { title: 'share of pay', align: 'right' },
      { title: 'share of miners', align: 'right' },
      { title: 'client’s loss, nats', align: 'right' },
      { title: 'Δ', align: 'right' },
      { title: 'rank correlation', align: 'right' },
    ],
    rows: lines.map(([name, levels]) => [
      name,
      estimateText(cells.mean(levels, 'cheaterRatio') ?? cells.mean(levels, 'idlerRatio'), seeds),
      estimateText(cells.mean(levels, 'cheaterPay'), seeds),
      estimateText(cells.mean(levels, 'cheaterShare'), seeds),
      estimateText(cells.mean(levels, 'clientLoss'), seeds),
      levels === honestCell
        ? none
        : differenceText(cells.difference(levels, honestCell, 'clientLoss'), seeds),
      estimateText(cells.mean(levels, 'spearman'), seeds),
    ]),
  };
}
