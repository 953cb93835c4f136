import type { TopLevelSpec } from 'vega-lite';
import type { Analysis } from '../../analysis/analysis.ts';

/** A figure of the report: drawn from an analysis, or left out where it has nothing to show. */
export interface Chart {
  /** Name of its files: `<name>.svg`, `<name>.vl.json`. */
  readonly name: string;
  /** What a reader sees in it, in one sentence; the caption and the text for readers that cannot see it. */
  readonly caption: (analysis: Analysis) => string;
  readonly isWide?: boolean;
  /** null: the analysis lacks what it draws. */
  readonly draw: (analysis: Analysis) => TopLevelSpec | null;
}

export type { TopLevelSpec } from 'vega-lite';

/** Part of a layered chart; the compiler checks it when it is drawn. */
export type Layer = Readonly<Record<string, unknown>>;

/** Completes a layered chart of one plot. */
export function layered(
  title: string,
  subtitle: string | readonly string[],
  size: { readonly width: number; readonly height: number },
  layer: readonly Layer[],
): TopLevelSpec {
  return wholeChart({ ...headed(title, subtitle), ...size, layer });
}

/** A whole chart; the compiler checks its parts when it is drawn. Throws a `TypeError` for what has nothing to draw. */
export function wholeChart(spec: Layer): TopLevelSpec {
  if (!isWhole(spec))
    throw new TypeError(`a chart has a mark, layers or panels; received ${Object.keys(spec)}`);
  return spec;
}

const isWhole = (spec: object): spec is TopLevelSpec =>
  ['mark', 'layer', 'concat', 'hconcat', 'vconcat'].some((part) => part in spec);

/** The head all charts share. */
export function headed(title: string, subtitle: string | readonly string[]): Layer {
  return { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', title: { text: title, subtitle } };
}
