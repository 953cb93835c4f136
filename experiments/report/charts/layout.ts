import { type TopLevelSpec, wholeChart } from './chart.ts';
import { textWidth } from './textWidth.ts';

/** Smallest size of words in a chart, px. */
export const smallestFont = 11;

type Part = Readonly<Record<string, unknown>>;

/** A chart whose words are no smaller than 11 px and whose ticks do not touch, with plots `plotWidth` px wide; left out: as wide as they are. */
export const legible = (spec: TopLevelSpec, plotWidth?: number): TopLevelSpec =>
  wholeChart(
    inPlots(spec as unknown as Part, (plot) => {
      const width = plotWidth ?? plot.width;
      return typeof width === 'number' ? apart({ ...plot, width }, width) : plot;
    }),
  );

/**
 * The same chart for a column `width` px wide: panels one below the other, plots `plotWidth` px wide, long titles in several lines, the
 * names of marked levels among them.
 */
export function narrowed(spec: TopLevelSpec, width: number, plotWidth: number): TopLevelSpec {
  const { title, hconcat, vconcat, concat, columns, ...rest } = spec as unknown as Part;
  const panels = hconcat ?? vconcat ?? concat;
  const narrow = (panel: Part): Part => headed(narrowPlot(panel, width, plotWidth), width);
  if (!Array.isArray(panels))
    return wholeChart(
      headed(
        {
          ...narrowPlot(rest, width, plotWidth),
          ...(title !== undefined && { title: withNames(title, rest) }),
        },
        width,
      ),
    );
  const all = panels.flatMap(leaves);
  return wholeChart(
    headed(
      { ...rest, ...(title !== undefined && { title: withNames(title, all[0]) }), vconcat: all.map(narrow) },
      width,
    ),
  );
}

/** The same chart with its panels in rows of at most `columns`. */
export function inColumns(spec: TopLevelSpec, columns: number): TopLevelSpec {
  const { hconcat, vconcat, concat, ...rest } = spec as unknown as Part;
  const panels = (hconcat ?? vconcat ?? concat) as readonly Part[];
  return wholeChart({ ...rest, columns, concat: panels.flatMap(leaves) });
}

/** Most panels that lie beside each other; 1 for a single plot. */
export function panelsAcross(spec: TopLevelSpec): number {
  const { hconcat, vconcat, concat, columns } = spec as unknown as {
    readonly hconcat?: readonly Part[];
    readonly vconcat?: readonly { readonly hconcat?: readonly Part[] }[];
    readonly concat?: readonly Part[];
    readonly columns?: number;
  };
  if (hconcat !== undefined) return hconcat.length;
  if (concat !== undefined) return Math.min(columns ?? concat.length, concat.length);
  return Math.max(1, ...(vconcat ?? []).map((row) => row.hconcat?.length ?? 1));
}

/** Width of the widest plot, px; null where a chart leaves it to Vega-Lite. */
export function plotWidthOf(spec: TopLevelSpec): number | null {
  const widths = leaves(spec as unknown as Part).flatMap(({ width }) =>
    typeof width === 'number' ? [width] : [],
  );
  return widths.length === 0 ? null : Math.max(...widths);
}

/** The plots of a panel, which may hold rows of its own. */
function leaves(panel: Part): Part[] {
  const inner = panel.hconcat ?? panel.vconcat ?? panel.concat;
  return Array.isArray(inner) ? inner.flatMap(leaves) : [panel];
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
  const named = withoutNames(mapped(panel, 'fontSize', larger));
  const axes = mapped(named, 'axis', (axis) => narrowAxis(axis, width));
  return apart({ ...mapped(axes, 'legend', oneColumn), width: plotWidth }, plotWidth);
}

/** The field of names above a plot, of marked levels. A phone has no room for them: there they go to the subtitle. */
export const landmarkField = 'landmark';

const layersOf = ({ layer }: Part): readonly Part[] => (Array.isArray(layer) ? layer : []);

const channelField = ({ encoding }: Part, channel: string): unknown =>
  ((encoding as Part | undefined)?.[channel] as Part | undefined)?.field;

const isNames = (layer: Part): boolean => channelField(layer, 'text') === landmarkField;

function withoutNames(panel: Part): Part {
  const layers = layersOf(panel);
  if (!layers.some(isNames)) return panel;
  const kept = layers.filter((layer) => !isNames(layer));
  const fromTop = (rule: Part): Part => ({
    ...rule,
    encoding: { ...(rule.encoding as Part), y: { value: 0 } },
  });
  return { ...panel, layer: kept.map((one) => (channelField(one, 'y') === 'top' ? fromTop(one) : one)) };
}

