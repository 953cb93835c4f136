import { type TopLevelSpec, wholeChart } from './chart.ts';
import { withNumberedLines } from './lineNames.ts';
import { leaves, mapped, type Part, partOf, partsOf } from './part.ts';
import { smallestFont } from './theme.ts';
import { apart } from './ticks.ts';
import { headed, wrapped } from './titleLines.ts';

/** A chart whose words are no smaller than 11 px and whose ticks do not touch, with plots `plotWidth` px wide; left out: as wide as they are. */
export const legible = (spec: TopLevelSpec, plotWidth?: number): TopLevelSpec =>
  wholeChart(
    inPlots(partOf(spec), (plot) => {
      const width = plotWidth ?? plot.width;
      return typeof width === 'number' ? apart({ ...plot, width }, width) : plot;
    }),
  );

/**
 * The same chart for a column `width` px wide: panels one below the other, plots `plotWidth` px wide, long titles in several lines, the
 * names of marked levels among them.
 */
export function narrowed(spec: TopLevelSpec, width: number, plotWidth: number): TopLevelSpec {
  const { title, hconcat, vconcat, concat, columns, ...rest } = partOf(spec);
  const panels = hconcat ?? vconcat ?? concat;
  const narrow = (panel: Part): Part => headed(narrowPlot(panel, width, plotWidth), width);
  const named = (plot: Part): Part => (title === undefined ? {} : { title: withNames(title, plot) });
  if (!Array.isArray(panels)) return wholeChart(narrow({ ...rest, ...named(rest) }));
  const all = panels.flatMap(leaves);
  return wholeChart({ ...headed({ ...rest, ...named(all[0] ?? {}) }, width), vconcat: all.map(narrow) });
}

/** The same chart with its panels in rows of at most `columns`. */
export function inColumns(spec: TopLevelSpec, columns: number): TopLevelSpec {
  const { hconcat, vconcat, concat, ...rest } = partOf(spec);
  const panels = partsOf(hconcat ?? vconcat ?? concat);
  return wholeChart({ ...rest, columns, concat: panels.flatMap(leaves) });
}

/** Most panels that lie beside each other; 1 for a single plot. */
export function panelsAcross(spec: TopLevelSpec): number {
  const { hconcat, vconcat, concat, columns } = partOf(spec);
  if (hconcat !== undefined) return partsOf(hconcat).length;
  const all = partsOf(concat).length;
  if (concat !== undefined) return typeof columns === 'number' ? Math.min(columns, all) : all;
  return Math.max(1, ...partsOf(vconcat).map((row) => partsOf(row.hconcat).length));
}

/** Width of the widest plot, px; null where a chart leaves it to Vega-Lite. */
export function plotWidthOf(spec: TopLevelSpec): number | null {
  const widths = leaves(partOf(spec)).flatMap(({ width }) => (typeof width === 'number' ? [width] : []));
  return widths.length === 0 ? null : Math.max(...widths);
}

/** A copy of a chart with `change` applied to each of its plots. */
function inPlots(part: Part, change: (plot: Part) => Part): Part {
  for (const kind of ['hconcat', 'vconcat', 'concat']) {
    const inner = part[kind];
    if (Array.isArray(inner)) return { ...part, [kind]: inner.map((one) => inPlots(one, change)) };
  }
  return change(mapped(part, 'fontSize', larger));
}

function narrowPlot(panel: Part, width: number, plotWidth: number): Part {
  const named = withNumberedLines(withoutNames(mapped(panel, 'fontSize', larger)));
  const axes = mapped(named, 'axis', (axis) => narrowAxis(axis, width));
  return apart({ ...mapped(axes, 'legend', oneColumn), width: plotWidth }, plotWidth);
}

/** The field of names above a plot, of marked levels. A phone has no room for them: there they go to the subtitle. */
export const landmarkField = 'landmark';

const layersOf = ({ layer }: Part): readonly Part[] => (Array.isArray(layer) ? layer : []);

const channelField = ({ encoding }: Part, channel: string): unknown =>
  partOf(partOf(encoding)[channel]).field;

const isNames = (layer: Part): boolean => channelField(layer, 'text') === landmarkField;

function withoutNames(panel: Part): Part {
  const layers = layersOf(panel);
  if (!layers.some(isNames)) return panel;
  const kept = layers.filter((layer) => !isNames(layer));
  const fromTop = (rule: Part): Part => ({
    ...rule,
    encoding: { ...partOf(rule.encoding), y: { value: 0 } },
  });
  return { ...panel, layer: kept.map((one) => (channelField(one, 'y') === 'top' ? fromTop(one) : one)) };
}

function withNames(title: unknown, panel: Part): unknown {
  const values = layersOf(panel)
    .filter(isNames)
    .flatMap(({ data }) => partsOf(partOf(data).values));
  if (values.length === 0 || typeof title !== 'object' || title === null) return title;
  const { subtitle = [] } = partOf(title);
  return {
    ...title,
    subtitle: [subtitle, `dotted: ${values.map(({ landmark }) => landmark).join('; ')}`].flat(),
  };
}

/** Fewer ticks, a title in several lines, and names of rows in lines of at most 18 letters. */
function narrowAxis(axis: unknown, width: number): unknown {
  if (typeof axis !== 'object' || axis === null) return axis;
  const { values, title, labelLimit } = partOf(axis);
  const own = typeof title === 'string' ? { title: wrapped(title, width - 40, 11.5) } : {};
  const rows =
    labelLimit === undefined
      ? {}
      : { labelLimit: 140, maxExtent: 150, labelExpr: rowLines, labelLineHeight: 12 };
  return { ...axis, ...own, ...rows, ...(Array.isArray(values) ? {} : { tickCount: 4 }) };
}

/** A Vega expression that breaks a label between words into lines of at most `letters`. */
function linesOf(letters: number): string {
  return `split(trim(replace(datum.label, regexp('(.{1,${letters}})(?: |$)', 'g'), '$1\\n')), '\\n')`;
}

const rowLines = linesOf(18);

const legendLines = linesOf(34);

const oneColumn = (legend: unknown): unknown =>
  typeof legend === 'object' && legend !== null
    ? { ...legend, orient: 'bottom', columns: 1, labelLimit: 250, labelExpr: legendLines }
    : legend;

const larger = (size: unknown): unknown => (typeof size === 'number' ? Math.max(size, smallestFont) : size);
