import { runOf } from '../../analysis/beginning/runs.ts';
import { Cells, type Levels } from '../../analysis/cells.ts';
import { stationarityOf } from '../../analysis/stationarity.ts';
import { cellsOf } from '../../plan/study.ts';
import { sentenceCase, sizeText, worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { contrastsChart } from '../../report/charts/contrasts.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import { firstObjective } from '../../report/firstObjective.ts';
import type { ChartBlock } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import { moving, stationaritySection, stationarityWords } from '../../report/sections/stationarity.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { detectableOf } from '../../statistics/detectable.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number, number2 } from '../../statistics/format.ts';
import { differences, pairedDifference } from '../../statistics/paired.ts';

const words: Readonly<Record<string, string>> = {
  base: 'base score',
  synergy: 'base + pairs',
  triples: 'base + pairs + triples',
  leaveOneOut: 'leave-one-out',
  shapley: 'Shapley, exact',
  sampledShapley: 'Shapley, 16 orders',
  fisher: 'Fisher',
};

const nameOf = (cell: Levels): string => {
  const steps = Number(cell['validator.gateSteps']);
  const gate = steps > 0 ? `, gate after ${steps} steps` : '';
  return `${words[String(cell['validator.scoringRule'])]}, ${cell['validator.topk']} peers${gate}`;
};

/** Joined answers for a score. The pairs of 2022 are scored by code that does not count: one each and half a pair per peer. */
function forwardsOf(cells: Cells, cell: Levels): number | null {
  const counted = cells.mean(cell, 'forwardsPerQuery')?.mean;
  if (counted !== undefined) return counted;
  return cell['validator.scoringRule'] === 'synergy' ? 1 + (Number(cell['validator.topk']) - 1) / 2 : null;
}

/** Days below which the rule of settling says nothing. */
const fewestDays = 10;

/** What a page tells of: its rows, the base score, and the differences from it that hold together. */
interface Told {
  readonly cells: Cells;
  readonly all: readonly Levels[];
  readonly base: Levels;
  readonly margin: number;
  /** A rule less the base score in rank correlation, at a level that holds for all rules together. */
  readonly gap: (cell: Levels) => Estimate | null;
}

/** The page from the rows alone. */
export function scoringPage({ rows, study }: Pick<Results, 'rows' | 'study'>): StudyPage {
  const cells = new Cells(rows);
  const all = cellsOf(study);
  const { metric, margin } = firstObjective(study);
  const base = find(all, 'base', 8, 0) ?? all[0];
  const level = 1 - 0.05 / Math.max(1, all.length - 1);
  const gap = (cell: Levels) =>
    pairedDifference(cells.values(cell, metric), cells.values(base, metric), level);
  const told: Told = { cells, all, base, margin, gap };
  const best = bestOf(told);
  const found = study.days < fewestDays ? null : stationarityOf(study, rows, metric, margin);
  const moved = found === null ? [] : moving(found);
  const settled = { ...told, all: all.filter((cell) => !moved.includes(cell)) };
  return {
    answer:
      found?.isPast === false || moved.includes(base)
        ? `Not settled by day ${number2(study.days)}: the rank correlation under the base score still moves, and is ${estimateText(cells.mean(base, 'spearman'))} over the measured days (${worldsWords(cells.seeds.length)}).`
        : scoringAnswer(settled),
    yardstick: found?.isPast === false || moved.includes(base) ? null : scoringYardstick(study, settled),
    picture: rulesChart(told, study.seeds),
    sure: [
      rankWords(told),
      ...courseWords(settled, rows, study.days),
      ...fisherWords(told),
      ...pairsWords(told),
      ...costWords(told),
      ...(found === null ? [] : [stationarityWords(found, study, nameOf)]),
      clientLine(cells, best, worstForClient(cells, all), `under the best rule by rank (${nameOf(best)})`),
    ],
    summary: rulesTable(told, study.seeds),
    sections: [
      ...(found === null ? [] : [stationaritySection(found, study, nameOf)]),
      {
        heading: 'How to read it',
        blocks: [
          paragraph(
            'Every rule scores the same miners on the same rows with the same moving average, and the chain pays by the weights that ' +
              'follow. True quality is the expected score of a miner’s own loss. A joined answer is one evaluation of an average or a ' +
              'mixture, or of one miner; uids that do not answer are asked and cost nothing. What is measured begins when the network ' +
              'has settled under each rule: on the first half day after a start rules rank otherwise.',
          ),
        ],
      },
    ],
    limits: [
      'The world is small (48 uids, 8 validators) because an exact Shapley value of 8 peers takes 256 joined answers for each forward.',
      'Miners differ only in loss: specialists that are right where others are wrong, which synergy is meant for, arise only by chance.',
      'The gate is drawn again in each sweep and trained on the rows that are scored; in 2021 one gate was trained over weeks.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A55', 'A56'],
  };
}

