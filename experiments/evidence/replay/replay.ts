import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import { nearest } from '../../../sim/math/nearest.ts';
import { compareField, type FieldAgreement } from './compareField.ts';
import { type Eviction, EvictionWatch } from './evictions.ts';
import type { NotCompared } from './networkReplay.ts';
import { type Frame, playback } from './playback.ts';
import { type Pulse, pulseOf } from './pulse.ts';
import type { RecordedNetwork } from './recordedNetwork.ts';

/** What a replay found. */
export interface Replay {
  readonly name: string;
  readonly version: string;
  readonly blocks: { readonly first: number; readonly last: number; readonly epochs: number };
  readonly fields: readonly FieldAgreement[];
  /** Results that were recorded and not compared, with the reason. */
  readonly notCompared: readonly NotCompared[];
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
  const outputs = outputsOf(recorded, last.output);
  fields.push(...outputs.fields);
  return {
    name: recorded.name,
    version: recorded.version,
    blocks: {
      first: recorded.epochs[0].block,
      last: last.block,
      epochs: recorded.epochs.length,
    },
    fields,
    notCompared: outputs.notCompared,
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

/** Results of an epoch that a recording may have. */
const outputNames: ReadonlySet<string> = new Set<keyof YumaOutput>([
  ...(['active', 'emission', 'serverEmission', 'validatorEmission', 'rank', 'trust', 'consensus'] as const),
  ...(['incentive', 'dividends', 'validatorTrust', 'pruningScores', 'stakeWeight'] as const),
]);
const isOutput = (name: string): name is Exclude<keyof YumaOutput, 'bonds' | 'validatorPermit'> =>
  outputNames.has(name);

/** Recorded results that the epoch has too, compared; of the others, why not. */
function outputsOf(
  { outputs = {}, stake, version }: RecordedNetwork,
  output: YumaOutput,
): Pick<Replay, 'fields' | 'notCompared'> {
  const fields: FieldAgreement[] = [];
  const notCompared: NotCompared[] = [];
  for (const [field, values] of Object.entries(outputs)) {
    const ours = isOutput(field) ? output[field] : null;
    if (ours === null) notCompared.push({ field, because: `no result has this name; ${nearestOf(field)}` });
    else if (ours.length !== stake.length)
      notCompared.push({ field, because: `${version} does not store it` });
    else
      fields.push(compareField(field, values.map(Number), Array.from(ours, Number), openEnds[field] ?? sure));
  }
  return { fields, notCompared };
}

const sure = { expected: 0, because: null };

const nearestOf = (field: string): string => {
  const [near] = nearest(field, [...outputNames]);
  return near === undefined ? `known are ${[...outputNames].join(', ')}` : `did you mean ${near}?`;
};
