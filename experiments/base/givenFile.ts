import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { messageOf } from './thrown.ts';
import { UserError } from './userError.ts';

/** What a named file is to be, and how a person comes by one. */
export interface Wanted {
  /** With its article: `a network file`. */
  readonly what: string;
  readonly remedy: string;
}

export const networkFile: Wanted = {
  what: 'a network file',
  remedy:
    'make one of your dumps with yuma-lab import dump.json --out my-network.json; import --example prints one',
};
export const scenarioFile: Wanted = {
  what: 'a scenario file',
  remedy: 'scenarios --example prints one, and yuma-lab scenarios lists the scenarios that have a name',
};
export const studyFile: Wanted = {
  what: 'a study file',
  remedy: 'studies --example prints one, and yuma-lab studies lists the studies that have a name',
};

/** Bytes of a file that a person named. Throws `UserError` with the path, what is wanted and how to come by it. */
export function givenBytes(path: string, wanted: Wanted): Buffer {
  checkGiven(path, wanted);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`${shownPath(path)}: ${wanted.what} must be readable; received ${messageOf(error)}`);
  }
}

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
