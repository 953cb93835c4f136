import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import type { SubnetHyperparameters } from '../../../sim/hyperparameters/registry.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import { UserError } from '../../base/userError.ts';
import type { Mark, WrittenNetwork } from '../../input/networkSchema.ts';
import type { NetworkInput } from '../../input/networkText.ts';
import { chainOutput } from '../chainOutput.ts';
import { compareField, type FieldAgreement } from './compareField.ts';

/** A field that was recorded and not compared, or not recorded, and why. */
export interface NotCompared {
  readonly field: string;
  readonly because: string;
}

/** What the consensus makes of a network file, against what the chain said. */
export interface NetworkReplay {
  readonly name: string;
  readonly ruleset: RulesetName;
  /** Block of the epoch that was run. */
  readonly block: number;
  readonly fields: readonly FieldAgreement[];
  readonly notCompared: readonly NotCompared[];
  /** Whether every field that must be equal is. */
  readonly agrees: boolean;
}

const shares = [
  'incentive',
  'dividends',
  'consensus',
  'validatorTrust',
  'rank',
  'trust',
  'pruningScores',
] as const;
const flags = ['active', 'validatorPermit'] as const;
const compared = [...shares, ...flags, 'emission', 'bonds'] as const;
type Compared = (typeof compared)[number];

/** What a field follows from, besides stakes and settings. */
const followsFrom: Readonly<Record<Compared, readonly ('weights' | 'bonds' | 'time')[]>> = {
  active: ['time'],
  validatorPermit: [],
  consensus: ['weights', 'time'],
  incentive: ['weights', 'time'],
  validatorTrust: ['weights', 'time'],
  rank: ['weights', 'time'],
  trust: ['weights', 'time'],
  dividends: ['weights', 'time', 'bonds'],
  pruningScores: ['weights', 'time', 'bonds'],
  emission: ['weights', 'time', 'bonds'],
  bonds: ['weights', 'time', 'bonds'],
};

/**
 * Runs the epoch that a network file records, in the chain’s arithmetic, and compares every recorded field. Where all that a field follows
 * from is the chain’s own, it must be equal; where it is not, the difference is told with the reason. Throws `UserError` for
 * nakamoto-2022, of which no file has results.
 */
export function replayNetwork(input: NetworkInput): NetworkReplay {
  const { written, ruleset } = input;
  const block = written.recorded?.block ?? input.block;
  const output = epochOf(input, block);
  const told = compared.filter((field) => isTold(written, field));
  const possible = told.filter((field) => whyNot(written, output, field) === null);
  const fields = possible.map((field) => agreementOf(input, output, field));
  return {
    name: written.name ?? `netuid ${written.netuid ?? '?'}`,
    ...{ ruleset, block, fields },
    notCompared: compared.flatMap((field) => {
      if (possible.includes(field)) return [];
      return [{ field, because: whyNot(written, output, field) ?? 'not recorded' }];
    }),
    agrees: fields.every(({ largest, expected }) => largest <= expected),
  };
}

/** One epoch; a state that the epoch left keeps its bonds, from which the recorded dividends follow. */
function epochOf(input: NetworkInput, block: number): YumaOutput {
  const { network, emission, hyperparameters, ownerUid, lastEpoch } = input;
  if (hyperparameters.ruleset === 'nakamoto-2022')
    throw new UserError(
      '$.ruleset must be a version of Finney for replay; received nakamoto-2022 (run epoch on it)',
    );
  return chainOutput({
    ...{ network, block, emission },
    hyperparameters: isLeft(input.written) ? keepingBonds(hyperparameters) : hyperparameters,
    place: { ownerUid, lastEpoch },
  });
}

const isLeft = ({ state }: WrittenNetwork): boolean => state === 'afterEpoch';

/** Settings under which bonds do not move: those of the epoch are in the file already. */
function keepingBonds(hyperparameters: SubnetHyperparameters): SubnetHyperparameters {
  const { ruleset, ...values } = hyperparameters;
  const still = {
    ...values,
    bondsMovingAverage: 1_000_000,
    ...('liquidAlphaOn' in values && { liquidAlphaOn: false }),
  };
  return resolve(ruleset, still);
}

