import { type Compared, compared, survivalOf } from '../../analysis/models/comparison.ts';
import { labCommand } from '../../base/runnable.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { number2, withUnit } from '../../statistics/format.ts';
import { sentenceCase } from '../answer/phrases.ts';
import { yardstickWords } from '../answer/yardstick.ts';
import { type Block, list, paragraph, type Section } from '../document.ts';
import { drawnFigure, drawnSections } from '../drawnSections.ts';
import { failureWords } from '../failureWords.ts';
import { withGaps } from '../gaps.ts';
import { inOrder } from '../order.ts';
import type { PageSection } from '../pageSection.ts';
import { pageText } from '../pageText.ts';
import type { Report } from '../report.ts';
import { seedRange } from '../seedRange.ts';
import { verifyLine } from '../verifyLine.ts';
import { writePage } from '../writePage.ts';
import { conditionsChart } from './conditionsChart.ts';
import type { ModelPage } from './modelPage.ts';
import { pathsChart } from './paths.ts';
import type { ModelResults } from './readModelResults.ts';
import {
  attacksTable,
  differencesTable,
  measuresTable,
  setsTable,
  settingsTable,
  summaryTable,
} from './tables.ts';
import { differsBy, generalAnswer, generalYardsticks, measureOf, verdictWords } from './words.ts';

/** How a command calls a study by its name: the plan as it is, or on seeds that the command names. */
export type Named = 'as planned' | 'on other seeds';

/** What is known of a study before its page is written. */
interface Told {
  readonly results: ModelResults;
  readonly page: ModelPage;
  readonly main: Compared;
  readonly attacked: readonly Compared[];
}

/**
 * Writes `report.html`, `report.md` and `figures/` of a study of a model: the same bytes for the same rows. `named`: whether a
 * command can call it by its name, as it is planned or on seeds that it names; null: it cannot.
 */
export async function writeModelReport(
  folder: string,
  results: ModelResults,
  page: ModelPage,
  named: Named | null,
): Promise<Report> {
  const { study, rows } = results;
  const told: Told = {
    results,
    page,
    main: compared(rows, study),
    attacked: study.attacks.map((attack) => compared(rows, study, attack)),
  };
  const answer = page.answer?.(rows, study) ?? generalAnswer(study, told.main);
  const yardstick = yardstickWords(
    page.yardsticks?.(rows, study) ?? (page.answer === undefined ? generalYardsticks(study, told.main) : []),
  );
  const picture = page.picture === undefined ? conditionsChart(rows, study) : page.picture(rows, study);
  const sure = sureSentences(told);
  const summary = summaryTable(rows, study, told.main);
  const more = await drawnSections(folder, moreSections(told), picture);
  const { html } = writePage(folder, {
    title: study.question,
    answer,
    ...(yardstick !== null && { yardstick }),
    picture: picture === null ? null : await drawnFigure(folder, picture),
    sections: inOrder({
      sure: [list(sure), summary, paragraph(decisionWords(study))],
      limits: [list(limitsOf(told))],
      check: checkBlocks(folder, results, named),
      more: withIds(more),
    }),
  });
  return {
    html,
    text: withGaps(results.gaps, pageText(study.question, [], { answer, sure, summary }, html)),
    data: { answer, question: study.question, sentences: sure, summary },
  };
}

/** Headings that two sections share would share an anchor. */
const withIds = (sections: readonly Section[]): Section[] =>
  sections.map((section, k) => ({
    ...section,
    id: sections.findIndex(({ id }) => id === section.id) < k ? `${section.id}-${k}` : section.id,
  }));

function sureSentences({ results: { rows, study }, page, main, attacked }: Told): string[] {
  return [
    ...(page.sure?.(rows, study) ?? []),
    ...main.comparisons.map((comparison) => comparisonWords(study, comparison)),
    ...powerSentence(study, main),
    ...attackSentence(study, main, attacked),
  ];
}

/** `Thin demand, beside steady demand: **lower**: registrations 48.6 ± 1.5 % lower (12 seeds, paired, Student t).` */
function comparisonWords(study: ModelStudy, comparison: Compared['comparisons'][number]): string {
  const { title, unit, better } = measureOf(study, study.decides);
  const { condition, difference, verdict } = comparison;
  const how = difference === null ? '' : ` (${difference.n} seeds, paired, ${difference.method})`;
  const beside = `${sentenceCase(condition.words)}, beside ${study.conditions[0].words}`;
  return `${beside}: **${verdictWords(verdict, better)}**: ${title} ${differsBy(comparison, unit)}${how}.`;
}

