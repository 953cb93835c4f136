import {
  type LiquidAlphaConsensusMode,
  liquidAlphaConsensusModes,
} from '../../../sim/consensus/chain/yumaOptions.ts';
import { I32F32, I64F64 } from '../../../sim/math/fixed.ts';
import { rowKnownAt } from '../../../sim/rules/commitReveal.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Comparison } from './compare.ts';
import { type ComputedValue, compareEncoded, compareRows, finneyEncodings } from './encoding.ts';
import { type Change, carried, type RecordedState, readChange, readInitial } from './epochState.ts';
import { isRecord, type Place } from './place.ts';
import { firstCommits } from './recordedCommits.ts';
import type { FileTally } from './tally.ts';
import {
  type BuiltVersion,
  builtVersion,
  type EpochMode,
  type EpochParameters,
  notBuilt,
} from './versions.ts';

/** Epochs of Finney: networks, what changes between epochs, and what each version made of them. */

const encodings = finneyEncodings(I32F32);
/** The one step that is traced before it becomes I32F32. */
const wideSteps = { filteredStake: finneyEncodings(I64F64) };

export const isEpochFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return first?.has('runs') ?? false;
};

/** Replays every run of every case, by `builtOf` its version. Throws a VectorError at a wrong shape or value. */
export function conformEpochs(top: Place, tally: FileTally, builtOf: BuiltOf = builtVersion): void {
  top.only(['format', 'note', 'codeFrom', 'cases']);
  for (const place of top.at('cases').list()) {
    const recorded = readCase(place);
    for (const run of place.at('runs').list()) conformRun(run, recorded, tally, builtOf);
  }
}

function readCase(place: Place): RecordedCase {
  place.only(['name', 'note', 'source', 'emission', 'initial', 'commitReveal', 'changes', 'runs']);
  const initial = readInitial(place.at('initial'));
  const n = initial.stake.length;
  return {
    emission: place.at('emission').u64(),
    initial,
    committed: place.has('commitReveal') ? firstCommits(place.at('commitReveal')) : new Map(),
    changes: place
      .at('changes')
      .list()
      .map((change) => readChange(change, n)),
    runs: new Map(
      place
        .at('runs')
        .list()
        .map((run) => [run.at('label').text(), run]),
    ),
  };
}

type BuiltOf = (version: string, mode: EpochMode) => BuiltVersion | undefined;

interface RecordedCase {
  readonly emission: bigint;
  readonly initial: RecordedState;
  readonly changes: readonly Change[];
  /** Block of the first commit of a uid that has not expired; rows are read without what came later. */
  readonly committed: ReadonlyMap<number, number>;
  /** By label. */
  readonly runs: ReadonlyMap<string, Place>;
}

function conformRun(run: Place, recorded: RecordedCase, tally: FileTally, builtOf: BuiltOf): void {
  run.only(['label', 'note', 'version', 'mode', 'params', 'epochs', 'sameAs']);
  const version = run.at('version').text();
  const label = run.at('label').text();
  if (label !== version && !label.startsWith(`${version}/`)) {
    run.at('label').fail(`the version ${version}, or that and a suffix after "/"`);
  }
  const epochs = epochsOf(run, recorded, 0);
  const rules = builtOf(version, modeOf(run.at('mode')));
  if (rules?.epoch === undefined) tally.of(version, notBuilt).skip(epochs.value);
  else replay(run, { ...rules, epoch: rules.epoch }, recorded, epochs, tally.of(rules.ruleset));
}

/**
 * Replays the run of a label in a case by the rules of another version, whose epochs are recorded as the same. Throws a
 * VectorError where the case has no such run, of that mode and so many epochs.
 */
export function conformRunAs(
  rules: BuiltVersion & Required<Pick<BuiltVersion, 'epoch'>>,
  place: Place,
  { label, mode, epochs }: { readonly label: string; readonly mode: EpochMode; readonly epochs: number },
  tally: Comparison,
): void {
  const recorded = readCase(place);
  const run = recorded.runs.get(label) ?? place.at('runs').fail(`runs with one labelled ${label}`);
  if (modeOf(run.at('mode')) !== mode) run.at('mode').fail(`"${mode}", as the index has it`);
  const list = epochsOf(run, recorded, 0);
  list.list(epochs);
  replay(run, rules, recorded, list, tally);
}

/** The recorded epochs of a run, or of the run it is the same as. */
function epochsOf(run: Place, recorded: RecordedCase, depth: number): Place {
  if (!run.has('sameAs')) return run.at('epochs');
  const other = recorded.runs.get(run.at('sameAs').text());
  if (other === undefined || depth > recorded.runs.size)
    return run.at('sameAs').fail('the label of another run');
  return epochsOf(other, recorded, depth + 1);
}

function replay(
  run: Place,
  { epoch: epochOf, partial = false }: BuiltVersion & Required<Pick<BuiltVersion, 'epoch'>>,
  recorded: RecordedCase,
  epochs: Place,
  tally: Comparison,
): void {
  const mode = modeOf(run.at('mode'));
  const parameters = readParameters(run.at('params'));
  const list = epochs.list(recorded.changes.length);
  let state: RecordedState = { ...recorded.initial, consensus: initialConsensus(run.at('params')) };
  for (const [index, epoch] of list.entries()) {
    state = recorded.changes[index](state);
    try {
      const { steps, output } = epochOf(
        mode,
        masked(state, recorded.committed),
        parameters,
        recorded.emission,
      );
      compareEpoch(epoch.only(['steps', 'output']), steps, { ...output }, tally, partial);
      state = carried(state, output);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tally.differ(epoch.path, 'an epoch', error.message);
      return;
    }
  }
}

