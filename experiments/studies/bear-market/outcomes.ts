import { settleBlocks } from '../../../agents/market/market.ts';
import type { MarketPoint } from '../../../agents/market/series.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import {
  columnOf,
  type MarketCell,
  type MarketColumn,
  meanBetween,
  slopeBetween,
} from '../../analysis/series.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { pairedDifference } from '../../statistics/paired.ts';

/** Days after the change over which something is read, from the end of the first to the end of the last. */
export interface Window {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Each told day, then the late days: the second half of what was measured. */
export const windowsOf = (toldDays: readonly number[], days: number): Window[] => [
  ...toldDays.map((day) => ({ name: `day ${day}`, from: day - 1, to: day })),
  { name: `days ${Math.floor(days / 2) + 1} to ${days}`, from: Math.floor(days / 2), to: days },
];

/** What a path of the price did to the market in a window, held against the flat path on the same seeds. */
export interface Reading {
  readonly window: Window;
  /** Doublings of the difficulty, less those of the flat path. */
  readonly difficulty: Estimate | null;
  /** ln of compute over that of the flat path. */
  readonly compute: Estimate | null;
  /** Mean true loss of the miners that run, nats, less that of the flat path. */
  readonly loss: Estimate | null;
  /** ln of steady score per dollar of rent over that of the flat path. */
  readonly efficiency: Estimate | null;
  /** Miners that switched off from the change to the end of the window, less those of the flat path. */
  readonly exits: Estimate | null;
  readonly changes: Estimate | null;
}

/** A path of the price and what it did. */
export interface BearOutcome {
  readonly cell: MarketCell;
  readonly readings: readonly Reading[];
  /** Blocks until half and nine tenths of the late change of difficulty and of compute. */
  readonly lags: readonly Lag[];
}

/** When a change had gone a part of its way; n of all seeds, for in some it never does. */
export interface Lag {
  readonly column: 'log2Difficulty' | 'compute';
  readonly part: number;
  readonly blocks: Estimate | null;
  readonly seeds: number;
}

/** Parts of a gap regained some days after the price had come back. */
export interface Recovery {
  readonly column: 'log2Difficulty' | 'compute';
  readonly daysAfter: number;
  readonly regained: Estimate | null;
}

/** Days after the shock from which on a crash that lasts a week is at its lowest. */
const lowFrom = 3;

const ln = (value: number): number => Math.log(Math.max(value, 1e-9));
const transform = { log2Difficulty: (x: number) => x, compute: ln } as const;

export function bearOutcome(
  cell: MarketCell,
  flat: MarketCell,
  shock: number,
  windows: readonly Window[],
): BearOutcome {
  const late = windows[windows.length - 1];
  return {
    cell,
    readings: windows.map((window) => readingOf(cell, flat, shock, window)),
    lags: (['log2Difficulty', 'compute'] as const).flatMap((column) =>
      [0.5, 0.9].map((part) => lagOf(cell, flat, column, part, shock, late)),
    ),
  };
}

function readingOf(cell: MarketCell, flat: MarketCell, shock: number, window: Window): Reading {
  const paired = (read: (points: readonly MarketPoint[]) => number | null) => {
    const [own, base] = [cell, flat].map(({ trials }) =>
      trials.map((trial) => (trial?.market === undefined ? null : read(trial.market))),
    );
    return pairedDifference(own, base);
  };
  const gap = (name: MarketColumn, of: (value: number) => number = (x) => x) =>
    paired((points) => {
      const mean = meanBetween(points, name, shock + window.from, shock + window.to);
      return mean === null ? null : of(mean);
    });
  const counted = (name: 'exits' | 'changes') =>
    paired((points) => countAfter(points, name, shock, window.to));
  return {
    window,
    difficulty: gap('log2Difficulty'),
    compute: gap('compute', ln),
    loss: gap('meanLoss'),
    efficiency: gap('qualityPerDollar', ln),
    exits: counted('exits'),
    changes: counted('changes'),
  };
}

/** What was added to a running count from the change to some days after it. */
function countAfter(points: readonly MarketPoint[], name: MarketColumn, shock: number, days: number): number {
  const looks = columnOf(points, name).filter(({ day }) => day >= shock - 0.01 && day <= shock + days + 0.01);
  return looks.length > 0 ? looks[looks.length - 1].value - looks[0].value : 0;
}

/** The gap to the flat path at every look, seed by seed; difficulty as a mean over a trailing day, for it swings by ones. */
function gapsOf(
  cell: MarketCell,
  flat: MarketCell,
  column: Lag['column'],
): ({ day: number; gap: number }[] | null)[] {
  const of = transform[column];
  return cell.trials.map((trial, seed) => {
    const other = flat.trials[seed];
    if (trial === null || other === null) return null;
    const [own, base] = [trial, other].map((row) => columnOf(row.market!, column));
    const raw = own.map(({ day, value }, look) => ({ day, gap: of(value) - of(base[look].value) }));
    return column === 'compute' ? raw : trailing(raw, blocksPerDay / settleBlocks);
  });
}

function trailing(looks: readonly { day: number; gap: number }[], width: number) {
  return looks.map(({ day }, look) => {
    const window = looks.slice(Math.max(0, look - width + 1), look + 1);
    return { day, gap: window.reduce((sum, { gap }) => sum + gap, 0) / window.length };
  });
}

const meanGap = (looks: readonly { day: number; gap: number }[], from: number, to: number): number | null => {
  const inside = looks.filter(({ day }) => day >= from && day < to);
  return inside.length > 0 ? inside.reduce((sum, { gap }) => sum + gap, 0) / inside.length : null;
};

function lagOf(
  cell: MarketCell,
  flat: MarketCell,
  column: Lag['column'],
  part: number,
  shock: number,
  { from, to }: Window,
): Lag {
  const gaps = gapsOf(cell, flat, column);
  const reached = gaps.flatMap((looks) => {
    if (looks === null) return [];
    const end = meanGap(looks, shock + from, shock + to);
    if (end === null || end >= 0) return [];
    const first = looks.find(({ day, gap }) => day >= shock && gap <= (part - 1e-9) * end);
    return first === undefined ? [] : [Math.round((first.day - shock) * blocksPerDay)];
  });
  const seeds = gaps.filter((looks) => looks !== null).length;
  return { column, part, blocks: reached.length > 0 ? estimate(reached) : null, seeds };
}

/** What part of the gap is regained so many days after the price came back, `lasting` days after the shock. */
export function recoveriesOf(
  cell: MarketCell,
  flat: MarketCell,
  shock: number,
  lasting: number,
  days: number,
): Recovery[] {
  return (['log2Difficulty', 'compute'] as const).flatMap((column) => {
    const gaps = gapsOf(cell, flat, column);
    const within = [3, 7, 23].filter((daysAfter) => lasting + daysAfter <= days);
    return within.map((daysAfter) => {
      const parts = gaps.flatMap((looks) => {
        if (looks === null) return [];
        const low = meanGap(looks, shock + lowFrom, shock + lasting);
        const now = meanGap(looks, shock + lasting + daysAfter - 1, shock + lasting + daysAfter);
        return low === null || now === null || low >= 0 ? [] : [1 - now / low];
      });
      return { column, daysAfter, regained: parts.length > 0 ? estimate(parts) : null };
    });
  });
}

/** Drift a day of the flat path over the measured window: what moves although nothing happens. */
export interface Drift {
  readonly name: string;
  readonly unit: string;
  readonly perDay: Estimate | null;
}

export function driftsOf({ trials }: MarketCell, from: number, to: number): Drift[] {
  const slope = (name: MarketColumn, of?: (value: number) => number) => {
    const slopes = trials.flatMap((trial) => {
      const value = trial === null ? null : slopeBetween(trial.market!, name, from, to, of);
      return value === null ? [] : [value];
    });
    return slopes.length > 0 ? estimate(slopes) : null;
  };
  return [
    { name: 'difficulty', unit: 'doublings', perDay: slope('log2Difficulty') },
    { name: 'running miners', unit: 'miners', perDay: slope('running') },
    { name: 'device changes', unit: 'changes', perDay: slope('changes') },
    { name: 'compute', unit: 'of ln TFLOP/s', perDay: slope('compute', ln) },
    { name: 'mean loss of running miners', unit: 'nats', perDay: slope('meanLoss') },
  ];
}

/** Steps of log2 difficulty between two looks: how many are 0, +1 or −1, of how many. */
export function stepsOf(cells: readonly MarketCell[]): { readonly single: number; readonly all: number } {
  let single = 0;
  let all = 0;
  for (const { trials } of cells)
    for (const trial of trials) {
      const looks = trial === null ? [] : columnOf(trial.market!, 'log2Difficulty');
      for (let look = 1; look < looks.length; look++) {
        const step = Math.abs(looks[look].value - looks[look - 1].value);
        all += 1;
        if (step < 1e-6 || Math.abs(step - 1) < 1e-6) single += 1;
      }
    }
  return { single, all };
}
