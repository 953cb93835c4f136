import type { Analysis } from '../analysis/analysis.ts';
import type { Document } from './document.ts';
import type { DrawnChart } from './drawCharts.ts';
import type { ArithmeticGap, Provenance } from './provenance.ts';
import { allNumbersSection } from './sections/allNumbers.ts';
import { answerSection } from './sections/answer.ts';
import { armsSection } from './sections/arms.ts';
import { figureSections } from './sections/figures.ts';
import { levelsSection } from './sections/levels.ts';
import { againSection, arithmeticSection, assumptionsSection, limitsSection } from './sections/method.ts';
import { withRanges } from './sections/ranges.ts';
import { withTimes } from './sections/times.ts';

/** What a report is made of. */
export interface Material {
  readonly analysis: Analysis;
  readonly groups: readonly { readonly heading: string; readonly charts: readonly DrawnChart[] }[];
  readonly armCharts: readonly DrawnChart[];
  readonly provenance: Provenance;
  readonly arithmeticGap: ArithmeticGap | null;
}

/** Puts a report together: the question, its answer, then what a reader needs to trust or to doubt it. */
export function compose({ analysis, groups, armCharts, provenance, arithmeticGap }: Material): Document {
  const figures = figureSections(analysis, groups);
  const arms = armsSection(analysis, armCharts);
  return {
    title: analysis.study.question,
    sections: [
      answerSection(analysis),
      levelsSection(analysis),
      ...withTimes(withRanges(figures, analysis, 'where-it-does-not-matter'), analysis, 'how-newcomers-fare'),
      ...(arms === null ? [] : [arms]),
      assumptionsSection(analysis),
      limitsSection(analysis),
      arithmeticSection(analysis, arithmeticGap),
      againSection(analysis, provenance),
      allNumbersSection(analysis),
    ],
  };
}