function compareEpoch(
  epoch: Place,
  steps: Readonly<Record<string, ComputedValue>>,
  output: Readonly<Record<string, ComputedValue>>,
  tally: Comparison,
  partial: boolean,
): void {
  if (epoch.has('steps')) compareSteps(epoch.at('steps'), steps, encodings, tally, wideSteps, partial);
  compareOutputs(epoch.at('output'), output, encodings, tally);
}

type Encodings = Parameters<typeof compareEncoded>[2];

/**
 * Compares the named intermediates; a name that is no step is a difference, or skipped where only some are computed
 * (`partial`). `exceptions`: other encodings, by step.
 */
export function compareSteps(
  place: Place,
  steps: Readonly<Record<string, ComputedValue>>,
  known: Encodings,
  tally: Comparison,
  exceptions: Readonly<Record<string, Encodings>> = {},
  partial = false,
): void {
  for (const name of place.keys()) {
    const step = place.at(name);
    const encoded = exceptions[name] ?? known;
    if (Object.hasOwn(steps, name)) compareEncoded(step.value, steps[name], encoded, tally, step.path);
    else if (partial) tally.skip(step.value);
    else tally.differ(step.path, step.value, `no step of this name; known: ${Object.keys(steps).join(', ')}`);
  }
}

/** Compares what is stored: plain lists, rows, single values, or encoded ones. */
export function compareOutputs(
  place: Place,
  output: Readonly<Record<string, ComputedValue>>,
  known: Encodings,
  tally: Comparison,
): void {
  for (const name of place.keys()) {
    const { value: expected, path } = place.at(name);
    const got = Object.hasOwn(output, name) ? output[name] : undefined;
    if (got === undefined)
      tally.differ(path, expected, `no output of this name; known: ${Object.keys(output).join(', ')}`);
    else if (isRecord(expected)) compareEncoded(expected, got, known, tally, path);
    else if (typeof got === 'bigint') tally.integer(expected, got, path);
    else if (isRows(got)) compareRows(expected, got, tally, path);
    else tally.integers(expected, got as ArrayLike<bigint>, path);
  }
}

const isRows = (value: ComputedValue): value is Extract<ComputedValue, readonly { targets: unknown }[]> =>
  Array.isArray(value) && isRecord(value[0]);

export function modeOf(place: Place): EpochMode {
  const mode = place.text();
  return mode === 'sparse' || mode === 'dense' ? mode : place.fail('"sparse" or "dense"');
}

const parameterKeys = [
  'tempo',
  'activityCutoff',
  'kappa',
  'rho',
  'maxAllowedValidators',
  'bondsMovingAverage',
  'bondsPenalty',
  'liquidAlpha',
  'alphaLow',
  'alphaHigh',
  'alphaSigmoidSteepness',
  'yuma3',
  'stakeThreshold',
  'ownerUid',
  'lastMechanismStepBlock',
  'liquidAlphaConsensusMode',
  'initialConsensus',
] as const;

function readParameters(place: Place): EpochParameters {
  place.only(parameterKeys);
  const count = (key: string, max?: number) => place.at(key).count(max);
  return {
    tempo: count('tempo', u16Max),
    activityCutoff: count('activityCutoff'),
    kappa: count('kappa', u16Max),
    maxAllowedValidators: count('maxAllowedValidators', u16Max),
    bondsMovingAverage: count('bondsMovingAverage'),
    bondsPenalty: count('bondsPenalty', u16Max),
    liquidAlpha: place.at('liquidAlpha').flag(),
    alphaLow: count('alphaLow', u16Max),
    alphaHigh: count('alphaHigh', u16Max),
    alphaSigmoidSteepness: Number(place.at('alphaSigmoidSteepness').integer(-32_768n, 32_767n)),
    yuma3: place.at('yuma3').flag(),
    stakeThreshold: place.at('stakeThreshold').u64(),
    ownerUid: place.at('ownerUid').value === null ? null : count('ownerUid', u16Max),
    lastMechanismStepBlock: count('lastMechanismStepBlock'),
    ...(place.has('liquidAlphaConsensusMode') && {
      liquidAlphaConsensusMode: consensusMode(place.at('liquidAlphaConsensusMode')),
    }),
  };
}

function consensusMode(place: Place): LiquidAlphaConsensusMode {
  const text = place.text();
  const mode = liquidAlphaConsensusModes.find((known) => known === text);
  return mode ?? place.fail(liquidAlphaConsensusModes.map((known) => `"${known}"`).join(' or '));
}

/** u16 consensus stored before the first epoch; empty where none is recorded. */
const initialConsensus = (parameters: Place): number[] =>
  parameters.has('initialConsensus')
    ? parameters
        .at('initialConsensus')
        .list()
        .map((value) => value.count(u16Max))
    : [];

/** The network as an epoch reads it while weights wait to be revealed. */
const masked = (state: RecordedState, committed: ReadonlyMap<number, number>): RecordedState =>
  committed.size === 0
    ? state
    : {
        ...state,
        weights: state.weights.map((row, uid) => {
          const block = committed.get(uid);
          return block === undefined ? row : rowKnownAt(state.registrationBlock, row, block);
        }),
      };
