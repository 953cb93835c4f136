import type { Analysis } from '../analysis/analysis.ts';
import { answeredBy, sweepAnswer, sweepYardstick } from './answer/sweepAnswer.ts';
import { assumptionsOf } from './caveats.ts';
import { type Document, list, type Section } from './document.ts';
import type { DrawnChart } from './drawCharts.ts';
import { guardrailsHeading, guardrailsTable } from './guardrails/words.ts';
import { inOrder } from './order.ts';
import type { ArithmeticGap, Provenance } from './provenance.ts';
import { allNumbersSection } from './sections/allNumbers.ts';
import { armsSection } from './sections/arms.ts';
import { armsWords } from './sections/armsWords.ts';
import { figureSections } from './sections/figures.ts';
import { levelsSection } from './sections/levels.ts';
import {
  arithmeticSection,
  assumedBelow,
  assumptionsSection,
  checkBlocks,
  limitItems,
} from './sections/method.ts';
import { pathBlocks, pathHeading, settlingBlocks, settlingHeading } from './sections/path.ts';
import { withRanges } from './sections/ranges.ts';
import { sureBlocks } from './sections/sure.ts';
import { withTimes } from './sections/times.ts';

/** What a report is made of. */
export interface Material {
  readonly analysis: Analysis;
  readonly groups: readonly { readonly heading: string; readonly charts: readonly DrawnChart[] }[];
  readonly armCharts: readonly DrawnChart[];
  /** Of the changes, day by day; none for a start-up world. */
  readonly pathCharts: readonly DrawnChart[];
  readonly provenance: Provenance;
  readonly arithmeticGap: ArithmeticGap | null;
}

/** Puts a report together: the answer, what shows it, what it rests on, and everything else folded. */
export function compose(material: Material): Document {
  const { analysis, provenance } = material;
  const picture = pictureOf(material);
  const yardstick = sweepYardstick(analysis);
  return {
    title: analysis.study.question,
    answer: sweepAnswer(analysis),
    ...(yardstick !== null && { yardstick }),
    picture: picture?.figure ?? null,
    sections: inOrder({
      sure: sureBlocks(analysis),
      limits: [list([...limitItems(analysis, true), ...armsWords(analysis), assumedBelow])],
      check: checkBlocks(analysis, provenance),
      more: moreSections(without(material, picture)),
    }),
  };
}

function moreSections({ analysis, groups, armCharts, pathCharts, arithmeticGap }: Material): Section[] {
  const figures = figureSections(groups);
  const arms = armsSection(analysis, armCharts);
  return [
    ...pathSections(analysis, pathCharts),
    levelsSection(analysis),
    ...guardrailsSections(analysis),
    ...withTimes(withRanges(figures, analysis, 'where-it-does-not-matter'), analysis, 'how-newcomers-fare'),
    ...(arms === null ? [] : [arms]),
    assumptionsSection(analysis, assumptionsOf(analysis.study)),
    arithmeticSection(analysis, arithmeticGap),
    allNumbersSection(analysis),
  ];
}

/** The chart of the measure that is answered by: its path after a change, else its difference from the status quo, else itself. */
function pictureOf({ analysis, groups, pathCharts }: Material): DrawnChart | null {
  const metric = answeredBy(analysis);
  const own = metric === 'networkQuality' ? 'network-quality' : `objective-${metric}`;
  const drawn = [...pathCharts, ...groups.flatMap(({ charts }) => charts)];
  const found = [`path-${metric}`, `paired-${metric}`, own].flatMap(
    (name) => drawn.find(({ chart }) => chart.name === name) ?? [],
  );
  return found[0] ?? drawn[0] ?? null;
}

/** The other charts: one is shown once. */
function without(material: Material, picture: DrawnChart | null): Material {
  const others = (charts: readonly DrawnChart[]) => charts.filter((one) => one !== picture);
  return {
    ...material,
    groups: material.groups.map(({ heading, charts }) => ({ heading, charts: others(charts) })),
    pathCharts: others(material.pathCharts),
  };
}

function guardrailsSections({ study, guardrails = [] }: Analysis): Section[] {
  const table = guardrailsTable(study, guardrails);
  return table === null ? [] : [{ id: 'guardrails', heading: guardrailsHeading, blocks: [table] }];
}

/** The effect day by day and how the world settled before it, for a study with a beginning. */
function pathSections(analysis: Analysis, charts: readonly DrawnChart[]): Section[] {
  const { study, path } = analysis;
  if (path === null) return [];
  return [
    {
      id: 'path',
      heading: pathHeading,
      blocks: [...charts.map(({ figure }) => figure), ...pathBlocks(study, path)],
    },
    { id: 'beginning', heading: settlingHeading, blocks: settlingBlocks(study, path) },
  ];
}
