import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { Yardstick } from '../answer/yardstick.ts';
import type { ChartBlock, PageSection } from '../pageSection.ts';

/** What the page of a study of a model says in its own words; what is left out is said in general. */
export interface ModelPage {
  /** The answer in one sentence of at most 35 words, with number, interval and unit. */
  answer?(rows: readonly ModelRow[], study: ModelStudy): string;
  /** Differences in the answer, beside the margin of the study; left out: that which the general answer tells. */
  yardsticks?(rows: readonly ModelRow[], study: ModelStudy): readonly (Yardstick | null)[];
  /** The one chart that shows it; null where nothing can be drawn. */
  picture?(rows: readonly ModelRow[], study: ModelStudy): ChartBlock | null;
  /** Sentences with their intervals under “How sure”, before those that every page has. */
  sure?(rows: readonly ModelRow[], study: ModelStudy): readonly string[];
  /** More charts and tables, each under its heading, folded. */
  sections?(rows: readonly ModelRow[], study: ModelStudy): readonly PageSection[];
  /** The sections show what changes within a run; left out: the page draws it step by step. */
  readonly drawsPaths?: boolean;
  /** What a reader must not take from the page. */
  readonly limits?: readonly string[];
  /** What the model assumes, a sentence each, with its source or that it has none. */
  readonly assumptions?: readonly string[];
  /** What its equations are, and where they are from. */
  readonly method?: readonly string[];
}
