import type { TopLevelSpec } from './chart.ts';
import { inColumns, legible, narrowed, panelsAcross, plotWidthOf } from './layout.ts';
import { type Picture, pictureOf } from './render.ts';

/** A chart drawn for a column of text and anew for a phone. */
export interface Drawn {
  readonly spec: TopLevelSpec;
  readonly broad: Picture;
  readonly narrow: Picture;
}

/** Widths that a page has for a chart, px: beside another, alone, and on a phone 360 px wide. */
export const room = { half: 468, whole: 972, phone: 328 } as const;

/** Draws a chart for the widths that pages have, with the least change of its spec that fits. */
export async function drawn(spec: TopLevelSpec, isWide: boolean): Promise<Drawn> {
  const whole = legible(spec);
  const broad = await broadOf(whole, isWide ? room.whole : room.half);
  return { spec: broad.spec, broad: broad.picture, narrow: await narrowOf(whole, broad) };
}

interface Fitted {
  readonly spec: TopLevelSpec;
  readonly picture: Picture;
}

/** A plot may lose this share of its width before a panel moves below its neighbour. */
const leastShrunk = 0.25;

/** Plots a little narrower; else fewer panels beside each other until the chart fits; else much narrower plots. */
async function broadOf(spec: TopLevelSpec, most: number): Promise<Fitted> {
  let fitted = { spec, picture: await pictureOf(spec) };
  const plotWidth = plotWidthOf(spec);
  const excess = (fitted.picture.width - most) / panelsAcross(spec);
  if (plotWidth !== null && excess > 0 && excess < leastShrunk * plotWidth) {
    const shrunk = await fittedTo(most, plotWidth - Math.ceil(excess), (width) => legible(spec, width));
    if (shrunk.picture.width <= most) return shrunk;
  }
  for (let columns = panelsAcross(spec) - 1; columns >= 1 && fitted.picture.width > most; columns--) {
    const changed = inColumns(spec, columns);
    fitted = { spec: changed, picture: await pictureOf(changed) };
  }
  if (fitted.picture.width <= most) return fitted;
  const start = (plotWidthOf(spec) ?? most) - Math.ceil(fitted.picture.width - most);
  const shrunk = await fittedTo(most, start, (width) => legible(spec, width));
  return shrunk.picture.width < fitted.picture.width ? shrunk : fitted;
}

/** Words beside a plot take as much on a phone as on a wide screen, but long names are numbered there: that gives the width to begin with. */
async function narrowOf(spec: TopLevelSpec, { spec: shown, picture }: Fitted): Promise<Picture> {
  const plotWidth = plotWidthOf(shown);
  const beside = plotWidth === null ? mostBeside : Math.ceil(picture.width / panelsAcross(shown)) - plotWidth;
  const start = Math.min(room.phone - Math.min(beside, mostBeside), plotWidth ?? room.phone);
  return (await fittedTo(room.phone, start, (width) => narrowed(spec, room.phone, width))).picture;
}

const mostBeside = 70;

/** Takes from the plot what the whole is too wide by. Words beside a plot do not shrink with it, so that a few turns are enough. */
async function fittedTo(
  most: number,
  start: number,
  specOf: (plotWidth: number) => TopLevelSpec,
): Promise<Fitted> {
  let plotWidth = Math.max(smallestPlot, start);
  for (let turn = 0; ; turn++) {
    const spec = specOf(plotWidth);
    const picture = await pictureOf(spec);
    const excess = Math.ceil(picture.width - most);
    if (excess <= 0 || turn === 8 || plotWidth <= smallestPlot) return { spec, picture };
    plotWidth = Math.max(smallestPlot, plotWidth - excess);
  }
}

/** Below this a plot shows nothing, px: a chart with longer words is scaled instead. */
const smallestPlot = 120;
