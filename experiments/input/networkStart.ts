import { readFileSync } from 'node:fs';
import { sha256 } from '../base/canonical.ts';
import { readWritten } from './networkFile.ts';
import { type StartOfNetwork, startOfNetwork } from './startOfNetwork.ts';

/** A world’s start from a network file, with the hash of the file. */
export interface StartFromFile extends StartOfNetwork {
  readonly sha256: string;
}

/** Whether a text names a network file and not a scenario. */
export const isNetworkPath = (text: string): boolean => /\.json(?:\.gz)?$/i.test(text);

/** Reads a network file as the start of worlds. Throws as `startOfNetwork` does. */
export const readNetworkStart = (path: string): StartFromFile => ({
  ...startOfNetwork(path, readWritten(path)),
  sha256: sha256(readFileSync(path, 'utf8')),
});
