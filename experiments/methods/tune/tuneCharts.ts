import { metricHeading, metricTitle } from '../../analysis/metricTitle.ts';
import { headed, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { faint, seriesColours } from '../../report/charts/theme.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { KnobRange } from './range.ts';
import type { TunePlan } from './tunePlan.ts';
import type { TuneOutcome } from './tuneStudy.ts';
import { unitOf } from './words.ts';

const size = { width: 360, height: 230 };

/** The picture along one knob, all others as chosen: expected loss against the best level with its 95 % belief, and the margin. */
export function rangeChart(plan: TunePlan, range: KnobRange, objective: number): TopLevelSpec {
  const goal = plan.objectives[objective];
  const unit = unitOf(plan, goal);
  const values = range.levels.map(({ value, differences }) => ({ value, ...differences[objective] }));
  const isLog = plan.dimensions.some(
    ({ name, domain }) => name === range.knob && domain.kind === 'loguniform',
  );
  const x = {
    field: 'value',
    type: range.isNumeric ? 'quantitative' : 'nominal',
    title: range.knob,
    // Ticks at the ends stay below their places: moved inwards they touch their neighbours.
    axis: { labelFlush: false },
    ...(range.isNumeric ? { scale: { zero: false, nice: false, ...(isLog ? { type: 'log' } : {}) } } : {}),
  };
  const y = { type: 'quantitative', title: `worse than the best level${unit === '' ? '' : `, ${unit}`}` };
  const color = { value: seriesColours[0] };
  const marks = range.isNumeric
    ? [
        {
          mark: { type: 'area', opacity: 0.2 },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
        },
        { mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y: { ...y, field: 'mean' }, color } },
      ]
    : [
        { mark: 'rule', encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
        {
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: { x, y: { ...y, field: 'mean' }, color },
        },
      ];
  const margin = {
    data: { values: [{ margin: goal.margin }] },
    mark: { type: 'rule', strokeDash: [4, 4], color: faint },
    encoding: { y: { field: 'margin', type: 'quantitative' } },
  };
  const now = plan.statusQuo[range.knob];
  const today = {
    data: { values: [{ value: now }] },
    mark: { type: 'rule', color: seriesColours[1], strokeWidth: 1.5 },
    encoding: { x: { field: 'value', type: x.type } },
  };
  const isShown = range.levels.some(({ value }) => value === now) || range.isNumeric;
  return wholeChart({
    ...headed(
      `${metricHeading(goal.name, plan)} along ${range.knob}`,
      'dashed: the margin; upright: the status quo',
    ),
    ...size,
    data: { values },
    layer: [...marks, margin, ...(isShown ? [today] : [])],
  });
}

/** Contenders against the status quo in two objectives, with simultaneous intervals. */
export function frontChart(plan: TunePlan, { verdict }: TuneOutcome): TopLevelSpec {
  const [one, other] = plan.objectives;
  const ends = (estimate: Estimate, name: string) => ({
    [name]: estimate.mean,
    [`${name}Low`]: estimate.low,
    [`${name}High`]: estimate.high,
  });
  const values = verdict.contenders.map(({ differences, undominated }, k) => ({
    name: String(k + 1),
    undominated,
    ...ends(differences[0], 'x'),
    ...ends(differences[1], 'y'),
  }));
  const x = {
    field: 'x',
    type: 'quantitative',
    title: `${metricTitle(one.name, plan)}, worse than the status quo`,
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    title: `${metricTitle(other.name, plan)}, worse than the status quo`,
  };
  const color = { value: seriesColours[0] };
  return wholeChart({
    ...headed('Candidates against the status quo', 'to the left and below 0 is better; 95 % intervals'),
    width: 420,
    height: 320,
    data: { values },
    layer: [
      { mark: 'rule', encoding: { x: { ...x, field: 'xLow' }, x2: { field: 'xHigh' }, y, color } },
      { mark: 'rule', encoding: { x, y: { ...y, field: 'yLow' }, y2: { field: 'yHigh' }, color } },
      {
        mark: { type: 'point', filled: true, opacity: 1 },
        encoding: {
          x,
          y,
          color,
          size: { field: 'undominated', type: 'quantitative', legend: { title: 'P(not dominated)' } },
        },
      },
      { mark: { type: 'text', dx: 9, dy: -9 }, encoding: { x, y, text: { field: 'name', type: 'nominal' } } },
    ],
  });
}
