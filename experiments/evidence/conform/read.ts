import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { deepestJson, isTooDeep } from '../../base/jsonDepth.ts';
import { Place, VectorError } from './place.ts';

/** Files of recorded vectors under the given paths, and the checksum lists beside them. */
export interface Found {
  /** `.json` and `.json.gz` files, in the order of their names. */
  readonly files: readonly { readonly path: string; readonly named: boolean }[];
  readonly checksumLists: readonly string[];
}

const isVectorFile = (name: string) => name.endsWith('.json') || name.endsWith('.json.gz');
const checksumName = 'SHA256SUMS';

/** Looks up files and folders (recursively). Throws a VectorError at a path that does not exist. */
export function findVectors(paths: readonly string[]): Found {
  const files = new Map<string, boolean>();
  const checksumLists = new Set<string>();
  for (const path of paths) {
    if (!existsSync(path))
      throw new VectorError(
        `${path}: no such file or folder; give vectors to replay (test/golden/chain has those of the chain)`,
      );
    if (!statSync(path).isDirectory()) files.set(path, true);
    else walk(path, files, checksumLists);
  }
  return {
    files: [...files].map(([path, named]) => ({ path, named })),
    checksumLists: [...checksumLists],
  };
}

function walk(folder: string, files: Map<string, boolean>, checksumLists: Set<string>): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (statSync(path).isDirectory()) walk(path, files, checksumLists);
    else if (entry.name === checksumName) checksumLists.add(path);
    else if (isVectorFile(entry.name) && !files.has(path)) files.set(path, false);
  }
}

/**
 * Path of the recorded file that an index calls by its name alone: in the index's folder, in the folder `chain` beside that
 * folder, or among the `files` found; null if it is nowhere.
 */
export function recordedNear(index: string, name: string, files: Found['files']): string | null {
  const folder = dirname(index);
  const beside = [join(folder, name), join(folder, '..', 'chain', name)];
  const found = files.filter(({ path }) => basename(path) === name).map(({ path }) => path);
  return [...beside, ...found].find((path) => existsSync(path)) ?? null;
}

/** The parsed content of a file. Throws a VectorError if it cannot be read, unpacked or parsed. */
export function readVectors(path: string): Place {
  return new Place(path, parse(path, text(path)));
}

function text(path: string): string {
  const bytes = read(path);
  const isGzip = bytes.length > 1 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip && path.endsWith('.gz'))
    throw new VectorError(`${path}: must be gzip, but does not begin as such`);
  if (!isGzip) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: longest }).toString('utf8');
  } catch (error) {
    throw new VectorError(`${path}: the gzip data are broken (${messageOf(error)}); copy the file again`);
  }
}

/** Bytes of a file of vectors at most, unpacked as well. */
const longest = 256 * 2 ** 20;

function read(path: string): Buffer {
  try {
    if (statSync(path).size > longest)
      throw new VectorError(
        `${path}: vectors have at most ${longest / 2 ** 20} MiB; received more (is it the right file?)`,
      );
    return readFileSync(path);
  } catch (error) {
    if (error instanceof VectorError) throw error;
    throw new VectorError(`${path}: cannot be read (${messageOf(error)})`);
  }
}

function parse(path: string, json: string): unknown {
  if (isTooDeep(json))
    throw new VectorError(
      `${path}: vectors nest at most ${deepestJson} deep; received more (copy the file again)`,
    );
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new VectorError(`${path}: is not JSON (${messageOf(error)})`);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One line of a checksum list. */
export interface Checksum {
  readonly file: string;
  readonly expected: string;
  /** SHA-256 of the file as it is, `missing` without one. */
  readonly got: string;
}

/** Hashes every file a `SHA256SUMS` list names. Throws a VectorError at a line that is not `hash  name`. */
export function checksums(list: string): Checksum[] {
  const folder = list.slice(0, list.length - basename(list).length);
  return readFileSync(list, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, index }) => {
      const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trimEnd());
      if (match === null) {
        throw new VectorError(`${list}: line ${index + 1} must be "<sha256>  <file>"; received ${line}`);
      }
      return { file: match[2], expected: match[1], got: sha256(join(folder, match[2])) };
    });
}

const sha256 = (path: string) =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'missing';
