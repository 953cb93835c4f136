import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { messageOf, systemFault } from './thrown.ts';
import { UserError } from './userError.ts';

/** What a named file is to be, and how a person comes by one. */
export interface Wanted {
  /** With its article: `a network file`. */
  readonly what: string;
  readonly remedy: string;
  /** Bytes that it has at most, unpacked as well. */
  readonly most: number;
}

const mebibyte = 2 ** 20;

export const networkFile: Wanted = {
  what: 'a network file',
  remedy:
    'make one of your dumps with yuma-lab import dump.json --out my-network.json; import --example prints one',
  // 4,096 uids with weights and bonds everywhere have less.
  most: 256 * mebibyte,
};
export const scenarioFile: Wanted = {
  what: 'a scenario file',
  remedy: 'scenarios --example prints one, and yuma-lab scenarios lists the scenarios that have a name',
  most: 4 * mebibyte,
};
export const studyFile: Wanted = {
  what: 'a study file',
  remedy: 'studies --example prints one, and yuma-lab studies lists the studies that have a name',
  most: 4 * mebibyte,
};

/** Bytes of a file that a person named. Throws `UserError` with the path, what is wanted and how to come by it. */
export function givenBytes(path: string, wanted: Wanted): Buffer {
  checkGiven(path, wanted);
  if (statSync(path).size > wanted.most) throw tooLong(path, wanted);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`${shownPath(path)}: ${wanted.what} must be readable; received ${messageOf(error)}`);
  }
}

/** The same unpacked, where its name ends with `.gz`. Throws as `givenBytes` does, and where it cannot be unpacked. */
export function unpackedBytes(path: string, wanted: Wanted): Buffer {
  const bytes = givenBytes(path, wanted);
  if (!path.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: wanted.most });
  } catch (error) {
    if (systemFault(error).code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(path, wanted);
    throw new UserError(
      `${shownPath(path)} cannot be unpacked (${messageOf(error)}): fetch the file again, or name it without .gz if it is not packed`,
    );
  }
}

const tooLong = (path: string, { what, most, remedy }: Wanted): UserError =>
  new UserError(
    `${shownPath(path)}: ${what} has at most ${most / mebibyte} MiB; received more (is it the right file? ${remedy})`,
  );

/** The text of a file that a person named. Throws as `givenBytes` does. */
export const givenText = (path: string, wanted: Wanted): string => givenBytes(path, wanted).toString('utf8');

/** Refuses a path at which there is no file. Throws `UserError`. */
export function checkGiven(path: string, { what, remedy }: Wanted): void {
  if (!existsSync(path))
    throw new UserError(`${shownPath(path)} does not exist: ${what} is wanted (${remedy})`);
  if (statSync(path).isDirectory())
    throw new UserError(`${shownPath(path)} is a folder: ${what} is wanted (name a file in it; ${remedy})`);
}

/** Refuses a path at which nothing can be written, before what is to be written is computed. Throws `UserError`. */
export function checkWritable(path: string, option: string): void {
  const folder = dirname(path);
  const shown = shownPath(folder);
  if (!existsSync(folder))
    throw new UserError(
      `${option} ${path}: the folder of a file that is written must be there; ${shown} is not (mkdir -p ${shown})`,
    );
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UserError(`${option} ${path} must name a file; received a folder (add a file’s name to it)`);
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch {
    throw new UserError(`${option} ${path} must be writable; received one that is not (name another place)`);
  }
}

/** A path from here, where it lies below; else as it is. */
function shownPath(path: string): string {
  const below = isAbsolute(path) ? relative(process.cwd(), path) : path;
  return below.startsWith('..') || below === '' ? path : below;
}
