import { metricHeading } from '../../analysis/metricTitle.ts';
import { valuesOn } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import type { Table } from '../../report/document.ts';
import { unitOf } from '../../report/headline.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number, number2 } from '../../statistics/format.ts';
import type { Fit, fitsOf, Twins } from './ratios.ts';
import {
  daysWords,
  hoursOf,
  mattersIn,
  placeWords,
  rangeWords,
  worldWords,
  worstOf,
  worstWords,
} from './words.ts';
import { factor, immuneShare, type MapWorld, timesKnown } from './worlds.ts';

const left = (title: string) => ({ title, align: 'left' as const });
const right = (title: string) => ({ title, align: 'right' as const });

const percent = (share: number): string => `${number(100 * share, share < 0.1 ? 1 : 0)} %`;

/** The map in numbers: a row for each world. */
export function mapTable(worlds: readonly MapWorld[], caption: string): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      left('subnet'),
      right('seen a day'),
      right('immune at the longest'),
      left('safe, hours'),
      left('not decided'),
      left('loses more'),
      right('worst'),
      right('its loss, nats'),
    ],
    rows: worlds.map((world) => {
      const worst = worstOf(world);
      return [
        worldWords(world),
        estimateText(world.path.settling.registrationsPerDay),
        percent(immuneShare(world, world.levels[world.levels.length - 1])),
        ...(world.isSteady
          ? [
              rangeWords(world, 'in') ?? none,
              rangeWords(world, 'undecided') ?? none,
              rangeWords(world, 'out') ?? none,
            ]
          : ['not settled', none, none]),
        worst === null ? none : `${hoursOf(worst.level)} h`,
        worstWords(world),
      ];
    }),
    marked: worlds.flatMap((world, k) => (mattersIn(world) === 'matters' ? [k] : [])),
  };
}

/** When newcomers are paid, as it was seen, beside the time that the formula gives. */
export function knownTable(worlds: readonly MapWorld[]): Table {
  const levels = [...new Set(worlds.flatMap((world) => world.levels))].sort((one, other) => one - other);
  const meanAt = (world: MapWorld, level: number, measure: string): Estimate | null => {
    const bySeed = valuesOn(world.trials, measure)[world.levels.indexOf(level)] ?? [];
    const known = bySeed.filter((value) => value !== null);
    return known.length < 2 ? null : estimate(known);
  };
  return {
    kind: 'table',
    caption:
      'Share of viable newcomers that were once paid half of what they are worth while they were seen, evicted ones included (cumulative incidence, Aalen–Johansen), by immunity in hours: mean over seeds ± half-width of the 95 % t interval. Known in: by the formula.',
    columns: [left('subnet'), right('known in'), ...levels.map((level) => right(`${hoursOf(level)} h`))],
    rows: worlds.map((world) => [
      worldWords(world),
      daysWords(world.knownDays),
      ...levels.map((level) => estimateText(meanAt(world, level, 'reached50'))),
    ]),
  };
}

/** What every change does to every measure that was followed, one world. */
export function measuresTable(study: Study, world: MapWorld): Table {
  const { measures, seeds } = world.path;
  const [{ levels }] = measures;
  return {
    kind: 'table',
    caption: `${worldWords(world)}: difference from the status quo of 7,200 blocks (24 h), mean of the long run ± half-width of the 95 % t interval, paired by seed, n = ${seeds}. Ratios: immune share R·I/n, and immunity over the time to be known.`,
    columns: [
      right('blocks'),
      right('immune share'),
      right('over time to be known'),
      ...measures.map(({ metric }) => right(`${metricHeading(metric, study)}, ${unitOf(metric, study)}`)),
    ],
    rows: levels.map(({ change }, k) => {
      const immunity = Number(change[factor]);
      return [
        number2(immunity),
        percent(immuneShare(world, immunity)),
        number(timesKnown(world, immunity), 2),
        ...measures.map((measure) => differenceText(measure.levels[k]?.window, seeds)),
      ];
    }),
  };
}

/** Cells of equal ratios, side by side. */
export const twinsTable = (twins: readonly Twins[], margin: number): Table => ({
  kind: 'table',
  caption:
    `Cells of equal ratios: the same step of both ratios in two subnets. Effect of the step on served loss, nats, mean ± half-width of the 95 % t interval, paired by seed; ` +
    `difference slow − fast with Welch’s interval, at 95 % for all ${twins.length} together. Alike: within ± ${number2(margin)} for certain; unlike: beyond it. Telling: the step matters in one of the two for certain. Decides: both worlds had settled before the change.`,
  columns: [
    left('fast subnet'),
    left('slow subnet'),
    left('immunity, h, fast'),
    left('slow'),
    left('immune share'),
    right('effect, fast'),
    right('effect, slow'),
    right('difference'),
    left('verdict'),
    left('telling'),
    left('decides'),
  ],
  rows: twins.map(({ fast, slow, factor: times, step: [from, to], ...one }) => [
    placeWords(fast),
    placeWords(slow),
    `${hoursOf(from)} → ${hoursOf(to)}`,
    `${hoursOf(times * from)} → ${hoursOf(times * to)}`,
    `${percent(immuneShare(fast, from))} → ${percent(immuneShare(fast, to))}`,
    differenceText(one.fastEffect),
    differenceText(one.slowEffect),
    `${number(one.difference.mean, 4)} [${number(one.difference.low, 4)}, ${number(one.difference.high, 4)}]`,
    one.verdict,
    one.isTelling ? 'yes' : 'no',
    one.decides ? 'yes' : 'no',
  ]),
});

/** Predictions of worlds that a fit has not seen. */
export const fitsTable = ({ fits, noise, doublings }: NonNullable<ReturnType<typeof fitsOf>>): Table => ({
  kind: 'table',
  caption: `What doubling the immunity does, predicted for each cell of the map from the others (least squares, one cell left out at a time, ${doublings} doublings). Root of the mean squared error, nats; the noise of the observed means alone is ${number(noise, 4)}.`,
  columns: [left('what the prediction knows'), right('coefficients'), right('error in cells not seen, nats')],
  rows: fits.map(({ name, coefficients, error }: Fit) => [name, String(coefficients), number(error, 4)]),
});
