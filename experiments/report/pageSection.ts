import type { TopLevelSpec } from './charts/chart.ts';
import type { Block } from './document.ts';

/** A part of a page under its heading. */
export interface PageSection {
  readonly heading: string;
  readonly blocks: readonly PageBlock[];
}

/** A block of a document, or a chart that has still to be drawn. */
export type PageBlock =
  | Block
  | { readonly kind: 'chart'; readonly name: string; readonly caption: string; readonly spec: TopLevelSpec };
