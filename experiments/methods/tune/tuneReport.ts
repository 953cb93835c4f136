import { join } from 'node:path';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { engineOf } from '../../base/identity.ts';
import { type Column, terminalWidth, textTable } from '../../base/textTable.ts';
import { domainText } from '../../input/distributionText.ts';
import { markLines } from '../../plan/scenarioMark.ts';
import type { TopLevelSpec } from '../../report/charts/chart.ts';
import {
  type Block,
  type Document,
  type Figure,
  list,
  paragraph,
  type Section,
} from '../../report/document.ts';
import { figureBlock, writeFigure } from '../../report/figureBlock.ts';
import { missedPatterns } from '../../report/missedPatterns.ts';
import { inOrder } from '../../report/order.ts';
import { pagePanelIn } from '../../report/pagePanel.ts';
import type { ReportForm } from '../../report/report.ts';
import { verifyLine } from '../../report/verifyLine.ts';
import { writePage } from '../../report/writePage.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { differenceText, estimateText, number, number2 } from '../../statistics/format.ts';
import { panelStudy } from '../panelStudy.ts';
import { guardrailText } from './checks.ts';
import { commandOf } from './command.ts';
import { tuneAnswer, tuneYardstick } from './tuneAnswer.ts';
import { frontChart, rangeChart } from './tuneCharts.ts';
import type { TunePlan } from './tunePlan.ts';
import type { TuneOutcome } from './tuneStudy.ts';
import { natural, sentencesOf, spanText, unitOf, valueText } from './words.ts';

export interface TuneProvenance {
  readonly hash: string;
  readonly rowsHash: string;
  readonly trials: number;
  readonly failed: number;
}

/**
 * Writes `report.html`, `report.md`, `outcome.json` and the figures of a tuning study; returns the text for a terminal. Its live panel
 * begins with what is recommended, else with the first candidate.
 */
export async function writeTuneReport(
  folder: string,
  plan: TunePlan,
  outcome: TuneOutcome,
  provenance: TuneProvenance,
  { isStatic = false }: ReportForm = {},
): Promise<{ readonly html: string; readonly answer: string; readonly text: string }> {
  const [picture = null, ...others] = await figuresOf(folder, plan, outcome);
  const yardstick = tuneYardstick(plan, outcome);
  const document: Document = {
    title: plan.question,
    answer: tuneAnswer(plan, outcome),
    ...(yardstick !== null && { yardstick }),
    picture,
    sections: inOrder({
      sure: [list(sentencesOf(plan, outcome)), list(methodItems(plan))],
      limits: [list([...limits, ...missedPatterns()])],
      check: checkBlocks(plan, provenance),
      more: [
        contendersSection(plan, outcome),
        rangesSection(plan, outcome, others),
        searchesSection(plan, outcome),
      ],
    }),
  };
  const { contenders, recommended } = outcome.verdict;
  const candidate = contenders[recommended ?? 0];
  const panel = isStatic
    ? undefined
    : await pagePanelIn(folder, { study: panelStudy(plan), start: candidate?.setting ?? {} });
  const { html: path } = writePage(folder, { ...document, ...(panel !== undefined && { panel }) });
  writeWhole(join(folder, 'outcome.json'), `${JSON.stringify(summaryOf(outcome), null, 2)}\n`);
  return { html: path, answer: document.answer, text: textOf(plan, outcome, path) };
}

/** The outcome as plain data for machines, trials left out: they are in the journal. */
export function summaryOf({ verdict, center, ranges, regionShare, chosen }: TuneOutcome) {
  return {
    verdict,
    center,
    regionShare,
    chosen,
    ranges: ranges.map(({ knob, isNumeric, certain, expected, possible }) => ({
      knob,
      isNumeric,
      certain,
      expected,
      possible,
    })),
  };
}

