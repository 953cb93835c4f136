import { blocksPerDay } from '../../../sim/units.ts';
import { runOf } from '../../analysis/beginning/runs.ts';
import { columnOf, type MarketCell } from '../../analysis/series.ts';
import type { CompleteRow } from '../../plan/rows.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { pairedDifference } from '../../statistics/paired.ts';
import { policies } from '../announcement.ts';

/** What is compared between policies. */
export const judged = [
  { measure: 'regrettedChanges', title: 'regretted changes of device' },
  { measure: 'regrettedUsd', title: 'regretted, US dollars' },
  { measure: 'exits', title: 'miners that switched off' },
] as const;
export type Judged = (typeof judged)[number]['measure'];

/** One policy at one step, for people of one foresight. */
export interface PolicyOutcome {
  readonly policy: string;
  readonly value: number;
  readonly foresight: number;
  readonly means: Readonly<Record<Judged, Estimate | null>>;
  /** Surprise less this policy, paired by seed; all of a foresight hold together (Bonferroni). */
  readonly saved: Readonly<Record<Judged, Estimate | null>>;
  /** Trials whose measures are those of the surprise to the byte, of how many. */
  readonly same: { readonly equal: number; readonly of: number };
}

const measured = (trial: CompleteRow | null, measure: Judged): number | null => {
  if (trial === null) return null;
  const value = measure === 'exits' ? trial.measures.exitsPerDay : trial.measures[measure];
  return value === null || value === undefined ? null : measure === 'exits' ? value * trial.plan.days : value;
};

const bySeed = ({ trials }: MarketCell, measure: Judged) => trials.map((trial) => measured(trial, measure));

export function policyOutcomes(cells: readonly MarketCell[]): PolicyOutcome[] {
  const changed = cells.filter(({ levels }) => levels['governance.change'] === 'validatorSequenceLength');
  const steps = new Set(changed.map(({ levels }) => levels['governance.value'])).size;
  const contrasts = steps * (policies.length - 1) * judged.length;
  return changed.map((cell) => {
    const surprise = changed.find(
      ({ levels }) =>
        levels['governance.value'] === cell.levels['governance.value'] &&
        levels['market.foresightDays'] === cell.levels['market.foresightDays'] &&
        levels['governance.noticeDays'] === 0,
    )!;
    const each = (of: (measure: Judged) => Estimate | null) =>
      Object.fromEntries(judged.map(({ measure }) => [measure, of(measure)])) as Record<
        Judged,
        Estimate | null
      >;
    return {
      policy: policyName(cell),
      value: Number(cell.levels['governance.value']),
      foresight: Number(cell.levels['market.foresightDays']),
      means: each((measure) => {
        const known = bySeed(cell, measure).filter((value) => value !== null);
        return known.length > 0 ? estimate(known) : null;
      }),
      saved: each((measure) =>
        pairedDifference(bySeed(surprise, measure), bySeed(cell, measure), 1 - 0.05 / contrasts),
      ),
      same: sameAs(cell, surprise),
    };
  });
}

function policyName({ levels }: MarketCell): string {
  const known = policies.find(
    ({ noticeDays, rampDays }) =>
      noticeDays === levels['governance.noticeDays'] && rampDays === levels['governance.rampDays'],
  );
  return known?.name ?? 'another';
}

function sameAs(one: MarketCell, other: MarketCell): PolicyOutcome['same'] {
  const pairs = one.trials.flatMap((trial, seed) => {
    const partner = other.trials[seed];
    return trial === null || partner === null ? [] : [[trial, partner] as const];
  });
  const text = ({ measures, market, days }: CompleteRow) => JSON.stringify([measures, market, days]);
  return { equal: pairs.filter(([a, b]) => text(a) === text(b)).length, of: pairs.length };
}

/** How long the effect of a step takes to show, and what an early reading of it would have said. */
export interface Settling {
  readonly title: string;
  readonly unit: string;
  /** The effect once settled: mean gap to the world without the step over the last days, with its interval. */
  readonly settled: Estimate;
  /** Blocks until the mean gap, over a trailing day, is within that interval for good; null: not before the last days. */
  readonly blocks: number | null;
  /** Mean gap on the first, third and tenth day after the step. */
  readonly early: readonly { readonly day: number; readonly reading: Estimate }[];
}

