import type { Tip } from './charts/tips.ts';

/** What a page knows of its figures beyond what it shows, by name: packed into it as gzip in base64. */
export type FigureFacts = Readonly<Record<string, FigureFact>>;

export interface FigureFact {
  /** A Vega-Lite specification with its theme. */
  readonly spec: object;
  /** Of the picture for a wide column, and of that for a phone. */
  readonly tips: { readonly broad: readonly Tip[]; readonly narrow: readonly Tip[] };
}
