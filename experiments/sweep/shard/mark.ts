import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/userError.ts';
import { writeWhole } from '../../run/journal.ts';
import { lockFolder } from '../../run/lock.ts';
import { type Shard, shardOf, shardWord } from './shard.ts';

/** What a folder of a shard says of itself. */
export interface ShardMark {
  /** Hash of the study that it is a part of. */
  readonly study: string;
  readonly shard: Shard;
}

const markIn = (folder: string): string => join(folder, 'shard.json');

/** The mark of a results folder; null: it holds a whole study. Throws `UserError` for a mark that cannot be read. */
export function readMark(folder: string): ShardMark | null {
  const path = markIn(folder);
  if (!existsSync(path)) return null;
  try {
    const { study, shard } = JSON.parse(readFileSync(path, 'utf8'));
    return { study: String(study), shard: shardOf(String(shard)) };
  } catch {
    throw new UserError(`${path} is not the mark of a shard: move the folder away and run its shard again`);
  }
}

/**
 * Marks a folder as that of a shard, once, before its first trial. Throws `UserError` for a folder of another shard, of a whole study where a
 * shard is to run or the other way round, and for one in use.
 */
export function takeMark(folder: string, study: string, shard?: Shard): void {
  if (shard === undefined) {
    refuseShard(folder);
    return;
  }
  mkdirSync(folder, { recursive: true });
  if (isMarked(folder, study, shard)) return;
  const lock = lockFolder(folder);
  try {
    if (isMarked(folder, study, shard)) return;
    refuseWhole(folder, shard);
    writeWhole(markIn(folder), `${JSON.stringify({ study, shard: shardWord(shard) })}\n`);
  } finally {
    lock.release();
  }
}

/** Throws `UserError` for the folder of a shard: `why` it cannot be used. */
export function refuseShard(folder: string, why = 'name it with --shard, or choose another folder'): void {
  const mark = readMark(folder);
  if (mark === null) return;
  throw new UserError(`${folder} holds shard ${shardWord(mark.shard)} of a study, not the whole: ${why}`);
}

function isMarked(folder: string, study: string, shard: Shard): boolean {
  const mark = readMark(folder);
  if (mark === null) return false;
  const [found, wanted] = [shardWord(mark.shard), shardWord(shard)];
  if (found !== wanted)
    throw new UserError(`${folder} holds shard ${found}, not ${wanted}: choose another folder`);
  if (mark.study !== study)
    throw new UserError(
      `${folder} holds a shard of study ${mark.study.slice(0, 8)}, not ${study.slice(0, 8)}: choose another folder`,
    );
  return true;
}

function refuseWhole(folder: string, shard: Shard): void {
  const holds = ['study.json', 'journal.ndjson', 'journal.ndjson.gz'].some((name) =>
    existsSync(join(folder, name)),
  );
  if (holds)
    throw new UserError(
      `${folder} holds a whole study, not shard ${shardWord(shard)}: choose another folder (merge joins them later)`,
    );
}