const find = (all: readonly Levels[], rule: string, topk: number, steps: number): Levels | undefined =>
  all.find(
    (cell) =>
      cell['validator.scoringRule'] === rule &&
      cell['validator.topk'] === topk &&
      cell['validator.gateSteps'] === steps,
  );

function bestOf({ cells, all }: Told): Levels {
  const rank = (cell: Levels) => cells.mean(cell, 'spearman')?.mean ?? -1;
  return all.reduce((one, other) => (rank(other) > rank(one) ? other : one));
}

/** The rule that does better than the base score by most; null where there is none besides it. */
function rivalOf({ all, base, gap }: Told): { readonly cell: Levels; readonly by: Estimate } | null {
  const rivals = all.flatMap((cell) => {
    const by = cell === base ? null : gap(cell);
    return by === null ? [] : [{ cell, by }];
  });
  return rivals.length === 0
    ? null
    : rivals.reduce((one, other) => (other.by.mean > one.by.mean ? other : one));
}

/** Whether the rule next to the base score gains on it while it is measured. */
function courseWords(told: Told, rows: Results['rows'], days: number): string[] {
  const rival = rivalOf(told);
  if (rival === null || days < fewestDays) return [];
  const half = Math.floor(days / 2);
  const valuesOf = (cell: Levels, from: number, to: number) =>
    told.cells.seeds.map((seed) => {
      const row = rows.find((one) => one.plan.seed === seed && isOf(one, cell));
      return row?.status === 'complete' ? (runOf(row, 'spearman')?.mean(from, to) ?? null) : null;
    });
  const gap = (from: number, to: number) =>
    pairedDifference(valuesOf(rival.cell, from, to), valuesOf(told.base, from, to));
  const [first, second] = [gap(0, half), gap(half, days)];
  if (first === null || second === null) return [];
  return [
    `**In the course of the days** ${nameOf(rival.cell)} differs from the base score by ${differenceText(first)} in the first ${number2(half)} and by ${differenceText(second)} in the last ${number2(days - half)}.`,
  ];
}

const isOf = (row: Results['rows'][number], cell: Levels): boolean =>
  Object.entries(cell).every(([name, value]) => row.levels[name] === value);

/** Whether the difference that the answer tells is much. */
function scoringYardstick(study: Results['study'], told: Told): string | null {
  const found = firstYardstick(study, rivalOf(told)?.by ?? null);
  return yardstickWords([found === null ? null : { ...found, measure: 'the rank correlation', unit: '' }]);
}

/** Whether a rule pays by worth better than the base score, by the one that does best besides it. */
function scoringAnswer(told: Told): string {
  const { cells, base, margin } = told;
  const rival = rivalOf(told);
  const own = cells.mean(base, 'spearman');
  if (rival === null)
    return `Only the base score can be told: its rank correlation with the worth of miners is ${estimateText(own)} (${worldsWords(own?.n ?? 0)}).`;
  const { cell, by } = rival;
  const worlds = worldsWords(by.n);
  if (by.low > margin)
    return `${sentenceCase(nameOf(cell))} pays miners by worth better than the base score: the rank correlation is ${sizeText(by)} higher (${worlds}).`;
  const others = told.all.length - 1;
  const next = `(${nameOf(cell)}) differs by ${differenceText(by)} in rank correlation (${worlds})`;
  return by.high < margin
    ? `None of ${others} other rules pays miners by worth better than the base score by enough to matter; the next ${next}.`
    : `Not decided whether a rule pays miners by worth better than the base score: the next ${next}.`;
}

/** Every rule against the base score. */
function rulesChart({ all, base, gap, margin }: Told, seeds: number): ChartBlock | null {
  const rows = all.flatMap((cell) => {
    const by = cell === base ? null : gap(cell);
    return by === null ? [] : [{ label: nameOf(cell), mean: by.mean, low: by.low, high: by.high }];
  });
  const spec = contrastsChart({
    title: 'Which rule pays by worth',
    subtitle:
      'rank correlation with true worth, less that of the base score; grey: no difference that matters',
    rows,
    reference: 0,
    margin,
  });
  const caption = `Rank correlation of pay with the worth of miners under each rule, less that under the base score, paired by seed over ${seeds} seeds; lines: intervals that hold for all rules together at 95 %.`;
  return spec === null ? null : { kind: 'chart', name: 'rules', caption, spec };
}

