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

/** What a path of the price did to the network, held against the flat path on the same seeds. */
export interface BearOutcome {
  readonly cell: MarketCell;
  /** Doublings of the difficulty, days 3 to 7 after the shock, less those of the flat path. */
  readonly difficulty: Estimate | null;
  /** ln of compute over that of the flat path, same days. */
  readonly compute: Estimate | null;
  /** Mean true loss of the miners that run, nats, less that of the flat path. */
  readonly loss: Estimate | null;
  /** ln of steady score per dollar of rent over that of the flat path. */
  readonly efficiency: Estimate | null;
  /** Miners that switched off from the shock to a week after it, less those of the flat path. */
  readonly exits: Estimate | null;
  readonly changes: Estimate | null;
  /** Blocks until half and nine tenths of the change of difficulty and of compute. */
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

/** Days after the shock over which the settled change is read. */
const settled = [3, 7] as const;

const ln = (value: number): number => Math.log(Math.max(value, 1e-9));
const transform = { log2Difficulty: (x: number) => x, compute: ln } as const;

export function bearOutcome(cell: MarketCell, flat: MarketCell, shock: number): BearOutcome {
  const gap = (name: MarketColumn, of: (value: number) => number = (x) => x) =>
    pairedDifference(
      ...([cell, flat].map(({ trials }) =>
        trials.map((trial) => settledMean(trial?.market, name, shock, of)),
      ) as [(number | null)[], (number | null)[]]),
    );
  const counted = (name: 'exits' | 'changes') =>
    pairedDifference(
      ...([cell, flat].map(({ trials }) =>
        trials.map((trial) => (trial === null ? null : countAfter(trial.market!, name, shock))),
      ) as [(number | null)[], (number | null)[]]),
    );
  return {
    cell,
    difficulty: gap('log2Difficulty'),
    compute: gap('compute', ln),
    loss: gap('meanLoss'),
    efficiency: gap('qualityPerDollar', ln),
    exits: counted('exits'),
    changes: counted('changes'),
    lags: (['log2Difficulty', 'compute'] as const).flatMap((column) =>
      [0.5, 0.9].map((part) => lagOf(cell, flat, column, part, shock)),
    ),
  };
}

function settledMean(
  points: readonly MarketPoint[] | undefined,
  name: MarketColumn,
  shock: number,
  of: (value: number) => number,
): number | null {
  if (points === undefined) return null;
  const mean = meanBetween(points, name, shock + settled[0], shock + settled[1]);
  return mean === null ? null : of(mean);
}

/** What was added to a running count from the shock to a week after it. */
function countAfter(points: readonly MarketPoint[], name: MarketColumn, shock: number): number {
  const looks = columnOf(points, name).filter(({ day }) => day >= shock - 0.01 && day <= shock + 7);
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

function lagOf(cell: MarketCell, flat: MarketCell, column: Lag['column'], part: number, shock: number): Lag {
  const gaps = gapsOf(cell, flat, column);
  const reached = gaps.flatMap((looks) => {
    if (looks === null) return [];
    const end = meanGap(looks, shock + settled[0], shock + settled[1]);
    if (end === null || end >= 0) return [];
    const first = looks.find(({ day, gap }) => day >= shock && gap <= (part - 1e-9) * end);
    return first === undefined ? [] : [Math.round((first.day - shock) * blocksPerDay)];
  });
  const seeds = gaps.filter((looks) => looks !== null).length;
  return { column, part, blocks: reached.length > 0 ? estimate(reached) : null, seeds };
}

/** What part of the gap is regained so many days after the price came back, `lasting` days after the shock. */
export function recoveriesOf(cell: MarketCell, flat: MarketCell, shock: number, lasting: number): Recovery[] {
  return (['log2Difficulty', 'compute'] as const).flatMap((column) => {
    const gaps = gapsOf(cell, flat, column);
    return [3, 7].map((daysAfter) => {
      const parts = gaps.flatMap((looks) => {
        if (looks === null) return [];
        const low = meanGap(looks, shock + settled[0], shock + Math.min(settled[1], lasting));
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
