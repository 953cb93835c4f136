import type { Config } from 'vega-lite';

/** Colours of Okabe and Ito, distinguishable for the colour-blind: one for each setting of the second factor. */
export const seriesColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'] as const;

/** Lines of the settings in black and white: what colour says is said by strokes too. */
export const seriesDashes = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [4, 2, 1, 2],
  [12, 3],
  [1, 3],
] as const;

/** A legend of lines shows lines. */
export const strokes = { symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 2 } as const;

/** From short to long levels, dark violet to ochre: brightness rises throughout. */
const rampStops = ['#3b1c6b', '#2b5c8a', '#1f8a83', '#6a9f2a', '#c48a00'] as const;

export const ink = '#22262b';
export const faint = '#6b7280';
export const hair = '#d8dce1';
/** Smallest size of words in a chart, px. */
export const smallestFont = 11;
export const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** `count` colours along the ramp. */
export function ramp(count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const at = count > 1 ? (k / (count - 1)) * (rampStops.length - 1) : 0;
    const lower = Math.min(rampStops.length - 2, Math.floor(at));
    return mixed(rampStops[lower], rampStops[lower + 1], at - lower);
  });
}

function mixed(one: string, other: string, share: number): string {
  const channel = (colour: string, k: number) => Number.parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  const parts = [0, 1, 2].map((k) => {
    const value = Math.round((1 - share) * channel(one, k) + share * channel(other, k));
    return value.toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** The quiet theme of every chart: no frame, hair lines, words at 12 px. */
export const theme: Config = {
  aria: false,
  background: 'transparent',
  font: fontFamily,
  padding: { left: 4, right: 8, top: 4, bottom: 4 },
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'bounds',
    color: ink,
    fontSize: 14,
    fontWeight: 600,
    subtitleColor: faint,
    subtitleFontSize: 11.5,
    subtitlePadding: 4,
    offset: 10,
  },
  axis: {
    domainColor: '#9aa1aa',
    tickColor: '#9aa1aa',
    gridColor: '#eceef1',
    labelColor: ink,
    labelFontSize: 11,
    titleColor: faint,
    titleFontSize: 11.5,
    titleFontWeight: 'normal',
    labelPadding: 4,
  },
  axisX: { grid: false },
  axisY: { domain: false, ticks: false },
  header: { labelColor: ink, labelFontSize: 12, labelFontWeight: 600, labelAnchor: 'start', title: null },
  legend: { labelFontSize: 11.5, titleFontSize: 11.5, labelColor: ink, titleColor: faint },
  concat: { spacing: 28 },
  facet: { spacing: 22 },
};