async function figuresOf(folder: string, plan: TunePlan, outcome: TuneOutcome): Promise<Figure[]> {
  const specs: { name: string; caption: string; spec: TopLevelSpec }[] = outcome.ranges.flatMap((range, j) =>
    plan.objectives.map((objective, k) => ({
      name: `range-${j + 1}-${k + 1}`,
      caption: `${metricHeading(objective.name, plan)} along \`${range.knob}\`, the other knobs as in the answer: what all trials together say, with the 95 % belief at each level.`,
      spec: rangeChart(plan, range, k),
    })),
  );
  if (plan.objectives.length > 1 && outcome.verdict.contenders.length > 0)
    specs.unshift({
      name: 'front',
      caption: 'Candidates numbered as in the table; the larger the point, the likelier it is not dominated.',
      spec: frontChart(plan, outcome),
    });
  const blocks: Figure[] = [];
  for (const { name, caption, spec } of specs) {
    const figure = await figureBlock(name, caption, spec);
    writeFigure(folder, figure);
    blocks.push(figure);
  }
  return blocks;
}

/** Every candidate as fresh seeds judge it; the status quo comes first. */
function contendersTable(plan: TunePlan, { verdict }: TuneOutcome) {
  const { contenders, statusQuoMeans, statusQuoExcesses, statusQuoUndominated, recommended } = verdict;
  const several = plan.objectives.length > 1;
  const columns: Column[] = [
    { title: 'candidate', shrinks: true },
    ...plan.dimensions.map(({ name }): Column => ({ title: name, align: 'right' })),
    ...plan.objectives.map(
      (objective): Column => ({ title: `${objective.name}, difference`, align: 'right' }),
    ),
    ...plan.guardrails.map(
      (rail): Column => ({ title: `${guardrailText(rail)}: beyond by`, align: 'right' }),
    ),
    ...(several ? [{ title: 'P(not dominated)', align: 'right' } as Column] : []),
    { title: 'standing' },
  ];
  const knobs = (setting: TunePlan['statusQuo']) =>
    plan.dimensions.map(({ name }) => valueText(plan, name, setting[name]));
  const rows = [
    [
      'status quo',
      ...knobs(plan.statusQuo),
      ...plan.objectives.map(
        ({ better }, k) => `mean ${short((better === 'higher' ? -1 : 1) * statusQuoMeans[k])}`,
      ),
      ...statusQuoExcesses.map((excess) => `mean ${short(excess)}`),
      ...(several ? [number(statusQuoUndominated, 2)] : []),
      '',
    ],
    ...contenders.map(({ setting, roles, differences, excesses, undominated, standing }, k) => [
      `${k + 1}: ${roles.join(', ')}`,
      ...knobs(setting),
      ...plan.objectives.map((objective, j) =>
        differenceText(natural(objective, differences[j]), verdict.seeds),
      ),
      ...excesses.map((excess) => estimateText(excess, verdict.seeds)),
      ...(several ? [number(undominated, 2)] : []),
      k === recommended ? 'recommended' : standing,
    ]),
  ];
  return { columns, rows };
}

const short = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 5 });

const contendersCaption = ({ verdict }: TuneOutcome): string =>
  `Candidate − status quo on ${verdict.seeds} fresh seeds, paired; 95 % intervals that all hold together (${verdict.method}).`;

function contendersSection(plan: TunePlan, outcome: TuneOutcome): Section {
  const { recommended } = outcome.verdict;
  const marked = recommended === null ? [] : [recommended + 1];
  return {
    id: 'candidates',
    heading: 'Candidates on fresh seeds',
    blocks: [
      { kind: 'table', caption: contendersCaption(outcome), ...contendersTable(plan, outcome), marked },
    ],
  };
}

function rangesTable(plan: TunePlan, { ranges }: TuneOutcome) {
  const columns: Column[] = [
    { title: 'knob' },
    { title: 'status quo', align: 'right' },
    { title: 'for certain', align: 'right' },
    { title: 'expected', align: 'right' },
    { title: 'at most', align: 'right' },
  ];
  const rows = ranges.map((range) => [
    range.knob,
    valueText(plan, range.knob, plan.statusQuo[range.knob]),
    ...[range.certain, range.expected, range.possible].map((values) => spanText(plan, range, values)),
  ]);
  return { columns, rows };
}

