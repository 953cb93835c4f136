import { dirname, join } from 'node:path';
import { schemaVersion } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { type OwnTools, ownFile, removeDrafts } from './journalOwn.ts';
import { isRecord } from './storedRow.ts';
import { type Disk, readWhole, realDisk } from './system/disk.ts';
import { realSystem } from './system/system.ts';

/** A plan as it is written before the first trial, with its hash. */
export interface WrittenStudy {
  readonly hash: string;
  readonly plan: unknown;
}

/** What `study.json` holds. */
export interface StudyFile extends WrittenStudy {
  readonly schema: number;
  /** Smaller studies that the folder held before: the first one first. Absent: none. */
  readonly grewFrom?: readonly WrittenStudy[];
}

const pathIn = (folder: string): string => join(folder, 'study.json');

/** Throws `UserError` for a folder that holds another study, before anything is written into it. */
export function refuseForeign(folder: string, study: WrittenStudy, disk: Disk = realDisk): void {
  const path = pathIn(folder);
  if (disk.exists(path)) checkPlan(path, study, readPlan(path, disk));
}

/**
 * Writes the plan of a folder whole or not at all, if it is new there, or has grown. Throws as `refuseForeign` does, and where the lock of the folder
 * is another's by now.
 */
export function keepPlan(folder: string, study: WrittenStudy, tools: OwnTools = realSystem): void {
  const { disk } = tools;
  refuseForeign(folder, study, disk);
  const { hash, plan } = study;
  const path = pathIn(folder);
  const before = disk.exists(path) ? readPlan(path, disk) : null;
  if (before?.hash === hash) return;
  const grewFrom =
    before === null ? [] : [...(before.grewFrom ?? []), { hash: before.hash, plan: before.plan }];
  const file: StudyFile = { schema: schemaVersion, hash, plan, ...(grewFrom.length > 0 && { grewFrom }) };
  const bytes = Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
  if (tools.guard !== undefined) removeDrafts(path, disk);
  ownFile(path, { bytes }, tools).close();
}

/** Refuses a folder that holds another study, or one of another schema, and says what differs. */
function checkPlan(path: string, { hash, plan }: WrittenStudy, written: StudyFile): void {
  if (written.schema !== schemaVersion)
    throw new UserError(
      `${path} has schema ${written.schema}; this version writes ${schemaVersion}: choose another folder`,
    );
  if (written.hash === hash || isEnlarged(written.plan, plan)) return;
  const differing = differingFields(written.plan, plan);
  const why =
    differing.length > 0
      ? `they differ in ${differing.join(', ')}`
      : 'the plans are alike, so another engine wrote it';
  throw new UserError(
    `${path} is study ${String(written.hash).slice(0, 8)}, not ${hash.slice(0, 8)}: ${why}. ` +
      'A study does not change after its first trial, but for more seeds or values, and the folder was left untouched: choose another',
  );
}

/** Top-level fields of two plans that are not the same. */
export function differingFields(one: unknown, other: unknown): string[] {
  const [first, second]: Record<string, unknown>[] = [one, other].map(Object);
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.filter((name) => JSON.stringify(first[name]) !== JSON.stringify(second[name]));
}

/** Fields of a plan in which an enlarged study may differ, besides the word for its size. */
const growing: Readonly<Record<string, (before: unknown, now: unknown) => boolean>> = {
  seeds: (before, now) => Number(now) >= Number(before),
  armSeeds: (before, now) => Number(now) >= Number(before),
  size: () => true,
  // Pilots name the study that they are of, whose own folder says whether it has grown.
  of: () => true,
  factors: (before, now) => Array.isArray(before) && Array.isArray(now) && haveGrown(before, now),
};

/** Whether a plan asks the same with more seeds, or more values: every trial of the smaller one is one of its own, so its rows are used. */
function isEnlarged(before: unknown, now: unknown): boolean {
  const [first, second]: Record<string, unknown>[] = [before, now].map(Object);
  const differing = differingFields(first, second);
  return (
    differing.length > 0 &&
    ('factors' in first || 'of' in first) &&
    differing.every((name) => growing[name]?.(first[name], second[name]) === true)
  );
}

function haveGrown(before: readonly unknown[], now: readonly unknown[]): boolean {
  return (
    before.length === now.length &&
    before.every((factor, k) => {
      const [{ values, ...rest }, { values: more, ...others }] = [Object(factor), Object(now[k])];
      return (
        JSON.stringify(rest) === JSON.stringify(others) &&
        [values, more].every(Array.isArray) &&
        values.every((value: unknown) => more.includes(value))
      );
    })
  );
}

/** The plan of a results folder as written. Throws `UserError` if it is missing. */
export function readPlan(path: string, disk: Disk = realDisk): StudyFile {
  if (!disk.exists(dirname(path)))
    throw new UserError(`${dirname(path)} does not exist: name a folder that sweep has written`);
  if (!disk.exists(path))
    throw new UserError(
      `${path} is missing: a results folder has the plan of its study, study.json (name a folder that sweep has written)`,
    );
  try {
    const file: unknown = JSON.parse(readWhole(path, disk).toString());
    if (!isRecord(file)) throw new TypeError('no record');
    const { schema, hash, plan, grewFrom } = Object(file);
    return { schema, hash, plan, ...(Array.isArray(grewFrom) && { grewFrom }) };
  } catch {
    throw new UserError(`${path} is not JSON: this is not the plan of a study`);
  }
}
