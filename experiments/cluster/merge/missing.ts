import { basename, dirname, join } from 'node:path';
import { labCommand } from '../../base/runnable.ts';
import { shellWord } from '../../base/shellWord.ts';
import type { StoredRow } from '../../run/journal.ts';
import type { PlannedTrial } from '../../run/resultsFolder.ts';
import { dealt } from '../../sweep/shard/deal.ts';
import { type Shard, shardFolderName, shardWord } from '../../sweep/shard/shard.ts';
import type { Part } from './part.ts';
import type { Subject } from './plannedTrials.ts';

/** Trials that have no row yet, and the command that runs them. */
export interface MissingPart {
  /** `2/4`; null: whatever is missing, in the joined folder. */
  readonly shard: string | null;
  /** null: not known yet. */
  readonly trials: number | null;
  readonly command: string;
}

interface Asked {
  readonly subject: Subject;
  readonly into: string;
  readonly parts: readonly Part[];
  readonly trials: readonly PlannedTrial[];
  /** How many of the first every shard runs. */
  readonly shared: number;
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly open: string | undefined;
}

/**
 * What is missing: the command that runs it in the joined folder, and one for each shard that lacks trials where all parts are shards of
 * one number.
 */
export async function missingParts(asked: Asked): Promise<MissingPart[]> {
  const { subject, into, parts, trials, shared, rows, open } = asked;
  const lacking = trials.filter(({ id }) => !rows.has(id));
  if (lacking.length === 0 && open === undefined) return [];
  const whole = {
    shard: null,
    trials: open === undefined ? lacking.length : null,
    command: await commandFor(subject, into, into),
  };
  const of = commonNumber(parts);
  if (of === null || lacking.length === 0 || open !== undefined) return [whole];
  const later = trials.slice(shared);
  const shards = dealt(later, of);
  const counts = new Map<number, number>();
  for (const [k, { id }] of later.entries())
    if (!rows.has(id)) counts.set(shards[k], (counts.get(shards[k]) ?? 0) + 1);
  const each = [...counts].sort(([one], [other]) => one - other);
  const commands = each.map(async ([index, count]) => ({
    shard: shardWord({ index, of }),
    trials: count,
    command: await commandFor(subject, into, folderOf({ index, of }, parts, into), { index, of }),
  }));
  return [...(await Promise.all(commands)), whole];
}

/** The number of shards that all parts agree on; null where they do not. */
function commonNumber(parts: readonly Part[]): number | null {
  const numbers = new Set(parts.flatMap(({ shard }) => (shard === null ? [] : [shard.of])));
  const [of = null] = numbers;
  return numbers.size === 1 ? of : null;
}

/** The folder of a shard: the one that was joined, or where it is expected, beside the others. */
function folderOf(shard: Shard, parts: readonly Part[], into: string): string {
  const known = parts.find((part) => part.shard !== null && shardWord(part.shard) === shardWord(shard));
  if (known !== undefined) return known.folder;
  const usual = parts.find(
    (part) => part.shard !== null && basename(part.folder) === shardFolderName(part.shard),
  );
  return join(usual === undefined ? join(into, 'shards') : dirname(usual.folder), shardFolderName(shard));
}

/** The command that runs what is missing in a folder; `into` holds the plan. */
async function commandFor(
  { kind, plan }: Subject,
  into: string,
  folder: string,
  shard?: Shard,
): Promise<string> {
  const where = `${shard === undefined ? '' : `--shard ${shardWord(shard)} `}--dir ${shellWord(folder)}`;
  if (kind === 'sweep' || kind === 'model')
    return `${labCommand} sweep ${shellWord(join(into, 'study.json'))} ${where}`;
  if (kind === 'tune') return `${(await import('../../methods/tune/command.ts')).commandOf(plan)} ${where}`;
  return `${(await import('../../methods/sensitivity/command.ts')).commandOf(plan)} ${where}`;
}
