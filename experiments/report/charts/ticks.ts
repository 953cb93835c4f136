import { mapped, type Part, partOf } from './part.ts';
import { textWidth } from './textWidth.ts';
import { smallestFont } from './theme.ts';

/** Ticks with given values that would touch each other are written at a slant. */
export function apart(plot: Part, plotWidth: number): Part {
  return mapped(plot, 'x', (channel) => {
    const { axis, scale, ...rest } = partOf(channel);
    const { values } = partOf(axis);
    const { domain, type } = partOf(scale);
    if (!Array.isArray(values)) return channel;
    const tickWidth = (k: number) => textWidth(String(values[k]), smallestFont);
    const isTight = Array.isArray(domain)
      ? touching(placesOf(values, domain, type === 'log', plotWidth), tickWidth)
      : values.reduce<number>((sum, _, k) => sum + tickWidth(k) + 8, 0) > 0.85 * plotWidth;
    if (!isTight) return channel;
    const slant = {
      labelAngle: -60,
      labelAlign: 'right',
      labelBaseline: 'middle',
      labelOverlap: 'greedy',
      labelSeparation: -2,
    };
    return { ...rest, scale, axis: { ...partOf(axis), ...slant } };
  });
}

/** Where values lie on an axis, px from its left end. */
function placesOf(
  values: readonly number[],
  ends: readonly number[],
  isLog: boolean,
  width: number,
): number[] {
  const along = (value: number) => (isLog ? Math.log(value) : value);
  const [low, high] = ends.map(along);
  return values.map((value) => ((along(value) - low) / (high - low)) * width);
}

const touching = (places: readonly number[], widthOf: (k: number) => number): boolean =>
  places.some((place, k) => k > 0 && place - places[k - 1] < (widthOf(k) + widthOf(k - 1)) / 2 + 5);
