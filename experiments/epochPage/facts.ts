import type { Changes } from './changes.ts';

/** What a page carries of its network: plain data. */
export interface EpochFacts {
  /** How the laboratory is called in a terminal, before a verb. */
  readonly lab: string;
  /** As the command takes it. */
  readonly file: string;
  /** The network as the text of a file. */
  readonly text: string;
  /** What the page begins with. */
  readonly changes: Changes;
  readonly epoch: number;
}
