import type { Analysis, ArmAnalysis, ArmObjective } from '../../analysis/analysis.ts';
import { differenceText, estimateText, levelText, none, number2 } from '../../statistics/format.ts';
import { type Block, list, paragraph, type Section, type Table } from '../document.ts';
import type { DrawnChart } from '../drawCharts.ts';
import { metricHeading, needsDeterred, unitOf } from '../headline.ts';

/** The knob whose other reading gets a headline of its own (assumption A13). */
const readingKnob = 'stakePruningMin';

const byCut =
  '“Where it does not matter” shows how it changes with the cut and with the weights of newcomers and incumbents.';

/** How the answer changes when an assumption changes; null for a study without arms. */
export function armsSection(analysis: Analysis, charts: readonly DrawnChart[]): Section | null {
  const { arms, study } = analysis;
  if (arms.length === 0) return null;
  const fixed = Object.entries(study.armSet).map(([name, value]) => `\`${name}\` ${value}`);
  const inert = arms.filter(({ isInert }) => isInert).map(({ name }) => name);
  const blocks: Block[] = [
    paragraph(
      `Each line repeats the sweep at ${arms[0].levels.map(number2).join(' · ')} with one assumption changed, on the first ${study.armSeeds} seeds` +
        `${fixed.length > 0 ? ` at ${fixed.join(', ')}` : ''}, and is compared with the main trials of the same seeds.`,
    ),
    ...arms.filter(({ set }) => readingKnob in set).flatMap((arm) => readingBlocks(analysis, arm)),
    ...charts.map(({ figure }) => figure),
    ...study.objectives.map((_, k) => armsTable(analysis, k)),
    paragraph(
      inert.length > 0
        ? `**Inert** (no objective moves by as much as its margin, and no paired difference leaves its interval of zero): ${inert.join('; ')}.`
        : 'None of the changed assumptions is inert.',
    ),
    ...(analysis.settings.some(({ variants }) => variants.length > 0) ? [paragraph(byCut)] : []),
  ];
  return { id: 'arms', heading: 'How the answer changes', blocks };
}

/** The answer under the other reading of the stake limit. */
function readingBlocks(analysis: Analysis, arm: ArmAnalysis): Block[] {
  return [
    paragraph(`**Headline under the other reading of A13, ${arm.name}** (${arm.seeds} seeds):`),
    list(arm.objectives.map((objective) => readingSentence(analysis, arm, objective))),
  ];
}

function readingSentence(
  { factor, statusQuo, study }: Analysis,
  { levels }: ArmAnalysis,
  objective: ArmObjective,
): string {
  const { metric, best, bestRange, mainBest, margin, statusQuoCost } = objective;
  const name = metricHeading(metric, study);
  if (best === null) return `${name}: no level can be compared.`;
  const edge = best === levels[levels.length - 1] ? ', the longest level tried' : '';
  const left = bestRange === null ? '' : ` (with a seed left out: ${spanOf(bestRange)})`;
  const cost =
    statusQuo === null || statusQuoCost === null || statusQuo === best
      ? ''
      : `; the status quo of ${number2(statusQuo)} differs from it by ${differenceText(statusQuoCost)} ${unitOf(metric, study)} (margin ${number2(margin)})`;
  const deterred = needsDeterred(metric)
    ? ` Deterred of 100 viable candidates at the best level: ${estimateText(objective.deterredAtBest)}.`
    : '';
  const main = mainBest === null ? none : number2(mainBest);
  return `${name}: best at ${levelText(best, factor.unit)}${edge}${left}${cost}; under the main reading these seeds put the best at ${main}.${deterred}`;
}

function armsTable({ arms, study, statusQuo }: Analysis, objective: number): Table {
  const { metric, margin } = study.objectives[objective];
  const { levels } = arms[0];
  const at = Math.max(0, statusQuo === null ? 0 : levels.indexOf(statusQuo));
  const level = number2(levels[at]);
  return {
    kind: 'table',
    caption:
      `${metricHeading(metric, study)}, ${unitOf(metric, study)} (margin ${number2(margin)}): best level under each changed assumption, and the ` +
      'paired difference from the main study (± half-width of the 95 % t interval).',
    columns: [
      { title: 'assumption' },
      { title: 'best level', align: 'right' },
      { title: 'a seed left out', align: 'right' },
      { title: 'main, same seeds', align: 'right' },
      { title: `difference at ${level}`, align: 'right' },
      { title: 'largest difference', align: 'right' },
      ...(needsDeterred(metric) ? [{ title: 'deterred at best', align: 'right' } as const] : []),
      { title: 'seeds', align: 'right' },
      { title: 'inert' },
    ],
    rows: arms.map((arm) => armRow(arm, arm.objectives[objective], at)),
  };
}

/** One number where both ends agree. */
const spanOf = (range: readonly [number, number]): string => [...new Set(range)].map(number2).join(' … ');

function armRow({ name, seeds, isInert }: ArmAnalysis, objective: ArmObjective, at: number): string[] {
  const { best, bestRange, mainBest, differences } = objective;
  const known = differences.filter((difference) => difference !== null);
  const largest = known.reduce<(typeof known)[number] | null>(
    (top, one) => (top === null || Math.abs(one.mean) > Math.abs(top.mean) ? one : top),
    null,
  );
  return [
    name,
    best === null ? none : number2(best),
    bestRange === null ? none : spanOf(bestRange),
    mainBest === null ? none : number2(mainBest),
    differenceText(differences[at]),
    differenceText(largest),
    ...(needsDeterred(objective.metric) ? [estimateText(objective.deterredAtBest)] : []),
    String(seeds),
    isInert ? 'yes' : 'no',
  ];
}
