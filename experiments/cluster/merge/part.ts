import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion, studyHash } from '../../base/identity.ts';
import { messageOf } from '../../base/thrown.ts';
import { UserError } from '../../base/userError.ts';
import { journalOf } from '../../report/readResults.ts';
import { type JournalContent, readJournal } from '../../run/journal.ts';
import { differingFields, readPlan } from '../../run/resultsFolder.ts';
import { readMark } from '../../sweep/shard/mark.ts';
import { type Shard, shardWord } from '../../sweep/shard/shard.ts';
import { pilotFolders } from '../../sweep/shard/takeOver.ts';

/** A results folder to be joined with others. */
export interface Part {
  readonly folder: string;
  /** The shard that it is; null: it is none. */
  readonly shard: Shard | null;
  readonly hash: string;
  readonly plan: unknown;
  readonly journal: JournalContent;
  /** Its pilots, by the name of their folder. */
  readonly pilots: ReadonlyMap<string, Part>;
}

/**
 * Reads a folder that is to be joined; null for a shard that was stopped before its first trial. Throws `UserError` for what is no results
 * folder, of another schema, or of another engine than this one.
 */
export function partIn(folder: string): Part | null {
  if (!existsSync(folder))
    throw new UserError(`${folder} does not exist: name folders that sweep --shard has written`);
  if (!statSync(folder).isDirectory())
    throw new UserError(`${folder} is a file: name folders that sweep --shard has written`);
  const path = join(folder, 'study.json');
  const mark = readMark(folder);
  if (mark !== null && !existsSync(path)) return null;
  const { schema, hash, plan } = readPlan(path);
  if (schema !== schemaVersion)
    throw new UserError(
      `${path} has schema ${schema}; this version joins ${schemaVersion}: use the version that wrote it`,
    );
  const now = hashOf(path, plan);
  if (now !== hash)
    throw new UserError(
      `${path} says that it is study ${String(hash).slice(0, 8)}, and its plan is ${now.slice(0, 8)} under this engine: ` +
        'another engine wrote it, or it was edited; join it with the version that wrote it',
    );
  if (mark !== null && mark.study !== hash)
    throw new UserError(
      `${folder} is marked as shard ${shardWord(mark.shard)} of study ${mark.study.slice(0, 8)}, and its plan is ${hash.slice(0, 8)}: run that shard again in another folder`,
    );
  const journal = readJournal(journalOf(folder), hash);
  const inner = pilotFolders.map((name) => [name, join(folder, name)] as const);
  const pilots = inner.flatMap(([name, place]) => {
    const part = existsSync(join(place, 'study.json')) ? partIn(place) : null;
    return part === null ? [] : [[name, part] as const];
  });
  return { folder, shard: mark?.shard ?? null, hash, plan, journal, pilots: new Map(pilots) };
}

/** The hash of a plan as it was read. Throws `UserError` for one that no version wrote: with a number that no plan may have, say. */
function hashOf(path: string, plan: unknown): string {
  try {
    return studyHash(plan);
  } catch (error) {
    throw new UserError(`${path} holds no sound plan (${messageOf(error)}): bring the old file back`);
  }
}

/** Throws `UserError` where parts are not of one study, and names what differs. */
export function refuseMixed([first, ...others]: readonly Part[]): void {
  for (const other of others) {
    if (other.hash === first.hash) continue;
    const fields = differingFields(first.plan, other.plan);
    throw new UserError(
      `${other.folder} is of study ${other.hash.slice(0, 8)}, and ${first.folder} of ${first.hash.slice(0, 8)}: they differ in ${fields.join(', ')}. ` +
        'Join shards of one plan only; nothing was written',
    );
  }
}

/** What is not as it should be in a part's journal, in words. */
export function damageOf({ folder, journal, pilots }: Part): string[] {
  const { badLines, tornBytes, hasDamagedHeader } = journal;
  return [
    ...(hasDamagedHeader ? [`${folder}: passed over a damaged first line`] : []),
    ...(badLines > 0
      ? [`${folder}: passed over damaged lines: ${badLines}; their trials count as missing there`]
      : []),
    ...(tornBytes > 0 ? [`${folder}: left out ${tornBytes} bytes of a torn last line`] : []),
    ...[...pilots.values()].flatMap(damageOf),
  ];
}