function rangesSection(plan: TunePlan, outcome: TuneOutcome, figures: Figure[]): Section {
  const margins = plan.objectives.map((objective) =>
    `${objective.name} ${number2(objective.margin)} ${unitOf(plan, objective)}`.trim(),
  );
  const several = plan.dimensions.length > 1;
  const region = `With all knobs moving at once, ${number(100 * outcome.regionShare, 0)} % of the space is expected to be as good as the answer.`;
  const caption = `Values as good as the best of their line within the margin (${margins.join(', ')}), the other knobs as in the answer; from a Gaussian process over all ${outcome.evaluations.length} trials, beliefs of 95 % at each level.`;
  return {
    id: 'ranges',
    heading: 'Equally good settings',
    blocks: [
      { kind: 'table', caption, ...rangesTable(plan, outcome) },
      ...(several ? [paragraph(region)] : []),
      ...figures,
    ],
  };
}

function searchesSection(plan: TunePlan, { evaluations, chosen }: TuneOutcome): Section {
  const count = (stage: string) => evaluations.filter((one) => one.stage === stage).length;
  const setting = (one: TunePlan['statusQuo'] | null) =>
    one === null
      ? 'nothing'
      : plan.dimensions.map(({ name }) => `${name} ${valueText(plan, name, one[name])}`).join(', ');
  const rows = [
    ['status quo', String(count('status quo')), setting(plan.statusQuo)],
    ['random search', String(count('random')), setting(chosen.random)],
    ...(plan.search === 'random' ? [] : [[plan.search, String(count('search')), setting(chosen.search)]]),
    ['fresh seeds', String(count('confirm')), ''],
  ];
  return {
    id: 'searches',
    heading: 'What each search chose',
    blocks: [
      {
        kind: 'table',
        caption: `Trials on seeds ${plan.firstSeed} … ${plan.firstSeed + plan.searchSeeds - 1}, and on the ${plan.confirmSeeds} fresh seeds after them.`,
        columns: [{ title: '' }, { title: 'trials', align: 'right' }, { title: 'chose' }],
        rows,
      },
    ],
  };
}

const limits: readonly string[] = [
  'The ranges hold along one setting at a time, the others as in the answer.',
  'The intervals cover the seeds of this model, not the distance between the model and the chain.',
];

/** How it was decided, stated before the first trial. */
function methodItems(plan: TunePlan): string[] {
  return [
    `Objectives: ${plan.objectives.map(({ expression, better, margin }) => `\`${expression}\`, ${better} is better, margin ${number2(margin)}`).join('; ')}.`,
    `Guardrails: ${
      plan.guardrails
        .map(guardrailText)
        .map((text) => `\`${text}\``)
        .join(', ') || 'none'
    }. Constraints: ${plan.constraints.map((text) => `\`${text}\``).join(', ') || 'none'}.`,
    `Knobs: ${plan.dimensions.map(({ name, domain }) => `\`${name}${domainText(domain)}\``).join(', ')}.`,
    'Every trial of a search is paired with the status quo on the same seed. No seed that a search has seen judges its choice.',
    'A change is recommended where an objective is better for certain and by its margin at least, no objective may be worse by its margin, and every guardrail holds for certain. Where nothing matters this happens in at most 2.5 of 100 studies.',
    'Of settings that qualify, the smallest change is recommended that is not worse than another by a margin.',
  ];
}

function checkBlocks(plan: TunePlan, { hash, rowsHash, trials, failed }: TuneProvenance): Block[] {
  return [
    { kind: 'code', text: commandOf(plan) },
    list([
      verifyLine,
      `engine: ${engineOf(plan)}`,
      `study: \`${hash}\``,
      ...markLines(plan),
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      `trials: ${trials}, of which ${failed} failed`,
    ]),
  ];
}

/** The answer first, then the tables. */
function textOf(plan: TunePlan, outcome: TuneOutcome, path: string): string {
  const width = terminalWidth();
  const contenders = contendersTable(plan, outcome);
  const ranges = rangesTable(plan, outcome);
  return [
    tuneAnswer(plan, outcome).replaceAll('`', ''),
    '',
    plan.question,
    '',
    ...sentencesOf(plan, outcome).map((sentence) => sentence.replaceAll(/`|\*\*/g, '')),
    '',
    contendersCaption(outcome),
    textTable(contenders.columns, contenders.rows, width),
    '',
    'Equally good settings',
    textTable(ranges.columns, ranges.rows, width),
    '',
    `Report: ${path}`,
  ].join('\n');
}
