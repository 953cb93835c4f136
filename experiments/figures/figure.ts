import type { TopLevelSpec } from '../report/charts/chart.ts';
import type { Check } from './check.ts';

/** A cell of a table; null is a missing value, an empty field in CSV. */
export type Cell = number | string | null;

/** A column of a table with what its numbers mean. */
export interface FigureColumn {
  readonly name: string;
  /** Empty where it has none. */
  readonly unit: string;
  readonly definition: string;
}

/** A table of a figure: written as CSV, shown in its page. */
export interface FigureTable {
  /** Also the name of its files. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A chart of a figure: written as SVG, PNG and Vega-Lite specification. */
export interface FigureChart {
  /** Also the name of its files. */
  readonly name: string;
  readonly caption: string;
  /** As wide as the page. */
  readonly isWide?: boolean;
  readonly spec: TopLevelSpec;
}

/** What a figure came to. */
export interface FigureResult {
  /** The finding in one sentence of at most 35 words. */
  readonly answer: string;
  /** How to read it, a paragraph each. */
  readonly text: readonly string[];
  readonly checks: readonly Check[];
  readonly charts: readonly FigureChart[];
  readonly tables: readonly FigureTable[];
}

/** What a figure is computed from. */
export interface FigureInput {
  readonly name: string;
  readonly value: number | string;
  readonly unit: string;
  /** Absent: as published with the figure. */
  readonly source?: string;
}

/** What a figure is given while it computes. */
export interface Context {
  /** Tells the share done, 0 to 1, and what is being done. */
  progress(share: number, doing: string): void;
}

/** A figure of a paper, reproduced: one file in this folder and one line in `catalogue.ts`. */
export interface Figure {
  /** `F1` and so on. */
  readonly id: string;
  /** As `reproduce` takes it. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly inputs: readonly FigureInput[];
  /** About how long it takes on two cores, s. */
  readonly seconds: number;
  compute(context: Context): FigureResult | Promise<FigureResult>;
}
