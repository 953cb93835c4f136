import type { Analysis } from '../analysis/analysis.ts';
import { assumptionsOf } from './caveats.ts';
import type { Document, Section } from './document.ts';
import type { DrawnChart } from './drawCharts.ts';
import { guardrailsHeading, guardrailsTable } from './guardrails/words.ts';
import type { ArithmeticGap, Provenance } from './provenance.ts';
import { allNumbersSection } from './sections/allNumbers.ts';
import { answerSection } from './sections/answer.ts';
import { armsSection } from './sections/arms.ts';
import { figureSections } from './sections/figures.ts';
import { levelsSection } from './sections/levels.ts';
import { againSection, arithmeticSection, assumptionsSection, limitsSection } from './sections/method.ts';
import { pathBlocks, pathHeading, settlingBlocks, settlingHeading } from './sections/path.ts';
import { withRanges } from './sections/ranges.ts';
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

/** Puts a report together: the question, its answer, then what a reader needs to trust or to doubt it. */
export function compose({
  analysis,
  groups,
  armCharts,
  pathCharts,
  provenance,
  arithmeticGap,
}: Material): Document {
  const figures = figureSections(groups);
  const arms = armsSection(analysis, armCharts);
  return {
    title: analysis.study.question,
    sections: [
      answerSection(analysis),
      ...pathSections(analysis, pathCharts),
      levelsSection(analysis),
      ...guardrailsSections(analysis),
      ...withTimes(withRanges(figures, analysis, 'where-it-does-not-matter'), analysis, 'how-newcomers-fare'),
      ...(arms === null ? [] : [arms]),
      assumptionsSection(analysis, assumptionsOf(analysis.study)),
      limitsSection(analysis, true),
      arithmeticSection(analysis, arithmeticGap),
      againSection(analysis, provenance),
      allNumbersSection(analysis),
    ],
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
