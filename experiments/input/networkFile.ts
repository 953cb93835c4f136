import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { givenBytes, networkFile } from '../base/givenFile.ts';
import { messageOf, systemFault } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import type { WrittenNetwork } from './networkSchema.ts';
import { type NetworkInput, networkInputOf, writtenIn } from './networkText.ts';

/** Reads a network file. Throws `UserError` with the file, the place and the rule. */
export const readNetwork = (path: string): NetworkInput => networkInputOf(path, readWritten(path));

/** A network file as it is written, which may hold settings alone. Throws as `readNetwork` does. */
export const readWritten = (path: string): WrittenNetwork => writtenIn(path, networkText(path));

/** Whether a path is that of a network file: an object of JSON with a ruleset. */
export function isNetworkFile(path: string): boolean {
  if (!/\.json(?:\.gz)?$/i.test(path) || !existsSync(path)) return false;
  return /"ruleset"\s*:/.test(networkText(path));
}

/** The text of a network file, unpacked where it is a `.gz`. Throws `UserError` where there is none to read. */
export function networkText(path: string): string {
  const bytes = givenBytes(path, networkFile);
  if (bytes.length > longest) throw tooLong(path);
  return (path.endsWith('.gz') ? unpacked(path, bytes) : bytes).toString('utf8');
}

/** Bytes of a network file, unpacked: a network of 4,096 uids with weights and bonds everywhere has less. */
const longest = 256 * 2 ** 20;

const tooLong = (path: string): UserError =>
  new UserError(
    `${path}: a network file has at most ${longest / 2 ** 20} MiB; received more (write weights as [uid, value] and leave out zeros)`,
  );

function unpacked(path: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: longest });
  } catch (error) {
    if (systemFault(error).code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(path);
    throw new UserError(`${path} cannot be unpacked (${messageOf(error)}): fetch the file again`);
  }
}
