import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayNetwork } from '../../../experiments/evidence/replay/networkReplay.ts';
import { importNetwork } from '../../../experiments/import/importNetwork.ts';
import { networkSchema, type WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import {
  hyperparameterList,
  jsonOf,
  metagraphInfo,
  metagraphRecord,
  metagraphShow,
  sdkHyperparameters,
  storage,
} from './madeSubnet.ts';

const texts = (): string[] => [
  ...[
    metagraphShow(),
    hyperparameterList(),
    sdkHyperparameters(),
    metagraphInfo(),
    metagraphRecord(),
    storage(),
  ].map(jsonOf),
  jsonOf({ stake: [3, 2, 1, 0], weights: [[0, 0, 0.5, 0.5], [0, 0, 1, 0], [], []] }), // biome-ignore format: a matrix
  'validator,uid,weight\n0,1,0.5\n0,2,0.5\n2,1,1\n',
  'rho 10\nkappa 32767\nimmunity_period 7000\nmin_burn τ0.0005\nregistration_allowed True\n',
];

/** Dumps of every kind, to be damaged. */
export const dumpInputs = (): Buffer[] => [
  ...texts().map((text) => Buffer.from(text)),
  readFileSync(new URL('../../fixtures/dumps/sn19.txt', import.meta.url)),
];

/**
 * Imports a dump, and the network that comes of it. Throws the refusal of a dump, and an error of no user's for a refusal that names no file, a network
 * that breaks its own schema, and a hyperparameter that is lost without a word.
 */
export function importedDump(bytes: Buffer, folder: string): unknown {
  const path = join(folder, 'dump.json');
  writeFileSync(path, bytes);
  const network = namingTheFile(() => importNetwork([path]).network);
  const { error } = networkSchema.safeParse(JSON.parse(JSON.stringify(network)));
  if (error !== undefined) throw new Error(`schema: ${JSON.stringify(error.issues[0])}`);
  const lost = lostIn(network, bytes.toString('utf8'));
  if (lost !== null) throw new Error(`lost without a word: ${lost}`);
  return [network, network.stake === undefined ? null : replayNetwork(networkInputOf('dump.json', network))];
}

function namingTheFile(read: () => WrittenNetwork): WrittenNetwork {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.message.includes('dump.json')) throw error;
    throw new Error(`no file in: ${String(error)}`);
  }
}

/** Hyperparameters of a dump of kind C, C′ or D that are neither taken nor named; null: none. */
function lostIn(network: WrittenNetwork, text: string): string | null {
  const [source] = network.sources ?? [];
  if (!['C', 'C′', 'D'].includes(source?.kind ?? '')) return null;
  const told =
    Object.keys(network.hyperparameters ?? {}).length +
    (network.notTaken?.length ?? 0) +
    (network.unknown?.length ?? 0) +
    (network.unused?.filter((name) => !name.includes('[')).length ?? 0);
  const names =
    source?.kind === 'C′'
      ? text.split('\n').map((line) => line.trim().split(/\s/)[0])
      : namesIn(text, source?.kind === 'C');
  const rows = new Set(names.filter((name) => name !== '')).size;
  return told >= rows ? null : `${rows} rows, ${told} told`;
}

/** Names of hyperparameters: those of rows, or the keys of an object of plain values. */
const namesIn = (text: string, isRows: boolean): string[] =>
  [...text.matchAll(isRows ? /"hyperparameter":\s*("[^"]*")/g : /("[^"]*"):/g)].map((match) => match[1]);