/** What so many seeds could have shown: the smallest difference that most such studies would find beyond the margin. */
function powerSentence(study: ModelStudy, { detectable }: Compared): string[] {
  if (detectable === null) return [];
  const { unit } = measureOf(study, study.decides);
  const size = withUnit(String(Number((study.margin + detectable).toPrecision(2))), unit);
  return [
    `Power: a true difference of ${size} would be found beyond the margin in 8 of 10 such studies with ${study.seeds} seeds.`,
  ];
}

function attackSentence(study: ModelStudy, main: Compared, attacked: readonly Compared[]): string[] {
  if (attacked.length === 0) return [];
  const survivals = attacked.map(({ comparisons }) =>
    comparisons.map(({ verdict }, k) => survivalOf(main.comparisons[k].verdict, verdict)),
  );
  const turned = study.attacks.filter((_, k) => survivals[k].includes('another'));
  const open = study.attacks.filter(
    (_, k) => !survivals[k].includes('another') && survivals[k].includes('not decided'),
  );
  const named = (attacks: typeof turned) => attacks.map(({ words }) => words).join('; ');
  const holds =
    turned.length === 0
      ? `no verdict becomes another under any of ${attacked.length} changed assumptions`
      : `**a verdict becomes another** under ${turned.length} of ${attacked.length} changed assumptions: ${named(turned)}`;
  const few =
    open.length === 0 ? '' : `; ${study.attackSeeds} seeds are too few for a verdict under: ${named(open)}`;
  return [`Attacks: ${holds}${few}.`];
}

function decisionWords(study: ModelStudy): string {
  const { title, unit } = measureOf(study, study.decides);
  return (
    `What decides is ${title} (\`${study.decides}\`), named before the first run. A difference counts where its interval lies beyond ` +
    `± ${withUnit(number2(study.margin), unit)}; conditions are alike where it lies within; else it is not decided. All conditions meet the same seeds, and are compared seed by seed.`
  );
}

function limitsOf({ results: { study, gaps, failed, rows }, page }: Told): string[] {
  const all = rows.length + failed.length;
  return [
    ...gaps,
    ...(page.limits ?? []),
    `The intervals cover the seeds of the model \`${study.model}\`, not the distance between the model and the chain.`,
    ...(failed.length > 0
      ? [`${failed.length} of ${all} trials failed and are missing above:`, ...failureWords(failed)]
      : []),
  ];
}

function checkBlocks(
  folder: string,
  { study, studyHash, rowsHash, engine, rows }: ModelResults,
  named: Named | null,
): Block[] {
  const attacks = study.attacks.length > 0 ? `; attacks the first ${study.attackSeeds} of them` : '';
  return [
    { kind: 'code', text: commandOf(folder, study, named) },
    list([
      verifyLine,
      `one trial alone: \`${labCommand} models ${study.model} --seed 1\`, each setting as \`--set name=value\``,
      `engine: ${engine}`,
      `study: \`${studyHash}\``,
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      `seeds: ${seedRange(study)}, the same for every condition${attacks}`,
      `trials: ${rows.length}`,
    ]),
  ];
}

function commandOf(folder: string, { name, size, firstSeed }: ModelStudy, named: Named | null): string {
  if (named === null) return `${labCommand} sweep ${folder}/study.json`;
  const fresh = named === 'as planned' || firstSeed === undefined ? '' : ` --first-seed ${firstSeed}`;
  return `${labCommand} sweep ${name} --size ${size}${fresh}`;
}

function moreSections({ results: { rows, study }, page, main, attacked }: Told): PageSection[] {
  const paths = page.drawsPaths === true ? null : pathsChart(rows, study);
  const settings = [setsTable(study), settingsTable(study)];
  const assumed = page.assumptions ?? [];
  return [
    ...(page.sections?.(rows, study) ?? []),
    ...(attacked.length > 0
      ? [{ heading: 'Attacks on the answer', blocks: [attacksTable(study, main, attacked)] }]
      : []),
    { heading: 'All measures', blocks: [measuresTable(rows, study), differencesTable(rows, study)] },
    ...(paths === null ? [] : [{ heading: 'Step by step', blocks: [paths] }]),
    { heading: 'What is assumed', blocks: [...(assumed.length > 0 ? [list(assumed)] : []), ...settings] },
    ...(page.method === undefined
      ? []
      : [{ heading: 'How it is computed', blocks: page.method.map(paragraph) }]),
  ];
}
