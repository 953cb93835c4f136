import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../experiments/base/userError.ts';
import { replayNetwork } from '../../../experiments/evidence/replay/networkReplay.ts';
import { importNetwork } from '../../../experiments/import/importNetwork.ts';
import { networkSchema, type WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import { HyperparameterError } from '../../../sim/hyperparameters/registry.ts';
import { stream } from '../../../sim/random.ts';
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

/** What is put where a number, a text or a piece of the dump was. */
const strange = [
  '-1',
  '1e400',
  'NaN',
  'null',
  '""',
  '[]',
  '{}',
  '0.5',
  '65536',
  '18446744073709551616',
  'true',
  '"x"',
  '-Infinity',
  '1e-320',
];

/** A dump of the seed with a few pieces changed. */
export function fuzzed(seed: number): string {
  const draws = stream('dumps', 'fuzz', seed);
  const below = (most: number) => Math.floor(draws.next() * most);
  const all = texts();
  let text = all[below(all.length)];
  for (let change = 0; change <= below(3); change++) {
    const at = below(text.length);
    const kind = below(9);
    if (kind === 0) text = text.slice(0, at);
    else if (kind === 1) text = text.slice(0, at) + text.slice(at + 1 + below(20));
    else if (kind === 2) text = text.slice(0, at) + text.slice(at, at + below(40)) + text.slice(at);
    else {
      const values = [...text.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?|"[^"]*"|true|false/g)];
      const value = values[below(values.length)];
      if (value === undefined) continue;
      text =
        text.slice(0, value.index) +
        strange[below(strange.length)] +
        text.slice(value.index + value[0].length);
    }
  }
  return text;
}

/** What becomes of a dump: taken, refused, or a fault of the laboratory in words. */
export function outcomeOf(text: string, folder: string): 'taken' | 'refused' | { readonly fault: string } {
  const path = join(folder, 'fuzzed.json');
  writeFileSync(path, text);
  let network: WrittenNetwork;
  try {
    network = importNetwork([path]).network;
  } catch (error) {
    return error instanceof UserError ? saidWell(error.message) : { fault: `import: ${stackOf(error)}` };
  }
  return faultIn(network, text) ?? 'taken';
}

/** A refusal names the file. */
const saidWell = (message: string) =>
  message.includes('fuzzed.json') ? ('refused' as const) : { fault: `no file in: ${message}` };

/** A network file that breaks its own schema, holds NaN, lost a hyperparameter, or cannot be read. */
function faultIn(network: WrittenNetwork, text: string): { readonly fault: string } | null {
  if (!networkSchema.safeParse(JSON.parse(JSON.stringify(network))).success)
    return { fault: `schema: ${JSON.stringify(networkSchema.safeParse(network).error?.issues[0])}` };
  if (holdsNoNumber(network)) return { fault: 'NaN' };
  const lost = lostIn(network, text);
  if (lost !== null) return { fault: `lost without a word: ${lost}` };
  if (network.stake === undefined) return null;
  try {
    replayNetwork(networkInputOf('fuzzed.json', network));
    return null;
  } catch (error) {
    return error instanceof UserError || error instanceof HyperparameterError
      ? null
      : { fault: `replay: ${stackOf(error)}` };
  }
}

/** Whether a value that JSON cannot say is anywhere in it. */
const holdsNoNumber = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsNoNumber);

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

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error);
