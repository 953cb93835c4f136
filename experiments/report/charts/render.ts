import { parse, resetSVGDefIds, View } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from './chart.ts';
import { measureLikeAPage } from './textWidth.ts';
import { fontFamily, theme } from './theme.ts';
import { type Tip, tipsOf } from './tips.ts';

/** A drawn chart. */
export interface Picture {
  readonly svg: string;
  /** In px, of the whole SVG. */
  readonly width: number;
  readonly tips: readonly Tip[];
}

/**
 * Draws a chart: the same bytes for the same spec, whatever was drawn before. Reads nothing from disk or
 * network: a spec holds its data.
 */
export async function pictureOf(spec: TopLevelSpec): Promise<Picture> {
  const { spec: compiled } = compile(spec, { config: theme, logger: silent });
  // Clip paths are numbered through the process; without this the second drawing has other ids than the first.
  resetSVGDefIds();
  measureLikeAPage();
  const view = new View(parse(compiled), { renderer: 'none' });
  const drawn = await view.toSVG();
  const tips = tipsOf(view, drawn);
  view.finalize();
  const svg = lean(drawn);
  return { svg, width: widthOf(svg), tips };
}

/** The SVG of a chart alone. */
export const render = async (spec: TopLevelSpec): Promise<string> => (await pictureOf(spec)).svg;

/** Width of a chart in its own units, px. */
export const widthOf = (svg: string): number => Number(/<svg[^>]*\swidth="([\d.]+)"/.exec(svg)?.[1] ?? 600);

/**
 * The same picture in half of the bytes: places to a tenth of a pixel, the font named once, no roles, as a page names a picture as a whole.
 * Words are left alone.
 */
const lean = (svg: string): string =>
  svg
    .replaceAll(
      / (d|transform|x|y|x1|x2|y1|y2|width|height)="([^"]*\.\d{2}[^"]*)"/g,
      (_, name: string, value: string) => ` ${name}="${value.replaceAll(/-?\d*\.\d{2,}(e-?\d+)?/g, tenth)}"`,
    )
    .replaceAll(/ (font-family|role|aria-label|aria-roledescription|aria-hidden|pointer-events)="[^"]*"/g, '')
    .replace('<svg ', `<svg font-family="${fontFamily.replaceAll('"', "'")}" `);

const tenth = (digits: string): string => String(Math.round(Number(digits) * 10) / 10 + 0);

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
