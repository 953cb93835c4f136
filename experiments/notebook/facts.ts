import type { Cell } from './notebook.ts';
import type { BuildData } from './program.ts';

/** What the page of a notebook carries as JSON. */
export interface NotebookFacts {
  readonly cells: readonly Cell[];
  readonly data: BuildData;
}
