import type { Analysis } from '../../analysis/analysis.ts';
import type { Layer } from './chart.ts';
import { landmarkField } from './layout.ts';
import { faint } from './theme.ts';

/** Levels this far apart (highest over lowest) are shown by their logarithm. */
const wideRatio = 4;
const rowHeight = 13;

/** A tick says its level in full: a number format of d3 would round it to the distance between ticks, 7,200 to 7000. */
const exact = { labelExpr: "format(datum.value, ',')" } as const;

/** The x channel of the swept factor: the levels are the ticks, doublings are equally far apart. */
export function levelAxis({ factor }: Analysis): Layer {
  const { levels, name, unit } = factor;
  const lowest = levels[0];
  const highest = levels[levels.length - 1];
  const scale = isLogarithmic(levels)
    ? { type: 'log', base: 2, domain: [lowest / 1.08, highest * 1.08], nice: false }
    : { type: 'linear', domain: padded(lowest, highest), nice: false, zero: false };
  const title = unit === '' ? name : `${name}, ${unit}`;
  const axis = { title, values: levels, ...exact, labelOverlap: false };
  return { field: 'level', type: 'quantitative', scale, axis };
}

/** The same axis for a small plot: ticks at `ticks` alone, and no title. */
export function smallLevelAxis(analysis: Analysis, ticks: readonly number[]): Layer {
  const axis = { title: null, values: ticks, ...exact, labelOverlap: 'greedy' };
  return { ...levelAxis(analysis), axis };
}

const isLogarithmic = (levels: readonly number[]): boolean =>
  levels[0] > 0 && levels[levels.length - 1] / levels[0] >= wideRatio;

function padded(lowest: number, highest: number): [number, number] {
  const room = 0.04 * (highest - lowest || Math.abs(highest) || 1);
  return [lowest - room, highest + room];
}

/**
 * The named values of the factor as dotted rules with their names in stairs above the plot; `short` writes the
 * value alone, upright inside the plot, for small multiples.
 */
export function landmarkLayers(analysis: Analysis, x: Layer, height: number, short = false): Layer[] {
  const { landmarks } = analysis;
  if (landmarks.length === 0) return [];
  const values = landmarks.map(({ value, label }, k) => ({
    level: value,
    [landmarkField]: label,
    top: short ? 0 : -4 - rowHeight * (landmarks.length - 1 - k),
  }));
  const y = { field: 'top', type: 'quantitative', scale: null, axis: null };
  const rule = {
    data: { values },
    mark: { type: 'rule', color: '#9aa1aa', strokeDash: [2, 3], strokeWidth: 1 },
    encoding: { x, y, y2: { value: height } },
  };
  const names = (own: typeof values, place: Layer): Layer => ({
    data: { values: own },
    mark: { type: 'text', color: faint, ...place },
    encoding: { x, y, text: { field: short ? 'level' : landmarkField } },
  });
  if (short) return [rule, names(values, { angle: 270, align: 'right', baseline: 'bottom', dx: -2, dy: -1 })];
  // A name beyond the middle of the plot is written to the left of its rule, so that it does not leave the chart.
  const [left, right] = [true, false].map((far) =>
    values.filter(({ level }) => isFar(analysis, level) === far),
  );
  const inStairs = (own: typeof values, align: 'left' | 'right', dx: number): Layer[] =>
    own.length === 0 ? [] : [names(own, { align, dx, baseline: 'middle' })];
  return [rule, ...inStairs(right, 'left', 4), ...inStairs(left, 'right', -4)];
}

/** Whether a level lies in the right half of its axis. */
function isFar({ factor: { levels } }: Analysis, level: number): boolean {
  const ends = [levels[0], levels[levels.length - 1]];
  const [low, high, at] = [...ends, level].map((value) => (isLogarithmic(levels) ? Math.log(value) : value));
  return at > (low + high) / 2;
}
