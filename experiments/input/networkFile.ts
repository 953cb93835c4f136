import { existsSync } from 'node:fs';
import { networkFile, unpackedBytes } from '../base/givenFile.ts';
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
export const networkText = (path: string): string => unpackedBytes(path, networkFile).toString('utf8');
