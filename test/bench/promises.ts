import { textTable } from '../../experiments/base/textTable.ts';
import type { ScoringRow } from './scoringPart.ts';
import type { WorldRow } from './worldsPart.ts';

/** What the laboratory promises of its speed, on one core, and what this run saw. */
export interface Promised {
  readonly promise: string;
  readonly seen: string;
  readonly kept: boolean;
}

export const scoringPromises = (row: ScoringRow): Promised[] => [
  {
    promise: 'score updates: at least 10 M a second',
    seen: `${(row.perSecond / 1e6).toFixed(0)} M`,
    kept: row.perSecond >= 10e6,
  },
  {
    promise: 'score updates: at least a third as fast as bare noise',
    seen: row.shareOfBareNoise.toFixed(2),
    kept: row.shareOfBareNoise >= 1 / 3,
  },
];

/** Seconds are the processor's: where nobody else computes, those on the clock are no more. */
export const worldPromises = (rows: readonly WorldRow[]): Promised[] =>
  rows.flatMap((row) => [
    {
      promise: `${row.name}, ${row.days} days: at most ${row.limitSeconds} s`,
      seen: `${row.minProcessorSeconds.toFixed(2)} s`,
      kept: row.minProcessorSeconds <= row.limitSeconds,
    },
    {
      promise: `${row.name}: at most ${row.limitMB} MB`,
      seen: `${row.peakMB.toFixed(0)} MB`,
      kept: row.peakMB <= row.limitMB,
    },
    ...workOf(row),
  ]);

/** The work was foreseen before the engine existed; it must not have shrunk by more than a tenth. */
function workOf({ name, foreseen, scoreUpdates, weightEntries }: WorldRow): Promised[] {
  if (foreseen === null) return [];
  const { updates, entries } = foreseen;
  const both = (one: number, other: number) =>
    `${one.toExponential(2)} updates, ${other.toExponential(2)} entries`;
  return [
    {
      promise: `${name}: the work foreseen, ${both(updates, entries)}, to a tenth`,
      seen: both(scoreUpdates, weightEntries),
      kept: scoreUpdates >= 0.9 * updates && weightEntries >= 0.9 * entries,
    },
  ];
}

export const promisesText = (promises: readonly Promised[]): string =>
  textTable(
    ['promised, one core', 'seen', ''].map((title) => ({ title })),
    promises.map(({ promise, seen, kept }) => [promise, seen, kept ? 'kept' : 'MISSED']),
  );
