import type { Column } from '../base/textTable.ts';
import type { EmbeddedPanel } from '../panel/embed.ts';
import type { Drawn } from './charts/drawn.ts';

/**
 * A report as plain data, written once and set twice (HTML and Markdown). Texts may hold `code` and **strong**;
 * everything else in them is taken literally.
 */
export interface Document {
  readonly title: string;
  /** One sentence that a voter understands, with its number, interval and unit: the first thing below the title. */
  readonly answer: string;
  /** Whether that is much, by the margin of the plan: a line right below the answer; absent: the plan names none, or nothing differs. */
  readonly yardstick?: string;
  /** The one chart that shows the answer, below it; null where nothing can be drawn. */
  readonly picture: Figure | null;
  /** In the order of reading: how sure, when it does not hold, how to check it; then what is folded. */
  readonly sections: readonly Section[];
  /** Behind the first section of the page, in HTML alone; absent: the page is static. */
  readonly panel?: PagePanel;
}

/** A live panel, or only the words that say why there is none. */
export type PagePanel = Pick<EmbeddedPanel, 'section' | 'style'> & Partial<EmbeddedPanel>;

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Shut on a screen until a reader opens it; open in print. */
  readonly isFolded?: boolean;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | Table
  | Figure
  | { readonly kind: 'folded'; readonly summary: string; readonly blocks: readonly Block[] };

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Pick<Column, 'title' | 'align' | 'shrinks'>[];
  /** [row][column] */
  readonly rows: readonly (readonly string[])[];
  /** Rows to be shown stronger than the others. */
  readonly marked?: readonly number[];
}

export interface Figure extends Drawn {
  readonly kind: 'figure';
  readonly name: string;
  readonly caption: string;
  /** It has the whole column; else it may lie beside another. */
  readonly isWide: boolean;
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
