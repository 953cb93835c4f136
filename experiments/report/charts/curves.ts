import type { Curve } from '../../analysis/analysis.ts';
import { number, number2 } from '../../statistics/format.ts';
import type { Layer } from './chart.ts';
import { dodged, pixelOf } from './dodge.ts';

/** A curve with the colour it is drawn in. */
export interface ColouredCurve extends Curve {
  readonly colour: string;
}

/** Points that a curve keeps: steps beyond what a screen resolves are left out. */
const mostPoints = 160;

/** Step curves of shares against age, each with its name at its end. */
export function curveLayers(
  curves: readonly ColouredCurve[],
  start: 0 | 1,
  lastAge: number,
  height: number,
): Layer[] {
  const values = curves.flatMap((curve) => stepsOf(curve, start, lastAge));
  const color = { field: 'colour', type: 'nominal', scale: null, legend: null };
  const y = {
    field: 'share',
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title: null, format: '.0%', tickCount: 5 },
  };
  const x = ageAxis(lastAge);
  const mark = { type: 'line', interpolate: 'step-after', strokeWidth: 1.6 };
  return [
    { data: { values }, mark, encoding: { x, y, color, detail: { field: 'curve' } } },
    namesOf(curves, start, height, lastAge, color),
  ];
}

export function ageAxis(lastAge: number): Layer {
  const axis = { title: 'age, blocks', tickCount: 5, format: ',d' };
  return { field: 'age', type: 'quantitative', scale: { domain: [0, lastAge], nice: false }, axis };
}

function stepsOf(curve: ColouredCurve, start: number, lastAge: number) {
  const { label, colour, ages, shares } = curve;
  const kept = ages.map((_, k) => k).filter((k) => ages[k] <= lastAge);
  const stride = Math.max(1, Math.ceil(kept.length / mostPoints));
  const steps = kept.filter((_, k) => k % stride === 0 || k === kept.length - 1);
  const at = (age: number, share: number) => ({
    curve: label,
    colour,
    age,
    share: rounded(share),
    told: `${label}, age ${number2(age)} blocks: ${number(100 * share, 1)} %`,
  });
  const last = steps.length > 0 ? shares[steps[steps.length - 1]] : start;
  return [at(0, start), ...steps.map((k) => at(ages[k], shares[k])), at(lastAge, last)];
}

const rounded = (share: number): number => Number(share.toFixed(4));

function namesOf(
  curves: readonly ColouredCurve[],
  start: number,
  height: number,
  lastAge: number,
  color: Layer,
): Layer {
  const ends = curves.map(({ ages, shares }) => {
    const last = ages.findLastIndex((age) => age <= lastAge);
    return pixelOf(last < 0 ? start : shares[last], [0, 1], height);
  });
  const place = dodged(ends, 12, 4, height - 4);
  const values = curves.map(({ label, colour }, k) => ({ label, colour, age: lastAge, place: place[k] }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 10.5 },
    encoding: {
      x: ageAxis(lastAge),
      y: { field: 'place', type: 'quantitative', scale: null, axis: null },
      color,
      text: { field: 'label' },
    },
  };
}
