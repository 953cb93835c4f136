import { longRunRows } from '../../analysis/beginning/longRunRows.ts';
import { Cells, type Levels } from '../../analysis/cells.ts';
import { cellsOf } from '../../plan/study.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { differsWords, worldsWords } from '../../report/answer/phrases.ts';
import { firstYardstick, yardstickWords } from '../../report/answer/yardstick.ts';
import { contrastsChart } from '../../report/charts/contrasts.ts';
import type { Table } from '../../report/document.ts';
import type { ChartBlock } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { differenceText, estimateText } from '../../statistics/format.ts';

/** The page of few base models, from the rows alone. */
export function familiesPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage {
  const cells = new Cells(longRunRows(rows));
  const [own, ...shared] = cellsOf(study);
  return {
    answer: familiesAnswer(cells, shared, own),
    yardstick: familiesYardstick(study, cells, shared, own),
    picture: gapsChart(cells, shared, own, study.seeds),
    sure: [
      ...shared.map((cell) => costWords(cells, cell, own)),
      skillWords(cells, shared, own),
      'Copying brings a network nothing here but common errors: a miner that copies is neither better nor cheaper, so the page tells a loss alone.',
    ],
    summary: tableOf(cells, own, shared, study.seeds),
    sections: [],
    limits: [
      'The gain of averaging many answers is that of a mean of probabilities with equal weights over the ten best paid; a client that picks one answer, or trains its weights, gains otherwise.',
      'All miners of a network belong to families of equal size at a stroke, and no one chooses one; errors go together by one number.',
      'In a network above 64 uids validators score each miner alone, so no one is paid for being unlike the others. A network in which validators see families is not asked here.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A55', 'A57'],
  };
}

/** Conditions whose errors go together as those of the first do, the fewest base models first. */
function askedOf(shared: readonly Levels[]): Levels[] {
  const asked = shared.filter(
    (cell) => cell['scenario.familyCorrelation'] === shared[0]['scenario.familyCorrelation'],
  );
  return asked.toSorted((one, other) => countOf(one) - countOf(other));
}

const countOf = (cell: Levels): number => Number(cell['scenario.modelFamilies']);

/** Whether that is much, of the two numbers of base models that the answer tells. */
function familiesYardstick(
  study: Results['study'],
  cells: Cells,
  shared: readonly Levels[],
  own: Levels,
): string | null {
  const [fewest, ...others] = askedOf(shared);
  const told = [fewest, ...others.slice(-1)];
  return yardstickWords(
    told.map((cell) =>
      firstYardstick(
        study,
        cells.difference(cell, own, 'clientGap'),
        `the one with ${baseModels(countOf(cell))}`,
      ),
    ),
  );
}

/** What the fewest base models cost a client, and the most that were asked about. */
function familiesAnswer(cells: Cells, shared: readonly Levels[], own: Levels): string {
  const gapOf = (cell: Levels) => cells.difference(cell, own, 'clientGap');
  const [fewest, ...others] = askedOf(shared);
  const gap = gapOf(fewest);
  if (gap === null) return 'Nothing can be compared: the client’s loss has too few values; run sweep again.';
  const head = `With ${baseModels(countOf(fewest))} behind all miners ${differsWords(gap, 'clientGap')} ${gap.low <= 0 && gap.high >= 0 ? 'from that' : 'than'} with a model each`;
  const most = others.at(-1);
  const last = most === undefined ? null : gapOf(most);
  const worlds = worldsWords(gap.n);
  return last === null
    ? `${head} (${worlds}).`
    : fitting(
        `${head}; with ${countOf(most!)} it moves by ${differenceText(last)} nats (${worlds}).`,
        `${head} (${worlds}).`,
      );
}

const baseModels = (count: number): string => (count === 1 ? 'one base model' : `${count} base models`);

/** What each number of base models costs the client. */
function gapsChart(cells: Cells, shared: readonly Levels[], own: Levels, seeds: number): ChartBlock | null {
  const rows = shared.flatMap((cell) => {
    const gap = cells.difference(cell, own, 'clientGap');
    return gap === null ? [] : [{ label: nameOf(cell), mean: gap.mean, low: gap.low, high: gap.high }];
  });
  const spec = contrastsChart({
    title: 'What few base models cost a client',
    subtitle: 'the client’s loss less that with a model each, nats',
    rows,
    reference: 0,
  });
  const caption = `The client’s loss with each number of base models, less that with a model each, in the second half of the measured days, paired by seed over ${seeds} seeds; lines: 95 % t intervals.`;
  return spec === null ? null : { kind: 'chart', name: 'base-models', caption, spec };
}

const nameOf = (cell: Levels): string => {
  const families = Number(cell['scenario.modelFamilies']);
  const count = families === 0 ? 'each its own' : baseModels(families);
  return families === 0 ? count : `${count}, correlation ${cell['scenario.familyCorrelation']}`;
};

const costWords = (cells: Cells, cell: Levels, own: Levels): string =>
  `**${nameOf(cell)}:** ${estimateText(cells.mean(cell, 'diversity'))} independent models in place of ${estimateText(cells.mean(own, 'diversity'))}, which costs the client ${differenceText(cells.difference(cell, own, 'clientGap'))} nats.`;

/** Whether anybody but the client notices. */
function skillWords(cells: Cells, shared: readonly Levels[], own: Levels): string {
  const measures = ['validatorSkill', 'validatorsLearn', 'servedGap'];
  const isSame = shared.every((cell) =>
    measures.every((measure) =>
      cells.values(cell, measure).every((value, seed) => value === cells.values(own, measure)[seed]),
    ),
  );
  const same = isSame
    ? 'are the same in every digit: no one but the client notices'
    : 'differ, though no validator sees families';
  return `Validators’ skill, whether they learn, and the loss that is paid for ${same}. The skill is ${estimateText(cells.mean(own, 'validatorSkill'))} standard deviations and moves by ${estimateText(cells.mean(own, 'validatorsLearn'))} a day.`;
}

const tableOf = (cells: Cells, own: Levels, shared: readonly Levels[], seeds: number): Table => ({
  kind: 'table',
  caption: `Second half of the measured days, mean ± half-width of the 95 % t interval over ${seeds} seeds; Δ: against each model its own, paired.`,
  columns: [
    { title: 'models' },
    { title: 'independent models', align: 'right' },
    { title: 'client’s loss against the frontier, nats', align: 'right' },
    { title: 'Δ', align: 'right' },
    { title: 'validators’ skill', align: 'right' },
  ],
  rows: [own, ...shared].map((cell) => [
    nameOf(cell),
    estimateText(cells.mean(cell, 'diversity'), seeds),
    estimateText(cells.mean(cell, 'clientGap'), seeds),
    cell === own ? '' : differenceText(cells.difference(cell, own, 'clientGap'), seeds),
    estimateText(cells.mean(cell, 'validatorSkill'), seeds),
  ]),
});