const isTold = ({ recorded = {} }: WrittenNetwork, field: Compared): boolean => {
  const values = recorded[field];
  return values?.some((value) => value !== null) ?? false;
};

/** Why a field cannot be compared; null: it can. */
function whyNot(written: WrittenNetwork, output: YumaOutput, field: Compared): string | null {
  if (!isTold(written, field)) return 'not recorded';
  if (followsFrom[field].includes('weights') && written.weights === undefined)
    return 'the weights are not known';
  if (field === 'bonds') return isLeft(written) ? 'only those after the epoch are known' : null;
  return output[field].length === 0 ? `${written.ruleset} does not store it` : null;
}

function agreementOf({ written }: NetworkInput, output: YumaOutput, field: Compared): FieldAgreement {
  const { recorded = {}, marks = {} } = written;
  const reasons = doubts(written, field);
  const rounding = marks[`recorded.${field}`] === 'rounded' ? 1 : 0;
  const terms = { expected: rounding, because: rounding > 0 ? 'the file has it rounded' : null };
  const agreement =
    field === 'bonds'
      ? compareBonds(recorded.bonds ?? [], output, terms)
      : compareField(
          field,
          (recorded[field] ?? []).map(numberOrNull),
          Array.from(output[field], Number),
          terms,
        );
  if (reasons.length === 0 || agreement.largest <= rounding) return agreement;
  return { ...agreement, expected: agreement.largest, because: reasons.join('; ') };
}

const numberOrNull = (value: number | string | boolean | null): number | null =>
  value === null ? null : Number(value);

function compareBonds(
  recorded: readonly (readonly [number, number][])[],
  { bonds }: YumaOutput,
  terms: Pick<FieldAgreement, 'expected' | 'because'>,
): FieldAgreement {
  const size = bonds.length;
  const told: number[] = [];
  const ours: number[] = [];
  for (let uid = 0; uid < size; uid++) {
    const [before, after] = [new Map(recorded[uid]), new Map<number, number>()];
    for (const [k, target] of bonds[uid].targets.entries()) after.set(target, bonds[uid].values[k]);
    for (const target of new Set([...before.keys(), ...after.keys()])) {
      told.push(before.get(target) ?? 0);
      ours.push(after.get(target) ?? 0);
    }
  }
  return { ...compareField('bonds', told, ours, terms), at: null };
}

const isSure = (mark: Mark | undefined): boolean =>
  mark === undefined || mark === 'exact' || mark === 'recovered';

/** Why a field may differ from what the chain said. */
function doubts(written: WrittenNetwork, field: Compared): string[] {
  const { marks = {}, recorded = {} } = written;
  const needs = followsFrom[field];
  const reasons: string[] = [];
  if (!isSure(marks.stake)) reasons.push(`stakes are ${marks.stake}`);
  if (needs.includes('weights') && !isSure(marks.weights)) reasons.push(`weights are ${marks.weights}`);
  if (isLeft(written)) reasons.push(...doubtsOfLeft(written, field, recorded.block ?? null));
  if (field === 'emission' && !isSure(marks.emission)) reasons.push('the emission is inferred');
  if (isLeft(written) && marks.hyperparameters === undefined) reasons.push('hyperparameters are defaults');
  return reasons;
}

/** What a state that the epoch left does not tell of the state before. */
function doubtsOfLeft(written: WrittenNetwork, field: Compared, block: number | null): string[] {
  const { marks = {}, lastUpdate, validatorPermit } = written;
  const needs = followsFrom[field];
  const reasons: string[] = [];
  if (field !== 'active' && field !== 'validatorPermit' && validatorPermit === undefined)
    reasons.push('permits are missing');
  if (needs.includes('time') && lastUpdate === undefined) reasons.push('last updates are missing');
  if (needs.includes('weights')) {
    const later = block === null ? 0 : (lastUpdate ?? []).filter((at) => at > block).length;
    if (block === null) reasons.push('the block of the epoch is not known');
    else if (later > 0) reasons.push(`${later} uids set weights since`);
  }
  if (needs.includes('bonds'))
    reasons.push(marks.bonds === 'missing' ? 'bonds are missing' : 'bonds are stored in u16');
  if (field !== 'active') reasons.push('stakes are those after the epoch');
  return reasons;
}
