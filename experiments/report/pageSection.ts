import type { TopLevelSpec } from './charts/chart.ts';
import type { Block } from './document.ts';

/** A part of a page under its heading. */
export interface PageSection {
  readonly heading: string;
  readonly blocks: readonly PageBlock[];
}

/** A chart that has still to be drawn. */
export interface ChartBlock {
  readonly kind: 'chart';
  /** Also the name of its files. */
  readonly name: string;
  readonly caption: string;
  readonly spec: TopLevelSpec;
}

/** A block of a document, or a chart. */
export type PageBlock = Block | ChartBlock;