/** The order by rank, and what so many seeds would have found. */
function rankWords(told: Told): string {
  const { cells, all, base, margin } = told;
  const gaps = all.flatMap((cell) => {
    const own = differences(cells.values(cell, 'spearman'), cells.values(base, 'spearman'));
    return cell === base || own.length < 2 || cell['validator.scoringRule'] === 'fisher' ? [] : [own];
  });
  const least = detectableOf(gaps);
  const power =
    least === null
      ? ''
      : ` Among rules other than Fisher a difference of ${number2(Number(least.toPrecision(2)))} would have been found in 8 of 10 such studies.`;
  const best = bestOf(told);
  const close = all.filter((cell) => {
    const by = cell === best ? null : cells.difference(cell, best, 'spearman');
    return by !== null && by.low > -margin;
  });
  const others = close.length === 0 ? 'no other' : close.map(nameOf).join('; ');
  return `**Highest rank correlation:** ${nameOf(best)}, ${estimateText(cells.mean(best, 'spearman'))}. Certainly within ${number2(margin)} of it: ${others}.${power}`;
}

function fisherWords({ cells, all }: Told): string[] {
  const [fisher, trained, shapley] = [
    find(all, 'fisher', 8, 0),
    find(all, 'fisher', 8, 100),
    find(all, 'shapley', 8, 0),
  ];
  if (fisher === undefined || shapley === undefined) return [];
  const gap = cells.difference(shapley, fisher, 'spearman');
  const claim =
    gap === null
      ? 'cannot be judged'
      : gap.low > 0
        ? 'holds'
        : gap.high < 0
          ? 'is refuted'
          : 'is not decided';
  const gate =
    trained === undefined
      ? ''
      : ` After 100 steps of the gate Fisher moves by ${differenceText(cells.difference(trained, fisher, 'spearman'))}.`;
  return [
    `**Fisher before convergence:** ${estimateText(cells.mean(fisher, 'spearman'))}; Shapley minus Fisher is ${differenceText(gap)}: the interview’s claim that it loses before convergence ${claim}.${gate}`,
  ];
}

function pairsWords({ all, gap }: Told): string[] {
  const [pairs, triples] = [find(all, 'synergy', 8, 0), find(all, 'triples', 8, 0)];
  if (pairs === undefined || triples === undefined) return [];
  return [
    `**Pairs and triples:** synergy of pairs moves the rank correlation by ${differenceText(gap(pairs))}, triples by ${differenceText(gap(triples))} against the base score.`,
  ];
}

function costWords({ cells, all, gap }: Told): string[] {
  const [leave, shapley] = [find(all, 'leaveOneOut', 8, 0), find(all, 'shapley', 8, 0)];
  if (leave === undefined || shapley === undefined) return [];
  return [
    `**Leaving one out** costs ${number(forwardsOf(cells, leave) ?? 0, 2)} joined answers for each uid asked against ${number(forwardsOf(cells, shapley) ?? 0, 0)} of exact Shapley, and differs from the base score by ${differenceText(gap(leave))}, from Shapley by ${differenceText(cells.difference(leave, shapley, 'spearman'))}.`,
  ];
}

function rulesTable({ cells, all, base, gap }: Told, seeds: number): Table {
  return {
    kind: 'table',
    caption: `Scoring rules: mean ± half-width of the 95 % t interval over ${seeds} common seeds. Δ: against the base score with 8 peers, paired by seed, at a level that holds for all rules together.`,
    columns: [
      { title: 'rule' },
      { title: 'rank correlation', align: 'right' },
      { title: 'Δ', align: 'right' },
      { title: 'incentive of the best tenth', align: 'right' },
      { title: 'joined answers for each uid asked', align: 'right' },
      { title: 'client’s loss, nats', align: 'right' },
    ],
    rows: all.map((cell) => {
      const forwards = forwardsOf(cells, cell);
      return [
        nameOf(cell),
        estimateText(cells.mean(cell, 'spearman'), seeds),
        cell === base ? none : differenceText(gap(cell), seeds),
        estimateText(cells.mean(cell, 'topDecileIncentive'), seeds),
        forwards === null ? none : number(forwards, 2),
        estimateText(cells.mean(cell, 'clientLoss'), seeds),
      ];
    }),
  };
}
