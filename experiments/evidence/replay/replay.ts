import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import { type Eviction, EvictionWatch } from './evictions.ts';
import { type Frame, playback } from './playback.ts';
import { type Pulse, pulseOf } from './pulse.ts';
import type { RecordedNetwork } from './recordedNetwork.ts';

/** How one field of ours compares with what the chain recorded. */
export interface FieldAgreement {
  readonly field: string;
  readonly unit: string;
  readonly compared: number;
  readonly equal: number;
  /** Largest absolute difference, in `unit`. */
  readonly largest: number;
  /** The uid where it is. */
  readonly at: number | null;
  /** The difference a reader must expect, in `unit`, and why. */
  readonly expected: number;
  readonly because: string | null;
}

/** What a replay found. */
export interface Replay {
  readonly name: string;
  readonly version: string;
  readonly blocks: { readonly first: number; readonly last: number; readonly epochs: number };
  readonly fields: readonly FieldAgreement[];
  readonly evictions: readonly Eviction[];
  /** What the consensus makes of the first and of the last block. */
  readonly pulses: readonly Pulse[];
  /** Whether every field agrees as far as can be expected, and every eviction is the one the rule names. */
  readonly agrees: boolean;
}

/** Runs the consensus on a recorded network and compares, field by field, with what the chain said. */
export function replay(recorded: RecordedNetwork): Replay {
  const fields: FieldAgreement[] = [];
  const watch = new EvictionWatch(recorded);
  const pulses: Pulse[] = [];
  const permits = { compared: 0, equal: 0 };
  let frame: Frame | undefined;
  for (frame of playback(recorded)) {
    if (pulses.length === 0) {
      pulses.push(pulseOf(frame));
      if (recorded.epochs[0].validatorPermit !== undefined) fields.push(permitsAt(frame));
    }
    permits.compared += frame.validatorPermit.length;
    permits.equal += countEqual(frame);
    watch.see(frame);
  }
  const last = frame!;
  if (recorded.epochs.length > 1) {
    pulses.push(pulseOf(last));
    if (recorded.epochs[0].validatorPermit !== undefined) fields.push(permitsOverall(permits));
  }
  fields.push(...outputsOf(recorded, last.output));
  return {
    name: recorded.name,
    version: recorded.version,
    blocks: {
      first: recorded.epochs[0].block,
      last: last.block,
      epochs: recorded.epochs.length,
    },
    fields,
    evictions: watch.evictions,
    pulses,
    agrees:
      fields.every(({ largest, expected }) => largest <= expected) &&
      watch.evictions.every(({ uid, named }) => uid === named),
  };
}

const countEqual = ({ validatorPermit, output }: Frame): number =>
  validatorPermit.reduce(
    (sum, permit, uid) => sum + Number(Boolean(permit) === output.validatorPermit[uid]),
    0,
  );

function permitsAt(frame: Frame): FieldAgreement {
  const compared = frame.validatorPermit.length;
  const equal = countEqual(frame);
  const at = frame.validatorPermit.findIndex(
    (permit, uid) => Boolean(permit) !== frame.output.validatorPermit[uid],
  );
  return {
    field: 'validatorPermit, first block',
    unit: 'permit',
    compared,
    equal,
    largest: equal === compared ? 0 : 1,
    at: at < 0 ? null : at,
    expected: 0,
    because: null,
  };
}

const permitsOverall = ({ compared, equal }: { compared: number; equal: number }): FieldAgreement => ({
  field: 'validatorPermit, every block',
  unit: 'permit',
  compared,
  equal,
  largest: equal === compared ? 0 : 1,
  at: null,
  expected: 1,
  because: 'one vector of stakes was recorded for all blocks',
});

/** What recordings leave open, in the unit of the field. */
const openEnds: Readonly<Record<string, { readonly expected: number; readonly because: string }>> = {
  dividends: {
    expected: 20,
    because:
      'bonds were not recorded: without them dividends are shares of active stake, 20 units are 3.1e-4',
  },
  pruningScores: { expected: 40, because: 'follows from the dividends' },
  emission: { expected: 2.5e7, because: 'the validators’ half follows from the dividends' },
};

function outputsOf({ outputs = {}, stake }: RecordedNetwork, output: YumaOutput): FieldAgreement[] {
  return Object.entries(outputs).flatMap(([field, values]) => {
    const ours = output[field as keyof YumaOutput] as ArrayLike<number | bigint | boolean> | undefined;
    if (ours === undefined || ours.length !== stake.length) return [];
    return [compareField(field, values.map(Number), Array.from(ours, Number))];
  });
}

function compareField(field: string, recorded: readonly number[], ours: readonly number[]): FieldAgreement {
  let equal = 0;
  let largest = 0;
  let at: number | null = null;
  for (const [uid, value] of recorded.entries()) {
    const difference = Math.abs(ours[uid] - value);
    if (difference === 0) equal += 1;
    if (difference > largest) {
      largest = difference;
      at = uid;
    }
  }
  const { expected, because } = openEnds[field] ?? { expected: 0, because: null };
  const unit = field === 'emission' ? 'RAO' : field === 'active' ? 'flag' : 'u16';
  return { field, unit, compared: recorded.length, equal, largest, at, expected, because };
}
