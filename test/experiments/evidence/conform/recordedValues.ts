import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Recorded vectors for tests that alter them: where the expected values stand, and how to flip one. */

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON is edited at any place on purpose
export type Json = any;
/** The folder of the golden vectors of the chain. */
export const golden = fileURLToPath(new URL('../../../golden/chain/', import.meta.url));
/** A fresh copy of one of its files. */
export const parsed = (file: string): Json =>
  JSON.parse(gunzipSync(readFileSync(golden + file)).toString('utf8'));

/** A recorded value that can be read and replaced. */
export interface Spot {
  readonly holder: Json;
  readonly key: string | number;
  /** Runs that are compared with it: its own, and those recorded as the same. */
  readonly readers: number;
  /** The file with no other case than the one around it. */
  readonly within: Json;
}

/** Every number or number text of an expected value. */
function spotsIn(value: Json, within: Json, readers = 1, spots: Spot[] = []): Spot[] {
  for (const key of Object.keys(value)) {
    if (key === 't' || value[key] === null) continue;
    if (typeof value[key] === 'object') spotsIn(value[key], within, readers, spots);
    else spots.push({ holder: value, key: Array.isArray(value) ? Number(key) : key, readers, within });
  }
  return spots;
}

const isExpected = (column: string) => /^v\d|^difficulty(Before|After)$/.test(column);

/** Not the name of a credit. */
const isNumber = (value: Json): boolean => /^\d+$/.test(String(value));

/** The expected values in one file. */
export function expectedIn(file: Json): Spot[] {
  if (file.trajectory !== undefined) {
    const ends = [...file.decayFactorQ32, ...file.trajectory.rows_block_registrations_burnAfter];
    return ends.map((row: Json) => ({ holder: row, key: row.length - 1, readers: 1, within: file }));
  }
  if (file.rows !== undefined) {
    return file.rows.flatMap((row: Json) =>
      Object.keys(row)
        .filter((column) => isExpected(column) && row[column] !== null)
        .flatMap((column) =>
          typeof row[column] === 'object'
            ? spotsIn(row[column], file)
            : [{ holder: row, key: column, readers: 1, within: file }],
        ),
    );
  }
  return file.cases.flatMap((each: Json) => {
    const within = { ...file, cases: [each] };
    const networks = spotsOfNetworks(each, within);
    if (networks !== null) return networks.filter(({ holder, key }) => isNumber(holder[key]));
    if (each.out !== undefined)
      return spotsIn(each.out, within).filter(({ holder, key }) => isNumber(holder[key]));
    if (each.pendingValidatorAlpha !== undefined)
      return Object.keys(each)
        .filter(isExpected)
        .flatMap((column) => spotsIn(each[column], within));
    const runs: Json[] = each.runs ?? [{ epochs: each.epochs }];
    return runs.flatMap(({ label, epochs = [] }) =>
      epochs.flatMap(({ steps = {}, output }: Json) =>
        spotsIn([steps, output], within, 1 + sameAs(label, runs)),
      ),
    );
  });
}

/** The columns of a movement that are what follows from it: kind, coldkey and amount come first. */
const columnsOfMovement = 3;

/** Expected values of a case that is a row of blocks, movements or rounds, or one swap; null elsewhere. A refusal is no number. */
function spotsOfNetworks(each: Json, within: Json): Spot[] | null {
  const at = (holder: Json, keys: readonly (string | number)[]) =>
    keys.flatMap((key) =>
      typeof holder[key] === 'object' && holder[key] !== null
        ? spotsIn(holder[key], within)
        : [{ holder, key, readers: 1, within }],
    );
  const results = (row: Json) => [...row.keys()].slice(columnsOfMovement);
  if (each.blocks !== undefined)
    return each.blocks.flatMap((block: Json) => [
      ...at(
        block,
        Object.keys(block).filter((key) => key !== 'swaps'),
      ),
      ...block.swaps.flatMap((swap: Json) => at(swap, results(swap))),
    ]);
  if (each.rounds !== undefined)
    return spotsIn([each.initial, ...each.rounds.map(({ out }: Json) => out)], within);
  if (each.ops !== undefined) return each.ops.flatMap((op: Json) => at(op, results(op)));
  return each.alphaForTao === undefined ? null : at(each, ['alphaForTao', 'taoForAlpha']);
}

/** Runs recorded as the same as the one of that label, directly or through another. */
const sameAs = (label: string, runs: readonly Json[]): number =>
  runs
    .filter((run) => run.sameAs !== undefined && run.sameAs === label)
    .reduce((total, run) => total + 1 + sameAs(run.label, runs), 0);

/** The value with one bit changed: of the integer, or of the last digit of a decimal or hexadecimal text. */
export function flipped(value: Json, pick: (n: number) => number): Json {
  if (typeof value === 'number') return value ^ (1 << pick(16));
  if (/^\d+$/.test(value))
    return String(BigInt(value) ^ (1n << BigInt(pick(BigInt(value).toString(2).length))));
  const places = [...value].flatMap((digit: string, at) => (/\d/.test(digit) ? [at] : []));
  const at = places[pick(places.length)];
  return `${value.slice(0, at)}${Number(value[at]) ^ 1}${value.slice(at + 1)}`;
}
