import { labCommand } from '../../base/runnable.ts';
import { replayModel } from '../../sweep/runModelStudy.ts';
import { replay, scenarioFileOf } from '../../sweep/runTrials.ts';
import type { Conflict } from './join.ts';
import type { Merged } from './merge.ts';

/** Conflicts told in full. */
const shown = 3;

/** What came of joining, line by line. */
export function mergedLines(merged: Merged): string[] {
  const { folder, parts, total, rows, repeated, notes, failed, rowsHash } = merged;
  if (merged.conflicts.length > 0) return conflictLines(merged);
  const twice = repeated === 0 ? '' : `; ${repeated} were there more than once and agree byte for byte`;
  return [
    ...notes,
    `joined ${rows.size} of ${total} trials from ${parts} folders into ${folder}${twice}`,
    ...missingLines(merged),
    ...(failed > 0 ? [`${failed} trials failed: see status "failed" in ${folder}/journal.ndjson`] : []),
    `rows SHA-256 ${rowsHash}`,
  ];
}

function missingLines({ missing, open }: Merged): string[] {
  if (missing.length === 0) return [];
  const lines = missing.map(({ shard, trials, command }) =>
    shard === null
      ? `missing: ${trials === null ? open : `${trials} trials`}; all of it here: ${command}`
      : `missing: ${trials} trials of shard ${shard}: ${command}`,
  );
  const then = missing.length > 1 ? [`then merge again, or run the last of these commands alone`] : [];
  return [...lines, ...then];
}

function conflictLines({ conflicts, subject, folder }: Merged): string[] {
  const told = conflicts
    .slice(0, shown)
    .flatMap((conflict) => [
      `trial ${conflict.id} differs between ${conflict.folders.join(' and ')}: ${conflict.what}`,
      `  run it again: ${subject.kind === 'model' ? replayModel(conflict.plan) : commandOf(conflict, subject.plan)}`,
    ]);
  const more = conflicts.length > shown ? [`… and ${conflicts.length - shown} more`] : [];
  return [
    ...told,
    ...more,
    `ALARM: ${conflicts.length} trials have two results. The same plan gives the same bytes on one engine, so a machine or a file is at fault; ` +
      `nothing was written to ${folder}. Run verify on each folder, and leave out the one that differs`,
  ];
}

function commandOf({ id, plan }: Conflict, study: unknown): string {
  const words = replay({ id, plan, labels: {} }, scenarioFileOf(study));
  return words.replace(/^yuma-lab/, labCommand);
}
