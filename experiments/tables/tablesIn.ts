import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../base/userError.ts';
import { hasRows, markOf } from './bundleOf.ts';
import { tablesVersion } from './dataPackage.ts';

export const packageFile = (folder: string): string => join(folder, 'datapackage.json');

const again = 'export <dir> writes it again';

/** A table with its Parquet file. */
export interface ParquetTable {
  readonly name: string;
  readonly path: string;
}

/**
 * The Parquet files of a folder, where they are of its rows as they are now or nothing else is there; null: they are to be made from the
 * journal. Throws `UserError` for tables that are damaged or not ours.
 */
export function tablesIn(folder: string): ParquetTable[] | null {
  const path = packageFile(folder);
  const isMakeable = hasRows(folder);
  if (!existsSync(path)) {
    if (isMakeable) return null;
    throw new UserError(
      `${folder} has neither a journal nor a datapackage.json with its tables: name a folder that sweep or export has written`,
    );
  }
  const { resources, yumaLab } = packageIn(path);
  const { version, source } = Object(yumaLab);
  const isOurs = version === tablesVersion;
  if (isMakeable && (!isOurs || source !== markOf(folder))) return null;
  if (!isOurs)
    throw new UserError(
      `${path} describes tables of version ${version}; this program reads ${tablesVersion}: use the version that wrote it`,
    );
  return resources.flatMap((resource) => {
    const name = parquetName(resource);
    return name === null ? [] : [{ name, path: soundFile(folder, name, Object(resource)) }];
  });
}

const parquetName = (resource: unknown): string | null =>
  /^([A-Za-z_]\w*)\.parquet$/.exec(String(Object(resource).path))?.[1] ?? null;

function packageIn(path: string): { readonly resources: readonly unknown[]; readonly yumaLab: unknown } {
  try {
    const { resources, yumaLab } = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(resources)) return { resources, yumaLab };
  } catch {}
  throw new UserError(`${path} is not a data package in JSON: ${again}`);
}

/** A file must be the one that the package describes, to the byte. */
function soundFile(
  folder: string,
  name: string,
  { bytes, hash }: { readonly bytes?: unknown; readonly hash?: unknown },
): string {
  const path = join(folder, `${name}.parquet`);
  if (!existsSync(path)) throw new UserError(`${path} is missing, and datapackage.json names it: ${again}`);
  const { size } = statSync(path);
  if (size !== bytes)
    throw new UserError(
      `${path} has ${size} bytes, not the ${bytes} of datapackage.json, so it is cut or another file: ${again}`,
    );
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (`sha256:${sha256}` !== hash)
    throw new UserError(
      `${path} is not the file that datapackage.json describes (SHA-256 ${sha256.slice(0, 8)}…): ${again}`,
    );
  return path;
}