/** Days after the change whose first reading is told. */
export const readDays = [1, 3, 10] as const;
const lastDays = 10;
const looksOfDay = 6;

/** The step's world held against the one without, seed by seed. */
export function settlingOf(stepped: MarketCell, control: MarketCell, change: number): Settling[] {
  const series = [
    { column: 'meanLoss', title: 'mean loss of the miners that run', unit: 'nats' },
    { column: 'log2Difficulty', title: 'difficulty', unit: 'doublings' },
    { column: 'compute', title: 'deployed compute', unit: 'TFLOP/s' },
  ] as const;
  return series.flatMap(({ column, title, unit }) => {
    const gaps = stepped.trials.flatMap((trial, seed) => {
      const other = control.trials[seed];
      if (trial === null || other === null) return [];
      const [own, base] = [trial, other].map((row) => columnOf(row.market!, column));
      return [own.map(({ day, value }, look) => ({ day, gap: value - base[look].value }))];
    });
    if (gaps.length < 2) return [];
    const days = gaps[0].map(({ day }) => day);
    const end = days[days.length - 1];
    const between = (from: number, to: number) => estimate(gaps.map((looks) => meanIn(looks, from, to)));
    const settled = between(end - lastDays, end + 1);
    return [
      {
        title,
        unit,
        settled,
        blocks: settledAfter(gaps, days, change, settled),
        early: readDays.map((day) => ({ day, reading: between(change + day - 1, change + day) })),
      },
    ];
  });
}

const meanIn = (looks: readonly { day: number; gap: number }[], from: number, to: number): number => {
  const inside = looks.filter(({ day }) => day > from && day <= to);
  return inside.reduce((sum, { gap }) => sum + gap, 0) / inside.length;
};

/** The last look at which the trailing mean is outside the band, and the one after it. */
function settledAfter(
  gaps: readonly (readonly { day: number; gap: number }[])[],
  days: readonly number[],
  change: number,
  { low, high }: Estimate,
): number | null {
  const mean = days.map((_, look) => gaps.reduce((sum, looks) => sum + looks[look].gap, 0) / gaps.length);
  const trailing = mean.map((_, look) => {
    const window = mean.slice(Math.max(0, look - looksOfDay + 1), look + 1);
    return window.reduce((sum, gap) => sum + gap, 0) / window.length;
  });
  const outside = trailing.findLastIndex((gap, look) => days[look] > change && (gap < low || gap > high));
  if (outside < 0) return 0;
  const after = days[outside + 1];
  // A trailing day that only leaves the band within the days that define it says nothing.
  if (after === undefined || after > days[days.length - 1] - lastDays) return null;
  return Math.round((after - change) * blocksPerDay);
}

/** What notice of a longer immunity does to those who think of registering: announced less surprise, paired by seed. */
export interface Notice {
  readonly title: string;
  readonly unit: string;
  /** Mean of the days between the decision and the change, and of as many after the change. */
  readonly before: Estimate | null;
  readonly after: Estimate | null;
}

export function noticesOf(announced: MarketCell, surprise: MarketCell, days: number): Notice[] {
  const followed = [
    { metric: 'registrationsPerDay', title: 'registrations', unit: 'a day' },
    { metric: 'log2Difficulty', title: 'difficulty', unit: 'doublings' },
    { metric: 'networkGap', title: 'mean loss against the frontier', unit: 'nats' },
  ];
  return followed.map(({ metric, title, unit }) => {
    const over = (from: number, to: number) => {
      const [one, other] = [announced, surprise].map(({ trials }) =>
        trials.map((trial) => (trial === null ? null : (runOf(trial, metric)?.mean(from, to) ?? null))),
      );
      return pairedDifference(one, other);
    };
    return { title, unit, before: over(0, days), after: over(days, 2 * days) };
  });
}
