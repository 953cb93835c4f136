import { mapped, type Part, partOf } from './part.ts';
import { textWidth } from './textWidth.ts';
import { smallestFont } from './theme.ts';

/** Ticks with given values that would touch each other are written at a slant. */
export function apart(plot: Part, plotWidth: number): Part {
  return mapped(plot, 'x', (channel) => {
    const { axis, scale, ...rest } = partOf(channel);
    const { values } = partOf(axis);
    const { domain, type } = partOf(scale);
    if (!Array.isArray(values) || !Array.isArray(domain)) return channel;
    const isLog = type === 'log';
    const [low, high] = domain.map((end) => (isLog ? Math.log(end) : end));
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
    return { ...rest, scale, axis: { ...partOf(axis), ...slant } };
  });
}
