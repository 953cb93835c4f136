import { Cells, type Levels } from '../../analysis/cells.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { differenceText, estimateText, none, number } from '../../statistics/format.ts';

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

/** The page from the rows alone. */
export function scoringPage({ rows, study }: Pick<Results, 'rows' | 'study'>): StudyPage {
  const cells = new Cells(rows);
  const all = study.cells ?? [];
  const find = (rule: string, topk: number, steps: number) =>
    all.find(
      (cell) =>
        cell['validator.scoringRule'] === rule &&
        cell['validator.topk'] === topk &&
        cell['validator.gateSteps'] === steps,
    ) ?? all[0];
  const rank = (cell: Levels) => cells.mean(cell, 'spearman')?.mean ?? -1;
  const best = all.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  const base = find('base', 8, 0);
  const fisher = find('fisher', 8, 0);
  const trained = find('fisher', 8, 100);
  const shapley = find('shapley', 8, 0);
  const beats = (one: Levels, other: Levels) => differenceText(cells.difference(one, other, 'spearman'));
  const gap = cells.difference(shapley, fisher, 'spearman');
  const claim =
    gap === null
      ? 'cannot be judged'
      : gap.low > 0
        ? 'holds'
        : gap.high < 0
          ? 'is refuted'
          : 'is not decided';
  return {
    answer: [
      `**Best by rank:** ${nameOf(best)}: incentive follows true quality with a rank correlation of ${estimateText(cells.mean(best, 'spearman'))} at ` +
        `${number(forwardsOf(cells, best) ?? 0, 2)} joined answers for each uid asked; ${differenceText(cells.difference(best, base, 'spearman'))} against the base score only.`,
      `**Fisher before convergence:** ${estimateText(cells.mean(fisher, 'spearman'))}; Shapley minus Fisher is ${beats(shapley, fisher)}: the interview’s claim ` +
        `that it loses before convergence ${claim}. After 100 steps of the gate Fisher moves by ${beats(trained, fisher)}.`,
      `**Pairs and triples:** synergy of pairs moves the rank correlation by ${beats(find('synergy', 8, 0), base)}, triples by ${beats(find('triples', 8, 0), base)} against the base score.`,
      `**Leaving one out** costs ${number(forwardsOf(cells, find('leaveOneOut', 8, 0)) ?? 0, 2)} joined answers for each uid asked against ${number(forwardsOf(cells, shapley) ?? 0, 0)} of exact Shapley, and differs from it by ${beats(find('leaveOneOut', 8, 0), shapley)}.`,
      clientLine(cells, best, worstForClient(cells, all), `under the best rule by rank (${nameOf(best)})`),
    ],
    summary: rulesTable(cells, all, base, study.seeds),
    sections: [
      {
        heading: 'How to read it',
        blocks: [
          paragraph(
            'Every rule scores the same miners on the same rows with the same moving average, and the chain pays by the weights that ' +
              'follow. True quality is the expected score of a miner’s own loss. A joined answer is one evaluation of an average or a ' +
              'mixture, or of one miner; uids that do not answer are asked and cost nothing.',
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

function rulesTable(cells: Cells, all: readonly Levels[], base: Levels, seeds: number): Table {
  return {
    kind: 'table',
    caption: `Scoring rules: mean ± half-width of the 95 % t interval over ${seeds} common seeds. Δ: against the base score with 8 peers, paired by seed.`,
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
        cell === base ? none : differenceText(cells.difference(cell, base, 'spearman'), seeds),
        estimateText(cells.mean(cell, 'topDecileIncentive'), seeds),
        forwards === null ? none : number(forwards, 2),
        estimateText(cells.mean(cell, 'clientLoss'), seeds),
      ];
    }),
  };
}
