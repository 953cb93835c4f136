import type { Study } from '../plan/study.ts';
import type { Results } from '../report/readResults.ts';
import type { StudyPage } from '../report/studyPage.ts';

/** A question that has a plan, in each of its sizes, with the page that answers it. */
export interface NamedStudy {
  readonly sizes: readonly Study[];
  /** Part of a check: listed only when all are asked for. */
  readonly isInternal?: true;
  /** Loads the page of its own; left out: the general report over the levels of a factor. */
  readonly page?: () => Promise<(results: Results) => StudyPage>;
}
