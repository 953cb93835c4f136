import { Cells, type Levels } from '../../analysis/cells.ts';
import { clientLine, worstForClient } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
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

/** The page from the rows alone. */
export function cheatersPage({ rows, study }: Pick<Results, 'rows' | 'study'>): StudyPage {
  const cells = new Cells(rows);
  const all = study.cells ?? [];
  return {
    answer: [
      ...lookupShares.map((share) => lookupWords(cells, share)),
      divergenceWords(cells),
      otherWords(cells),
      idlerWords(cells),
      clientLine(cells, honestCell, worstForClient(cells, all), 'without cheats'),
    ],
    summary: linesTable(cells, study.seeds),
    sections: [
      {
        heading: 'How to read it',
        blocks: [
          paragraph(
            'A cheat pays if its miner earns more than an honest one of the same arrivals: the ratio is above 1. It does not ' +
              'pay if the interval of the ratio ends below 1. Cheaters are drawn like all other miners, so without their trick ' +
              'the ratio would be 1 apart from chance. A miner that answers nothing earns nothing: its cost to the network is its slot.',
          ),
        ],
      },
    ],
    limits: [
      'How many rows a look-up knows, how often it misses and how far its answers lie are assumptions (A51, A54): the number of tokens that is enough depends on them.',
      'Cheaters do not learn, and honest miners do not turn into them when it pays.',
      'The world is scaled 1:16 and runs Finney’s rules on Nakamoto’s stakes; commit-reveal came later and is not part of it.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A50', 'A51', 'A52', 'A53', 'A54', 'A55'],
  };
}

const pays = (ratio: Estimate): string =>
  ratio.low > 1 ? 'it pays' : ratio.high < 1 ? 'it does not pay' : 'whether it pays is not decided';

function lookupWords(cells: Cells, share: number): string {
  const ratios = pruned.map((tokens) => cells.mean(lookupCell(share, tokens), 'cheaterRatio'));
  const enough = pruned.find((_, k) => ratios[k] !== null && ratios[k].high < 1);
  const stillPays = pruned.filter((_, k) => ratios[k] !== null && ratios[k].low > 1);
  const verdict =
    enough !== undefined
      ? `from ${enough} tokens pruned on it does not pay`
      : `no number of tokens tried (up to ${pruned[pruned.length - 1]}) makes it certainly unprofitable`;
  const last = stillPays.length > 0 ? `, and it certainly pays up to ${stillPays[stillPays.length - 1]}` : '';
  return (
    `**Look-ups, ${percent(share)} of miners:** ${estimateText(ratios[0])} times honest pay while nothing is pruned, ` +
    `${estimateText(ratios[1])} at one token; ${verdict}${last}.`
  );
}

function divergenceWords(cells: Cells): string {
  const at = (rate: number) => estimateText(cells.mean(divergenceCell(rate), 'cheaterRatio'));
  const exact = cells.mean(exactKeyCell, 'cheaterRatio');
  return (
    `**Distance of the logits** at one token pruned: ${at(divergences[0])} times honest pay without it, ${at(divergences[1])} at the ` +
    `chain’s 2 %, ${at(divergences[2])} at 20 %. A look-up by an exact key is stopped by one token: ${estimateText(exact)}.`
  );
}

function otherWords(cells: Cells): string {
  const words = otherCells.flatMap(({ words: name, levels }) => {
    const ratio = cells.mean(levels, 'cheaterRatio');
    return ratio === null ? [] : [`${name} ${estimateText(ratio)} (${pays(ratio)})`];
  });
  return `**Other cheats**, pay over honest pay: ${words.join('; ')}.`;
}

function idlerWords(cells: Cells): string {
  const words = otherCells.flatMap(({ words: name, levels }) => {
    const ratio = cells.mean(levels, 'idlerRatio');
    return ratio === null ? [] : [`${name} ${estimateText(ratio)}`];
  });
  return `**Validators that do not evaluate miners**, dividends per stake over those of the others: ${words.join('; ')}.`;
}

function linesTable(cells: Cells, seeds: number): Table {
  const lines: [string, Levels][] = [
    ['no cheats', honestCell],
    ...lookupShares.flatMap((share) =>
      pruned.map((tokens): [string, Levels] => [
        `look-ups ${percent(share)}, ${tokens} pruned`,
        lookupCell(share, tokens),
      ]),
    ),
    ['look-ups 20 %, exact key, 1 pruned', exactKeyCell],
    ...divergences.map((rate): [string, Levels] => [
      `look-ups 20 %, 1 pruned, distance ${percent(Math.round((1000 * rate) / 65_535) / 1000)}`,
      divergenceCell(rate),
    ]),
    ...otherCells.map(({ words, levels }): [string, Levels] => [words, levels]),
  ];
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
