import { parse, resetSVGDefIds, View } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from './chart.ts';
import { theme } from './theme.ts';

/**
 * The SVG of a chart: the same bytes for the same spec, whatever was drawn before. Reads nothing from disk or
 * network: a spec holds its data.
 */
export async function render(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile(spec, { config: theme, logger: silent });
  // Clip paths are numbered through the process; without this the second drawing has other ids than the first.
  resetSVGDefIds();
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** The spec as a file: with its theme, so that any Vega-Lite 6 draws the same chart. */
export function specText(spec: TopLevelSpec): string {
  return `${JSON.stringify({ ...spec, config: theme }, null, 2)}\n`;
}

/** Warnings are dropped: what a chart must show is tested on its spec. */
const silent = {
  level: () => silent,
  error: (...messages: readonly unknown[]) => {
    throw new Error(`a chart cannot be drawn: ${messages.join(' ')}`);
  },
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};