function withNames(title: unknown, panel: Part): unknown {
  const values = layersOf(panel)
    .filter(isNames)
    .flatMap(({ data }) => (data as { readonly values: readonly { readonly landmark: string }[] }).values);
  if (values.length === 0 || typeof title !== 'object' || title === null) return title;
  const { subtitle = [] } = title as Part;
  return {
    ...title,
    subtitle: [subtitle, `dotted: ${values.map(({ landmark }) => landmark).join('; ')}`].flat(),
  };
}

/** Fewer ticks, a title in several lines, and names of rows in lines of at most 18 letters. */
function narrowAxis(axis: unknown, width: number): unknown {
  if (typeof axis !== 'object' || axis === null) return axis;
  const { values, title, labelLimit } = axis as Part;
  const own = typeof title === 'string' ? { title: wrapped(title, width - 40, 11.5) } : {};
  const rows =
    labelLimit === undefined
      ? {}
      : { labelLimit: 140, maxExtent: 150, labelExpr: rowLines, labelLineHeight: 12 };
  return { ...axis, ...own, ...rows, ...(Array.isArray(values) ? {} : { tickCount: 4 }) };
}

const rowLines = "split(trim(replace(datum.label, regexp('(.{1,18})(?: |$)', 'g'), '$1\\n')), '\\n')";

/** Ticks with given values that would touch each other are written at a slant. */
function apart(plot: Part, plotWidth: number): Part {
  return mapped(plot, 'x', (channel) => {
    if (typeof channel !== 'object' || channel === null) return channel;
    const { axis, scale } = channel as { readonly axis?: Part | null; readonly scale?: Part | null };
    const values = axis?.values;
    if (!Array.isArray(values) || !Array.isArray(scale?.domain)) return channel;
    const isLog = scale.type === 'log';
    const [low, high] = scale.domain.map((end) => (isLog ? Math.log(end) : end));
    const places = values.map(
      (value) => (((isLog ? Math.log(value) : value) - low) / (high - low)) * plotWidth,
    );
    const tickWidth = (k: number) => textWidth(String(values[k]), smallestFont);
    const touches = (k: number) =>
      k > 0 && places[k] - places[k - 1] < (tickWidth(k) + tickWidth(k - 1)) / 2 + 5;
    if (!values.some((_, k) => touches(k))) return channel;
    const slant = {
      labelAngle: -60,
      labelAlign: 'right',
      labelBaseline: 'middle',
      labelOverlap: 'greedy',
      labelSeparation: -2,
    };
    return { ...channel, axis: { ...axis, ...slant } };
  });
}

const oneColumn = (legend: unknown): unknown =>
  typeof legend === 'object' && legend !== null
    ? { ...legend, orient: 'bottom', columns: 1, labelLimit: 280 }
    : legend;

/** What the theme leaves free at the left and the right of a chart, px. */
const padding = 14;

/** A title in lines that fit. */
function headed(part: Part, width: number): Part {
  const { title } = part;
  if (title === undefined || title === null) return part;
  const { text, subtitle, ...rest } = typeof title === 'object' ? (title as Part) : { text: title };
  const lines = (words: unknown, size: number): unknown => {
    const all = (Array.isArray(words) ? words : [words]).flatMap((line) =>
      wrapped(String(line), width - padding, size),
    );
    return all.length === 1 ? all[0] : all;
  };
  const size = typeof rest.fontSize === 'number' ? rest.fontSize : 14;
  const below = subtitle === undefined ? {} : { subtitle: lines(subtitle, 11.5) };
  return { ...part, title: { ...rest, text: lines(text, size * 1.13), ...below } };
}

/** Lines of at most `width` px in a font of `size` px, broken between words. */
function wrapped(text: string, width: number, size: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const larger = (size: unknown): unknown => (typeof size === 'number' ? Math.max(size, smallestFont) : size);

/** A copy in which `change` has been applied to every property whose name is `name` or ends in it; data are left alone. */
function mapped(part: Part, name: string, change: (value: unknown) => unknown): Part {
  const ending = new RegExp(`^(.*[a-z])?${name}$`, name.length > 1 ? 'i' : '');
  const into = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(into);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === 'data' || key === 'datasets' || key === 'values') return [key, inner];
        return [key, ending.test(key) ? change(inner) : into(inner)];
      }),
    );
  };
  return into(part) as Part;
}
