import { copyFileSync, existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../base/userError.ts';
import { rowsHash, type StoredRow } from '../../run/journal.ts';
import { type FolderLock, lockFolder } from '../../run/lock.ts';
import { keepPlan, type PlannedTrial } from '../../run/resultsFolder.ts';
import { writeJournal } from '../../run/writeJournal.ts';
import { refuseShard } from '../../sweep/shard/mark.ts';
import { pilotFolders } from '../../sweep/shard/takeOver.ts';
import { type Conflict, type Joined, joinRows } from './join.ts';
import { type MissingPart, missingParts } from './missing.ts';
import { damageOf, type Part, partIn, refuseMixed } from './part.ts';
import { type Subject, subjectOf, wantedOf } from './plannedTrials.ts';

/** What came of joining folders. */
export interface Merged {
  readonly folder: string;
  readonly hash: string;
  readonly subject: Subject;
  /** Folders that were joined, the joined one not counted. */
  readonly parts: number;
  /** Trials of the plan as far as they are known, and those of them whose rows are there, by id. */
  readonly total: number;
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly failed: number;
  readonly rowsHash: string;
  /** Rows that were there more than once, and agree. */
  readonly repeated: number;
  /** What is missing, shard by shard where there are shards, with the commands that run it. */
  readonly missing: readonly MissingPart[];
  /** What is not known yet of its trials, in words; absent: nothing. */
  readonly open?: string;
  /** What else a person should know: damaged lines, rows of no trial, shards that have not begun. */
  readonly notes: readonly string[];
  /** Trials with two results: nothing was written. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins results folders of one plan into one, which may exist and then counts among them. A trial that is there twice is compared byte for
 * byte; where two differ nothing is written. Files are written whole or not at all, so a merge that was killed is repeated. The same folders in
 * any order give the same bytes. Throws `UserError` for what cannot be joined, before anything is written.
 */
export async function merge(folders: readonly string[], into: string): Promise<Merged> {
  refuseFinished(into);
  const isNew = !existsSync(into);
  mkdirSync(into, { recursive: true });
  const unlock = lockAll(into);
  try {
    return await mergeLocked(folders, into);
  } finally {
    unlock();
    if (isNew && readdirSync(into).length === 0) rmdirSync(into);
  }
}

function refuseFinished(into: string): void {
  refuseShard(into, 'a merge writes a folder of its own, name another with --dir');
  if (existsSync(join(into, 'journal.ndjson.gz')))
    throw new UserError(
      `${into} holds finished results, which are only read: name another folder with --dir`,
    );
}

/** Takes a folder and those of its pilots, before its rows are read: what another process added later would be lost. */
function lockAll(into: string): () => void {
  const places = [into, ...pilotFolders.map((name) => join(into, name)).filter((place) => existsSync(place))];
  const locks: FolderLock[] = [];
  const unlock = () => {
    for (const lock of locks) lock.release();
  };
  try {
    for (const place of places) locks.push(lockFolder(place));
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}

async function mergeLocked(folders: readonly string[], into: string): Promise<Merged> {
  const { parts, named, notes } = readParts(folders, into);
  const [{ hash, plan, folder }] = parts;
  const subject = subjectOf(folder, plan);
  const joined = joinRows(parts);
  const pilots = pilotFolders.flatMap((name) => joinPilots(name, parts));
  const conflicts = [joined, ...pilots.map((one) => one.joined)].flatMap((one) => one.conflicts);
  const head = { folder: into, hash, subject, parts: named, repeated: joined.repeated, conflicts };
  if (conflicts.length > 0)
    return { ...head, total: 0, rows: joined.rows, failed: 0, rowsHash: '', missing: [], notes };
  for (const { name, parts: inner, joined: found } of pilots)
    writeResults(join(into, name), inner, byId(found.rows));
  const { trials, shared, open } = await wantedOf(subject, into, joined.rows);
  const rows = open === undefined ? inOrder(trials, joined.rows) : byId(joined.rows);
  writeResults(into, parts, rows);
  const missing = await missingParts({ subject, into, parts, trials, shared, rows: joined.rows, open });
  return {
    ...head,
    total: trials.length,
    rows: new Map(rows.map((row) => [row.id, row])),
    failed: rows.filter(({ status }) => status === 'failed').length,
    rowsHash: rowsHash(rows),
    missing,
    ...(open !== undefined && { open }),
    notes: [...notes, ...joinNotes(joined, joined.rows.size - rows.length)],
  };
}

/** The folders to join, and the joined one if it holds rows already. */
function readParts(
  folders: readonly string[],
  into: string,
): { readonly parts: readonly Part[]; readonly named: number; readonly notes: readonly string[] } {
  const others = [...new Set(folders.map((folder) => resolve(folder)))].filter(
    (one) => one !== resolve(into),
  );
  const named = folders.filter((folder, k) => {
    const place = resolve(folder);
    return others.includes(place) && folders.findIndex((one) => resolve(one) === place) === k;
  });
  const hasRows = existsSync(join(into, 'journal.ndjson')) && existsSync(join(into, 'study.json'));
  const read = [...named, ...(hasRows ? [into] : [])].map((folder) => ({ folder, part: partIn(folder) }));
  const parts = read.flatMap(({ part }) => (part === null ? [] : [part]));
  if (parts.length === 0)
    throw new UserError(
      `${folders.join(', ')}: no trial has run in any of them, so there is nothing to join`,
    );
  refuseMixed(parts);
  const unbegun = read.filter(({ part }) => part === null).map(({ folder }) => `${folder}: no trial has run`);
  return { parts, named: named.length, notes: [...unbegun, ...parts.flatMap(damageOf)] };
}

interface Pilots {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly joined: Joined;
}

/** Pilots are the same in every shard: compared as trials are. */
function joinPilots(name: string, parts: readonly Part[]): Pilots[] {
  const inner = parts.flatMap(({ pilots }) => pilots.get(name) ?? []);
  if (inner.length === 0) return [];
  refuseMixed(inner);
  return [{ name, parts: inner, joined: joinRows(inner) }];
}

const byId = (rows: ReadonlyMap<string, StoredRow>): StoredRow[] =>
  [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));

/** Rows in the order of the plan; what is of no trial of it is left out. */
const inOrder = (trials: readonly PlannedTrial[], rows: ReadonlyMap<string, StoredRow>): StoredRow[] =>
  trials.flatMap(({ id }) => rows.get(id) ?? []);

/** Writes journal and plan of a folder, which may be one of the parts. */
function writeResults(folder: string, parts: readonly Part[], rows: readonly StoredRow[]): void {
  const [{ hash, plan }] = parts;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.ndjson');
  const before = parts.find((part) => resolve(part.folder) === resolve(folder));
  if (before !== undefined && damageOf(before).length > 0) keepAside(path);
  writeJournal(path, hash, rows);
  keepPlan(folder, { hash, plan });
}

/** Copies a damaged journal before another takes its place: what is left of its lines may still tell something. */
function keepAside(path: string): void {
  let n = 1;
  while (existsSync(`${path}.damaged-${n}`)) n += 1;
  copyFileSync(path, `${path}.damaged-${n}`);
}

function joinNotes({ outdone }: Joined, foreign: number): string[] {
  return [
    ...(outdone > 0
      ? [
          `trials that failed or ran out of time in one folder and went further in another: ${outdone}; that row is kept`,
        ]
      : []),
    ...(foreign > 0 ? [`rows of no trial of this plan, left out: ${foreign}`] : []),
  ];
}
