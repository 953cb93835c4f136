import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { u16Max } from '../../../sim/units.ts';
import { networkFile, unpackedBytes } from '../../base/givenFile.ts';
import { messageOf } from '../../base/thrown.ts';
import { UserError, unknownName } from '../../base/userError.ts';

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const share = z.number().int().min(0).max(u16Max);
const byUid = z.array(z.tuple([share, count])).optional();
const row = z.tuple([share, z.array(z.tuple([share, share]))]);
const rao = z.string().regex(/^\d{1,20}$/, 'a whole number of RAO, as text');

const shape = z.strictObject({
  format: z.literal(1),
  kind: z.literal('recorded network'),
  name: z.string(),
  source: z.string(),
  licence: z.string(),
  netuid: count,
  version: z.string(),
  parameters: z.strictObject({
    activityCutoff: count,
    kappa: share,
    maxAllowedValidators: share.min(1),
    bondsMovingAverage: count.max(1_000_000),
    tempo: count,
    immunityPeriod: count,
    stakeThreshold: count.optional(),
  }),
  emission: rao,
  stake: z.array(rao).min(1).max(u16Max),
  epochs: z
    .array(
      z.strictObject({
        block: count,
        lastUpdate: byUid,
        registrationBlock: byUid,
        validatorPermit: byUid,
        weights: z.array(row).optional(),
      }),
    )
    .min(1),
  outputs: z.record(z.string(), z.array(z.union([count, rao]))).optional(),
});

/**
 * What was read from the chain at one or more blocks. Stakes are one vector for all of them; of each block
 * only what has changed since the one before is written. `outputs` are the chain's own results of the last block.
 */
export type RecordedNetwork = z.infer<typeof shape>;

const carried = new URL('./recorded/', import.meta.url);
const ending = '.json.gz';

/** Names of the recorded networks that the laboratory brings along. */
export const recordedNames = (): string[] =>
  readdirSync(carried)
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .sort();

/**
 * Reads a recorded network: the name of one that is brought along, or the path of a `.json` or `.json.gz` file.
 * Throws `UserError` with the place and the rule that is broken.
 */
export function readRecorded(nameOrPath: string): RecordedNetwork {
  const names = recordedNames();
  const isPath = /[/\\.]/.test(nameOrPath) || existsSync(nameOrPath);
  if (!isPath && !names.includes(nameOrPath)) throw unknownName('recorded network', nameOrPath, names);
  const path = isPath ? nameOrPath : fileURLToPath(new URL(`${nameOrPath}${ending}`, carried));
  const result = shape.safeParse(parsed(path));
  if (!result.success) {
    const { path: place, message } = result.error.issues[0];
    throw new UserError(`${path} is not a recorded network: at $.${place.join('.')}: ${message}`);
  }
  checkUids(path, result.data);
  return result.data;
}

function parsed(path: string): unknown {
  const text = unpackedBytes(path, networkFile).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is not JSON, plain or gzipped: ${messageOf(error)}`);
  }
}

/** Every uid exists, is once in a row, every stake fits 64 bits, and blocks rise. */
function checkUids(path: string, { stake, epochs, outputs }: RecordedNetwork): void {
  const n = stake.length;
  const known = (uid: number, place: string) => {
    if (uid >= n) throw new UserError(`${path}: ${place} names uid ${uid}; the network has ${n} uids`);
  };
  for (const [uid, amount] of stake.entries()) {
    if (BigInt(amount) >= 2n ** 64n)
      throw new UserError(`${path}: $.stake.${uid} is ${amount} RAO; a stake is below 2^64`);
  }
  for (const [k, epoch] of epochs.entries()) {
    if (k > 0 && epoch.block <= epochs[k - 1].block)
      throw new UserError(`${path}: $.epochs.${k}.block is ${epoch.block}; blocks must rise`);
    for (const field of ['lastUpdate', 'registrationBlock', 'validatorPermit'] as const) {
      for (const [uid] of epoch[field] ?? []) known(uid, `$.epochs.${k}.${field}`);
    }
    for (const [uid, entries] of epoch.weights ?? []) {
      const place = `$.epochs.${k}.weights of uid ${uid}`;
      known(uid, place);
      for (const [target] of entries) known(target, place);
      if (new Set(entries.map(([target]) => target)).size < entries.length)
        throw new UserError(`${path}: ${place} names a target twice; name each target once in a row`);
    }
  }
  for (const [field, values] of Object.entries(outputs ?? {})) {
    if (values.length !== n)
      throw new UserError(`${path}: $.outputs.${field} has ${values.length} entries; there are ${n} uids`);
  }
}
