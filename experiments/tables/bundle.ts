import type { DictionaryEntry } from './dictionary.ts';
import type { Table } from './table.ts';

/** The tables of a folder, and what is to be told of them all. */
export interface Bundle {
  /** Name of the study or the figure. */
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly tables: readonly Table[];
  /** To be called once the tables were walked: what a long table holds is known only then. */
  dictionary(): readonly DictionaryEntry[];
  /** Lines of the journal that their checksum does not match. */
  readonly badLines: number;
  /** Where the rows come from, as far as it is known. */
  readonly origin: Readonly<Record<string, string>>;
}
