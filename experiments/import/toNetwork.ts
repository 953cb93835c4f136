import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { defaultRuleset, type RulesetName } from '../../sim/rulesets.ts';
import { u16Max } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';
import type { Mark, WrittenNetwork } from '../input/networkSchema.ts';
import { present } from './columns.ts';
import { type Era, eraOf } from './era.ts';
import { type Inferred, inferWeights } from './inferWeights.ts';
import type { Joined } from './join.ts';
import { type Column, type Columns, kinds, type NumberColumn, type Rows } from './part.ts';
import { type TakenSettings, takeSettings } from './settings.ts';
import type { SourceFile } from './sourceFile.ts';

/** How a network file is to be written. */
export interface NetworkOptions {
  readonly ruleset?: RulesetName;
  readonly keepKeys?: boolean;
}

/** A network file and how it came about. */
export interface Imported {
  readonly network: WrittenNetwork;
  readonly era: Era;
  readonly settings: TakenSettings;
  /** Where the weights are not in the files: whether they follow from results. */
  readonly inferred: Inferred | null;
}

/** Columns that are results of an epoch. */
const results = [
  'active',
  'incentive',
  'dividends',
  'consensus',
  'validatorTrust',
  'rank',
  'trust',
  'pruningScores',
  'validatorPermit',
] as const satisfies readonly NumberColumn[];

/** Writes what was joined as a network file. Throws `UserError` for a metagraph without stakes. */
export function toNetwork(
  joined: Joined,
  sources: readonly SourceFile[],
  options: NetworkOptions = {},
): Imported {
  const { size, netuid, block } = joined;
  const era =
    options.ruleset === undefined
      ? eraOf(block, joined.settings, defaultRuleset)
      : { ruleset: options.ruleset, because: 'it was asked for' };
  const settings = takeSettings(joined.settings, era.ruleset, size);
  const stake = stakesOf(joined);
  const inferred = joined.weights === undefined && size !== null ? inferWeights(joined.columns, size) : null;
  const weights = joined.weights ?? inferred?.weights ?? undefined;
  const marks: Record<string, Mark> = {};
  const emission = emissionOf(joined, settings.taken, marks);
  const network: WrittenNetwork = {
    ...present({ name: joined.head.name }),
    ...{ ruleset: era.ruleset, netuid, block, emission },
    ...stateOf(joined, stake, weights, marks, era.ruleset),
    ...keysOf(joined.columns, options.keepKeys === true),
    ...ownerOf(joined, era.ruleset),
    hyperparameters: { ...settings.taken },
    ...recordedOf(joined, marks),
    ...marketOf(joined),
    marks: { ...marks, ...(joined.settings.length > 0 && { hyperparameters: settings.mark }) },
    notTaken: [...settings.notTaken],
    unused: [...new Set(joined.parts.flatMap(({ unused }) => unused))],
    unknown: [...new Set([...settings.unknown, ...joined.parts.flatMap(({ unknown }) => unknown)])],
    notes: [
      ...new Set([
        ...joined.parts.flatMap(({ notes }) => notes),
        ...(stake.note === null ? [] : [stake.note]),
      ]),
    ],
    sources: sources.map((source) => sourceOf(source, joined)),
  };
  return { network, era, settings, inferred };
}

interface StakeFound {
  readonly column: Column<bigint> | null;
  readonly note: string | null;
}

/** Stakes as they are; rows of weights alone count alike. */
function stakesOf({ size, columns, weights, parts }: Joined): StakeFound {
  if (size === null) return { column: null, note: null };
  if (columns.stake !== undefined) return { column: columns.stake, note: null };
  if (columns.alphaStake !== undefined)
    return {
      column: { ...columns.alphaStake, mark: 'inferred' },
      note: 'total stakes are missing: alpha stakes stand for them',
    };
  const graph = parts.find((part) => part.size !== null && part.kind !== 'K' && part.kind !== 'G');
  if (graph !== undefined || weights === undefined)
    throw new UserError(
      `${graph?.file ?? parts[0].file}: a metagraph must have stakes; received none (${stakeRemedy(parts)})`,
    );
  const values = weights.rows.map((row) => (row === null ? 0n : 1_000_000_000_000n));
  return {
    column: { values, mark: 'missing' },
    note: 'stakes are missing: every row of weights counts as 1,000 TAO',
  };
}

/** Pools of shares say what part of a stake is whose, and not how large it is. */
const stakeRemedy = (parts: Joined['parts']): string =>
  parts.some(({ unused }) => unused.includes('AlphaV2') || unused.includes('Alpha'))
    ? 'Alpha and AlphaV2 hold shares of a hotkey’s stake, not amounts: dump TotalHotkeyAlpha too'
    : 'dump it with stake, total_stake or alpha_stake and tao_stake';

/** RAO of an epoch: what was pending for it, else what it gave, else what the tempo gives at an alpha a block. */
function emissionOf(
  { head, columns, after }: Joined,
  taken: Readonly<Record<string, unknown>>,
  marks: Record<string, Mark>,
): number {
  if (after !== undefined && head.emission !== undefined) {
    marks.emission = 'exact';
    return Number(head.emission);
  }
  marks.emission = 'inferred';
  const given = (after?.columns.emission ?? columns.emission)?.values.reduce<bigint>(
    (sum, rao) => sum + (rao ?? 0n),
    0n,
  );
  if (given !== undefined && given > 0n && given <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(given);
  const tempo = Number(taken.tempo ?? 360);
  const cut = Number(taken.subnetOwnerCut ?? 11_796) / u16Max;
  return Math.floor(tempo * 1e9 * (1 - cut));
}

/** A stake as a number where a number holds it. */
const written = (rao: bigint): number | string =>
  rao <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(rao) : String(rao);

function stateOf(
  { columns, bonds, after, block, size }: Joined,
  stake: StakeFound,
  weights: Rows | undefined,
  marks: Record<string, Mark>,
  ruleset: RulesetName,
): Partial<WrittenNetwork> {
  if (size === null || stake.column === null) return {};
  const mark = (name: string, column: { readonly mark: Mark } | undefined) => {
    marks[name] = column?.mark ?? 'missing';
  };
  mark('stake', stake.column);
  mark('weights', weights);
  mark('bonds', bonds);
  for (const name of ['lastUpdate', 'registrationBlock', 'validatorPermit'] as const)
    mark(name, columns[name]);
  for (const name of ['alphaStake', 'taoStake'] as const)
    if (columns[name] !== undefined) mark(name, columns[name]);
  if (block === null) marks.block = 'missing';
  return {
    stake: stake.column.values.map((rao) => written(rao ?? 0n)),
    ...present({
      alphaStake: columns.alphaStake?.values.map((rao) => (rao === null ? null : written(rao))),
      taoStake: columns.taoStake?.values.map((rao) => (rao === null ? null : written(rao))),
      lastUpdate: timesOf(columns.lastUpdate, block),
      registrationBlock: timesOf(columns.registrationBlock, 0),
      validatorPermit: columns.validatorPermit?.values.map((permit) =>
        permit ? (1 as const) : (0 as const),
      ),
      weights: rowsOf(weights),
      bonds: ruleset === 'nakamoto-2022' ? undefined : rowsOf(bonds),
    }),
    ...(after !== undefined &&
      present({
        consensus: columns.consensus?.values.map((share) => share ?? 0),
        waitingCommit: columns.waitingCommit?.values.slice(),
      })),
    state: after === undefined ? 'afterEpoch' : 'beforeEpoch',
  };
}

/** Blocks of uids; a missing one is `otherwise`. Without a block none is known to be later. */
const timesOf = (column: Column<number> | undefined, otherwise: number | null): number[] | undefined =>
  column === undefined ? undefined : column.values.map((block) => block ?? otherwise ?? 0);

const rowsOf = (rows: Rows | undefined): [number, number][][] | undefined =>
  rows?.rows.map((row) => (row ?? []).map(([target, value]) => [target, value]));

/** Coldkeys as running numbers in the order of their first uid; the keys themselves where they are kept. */
function keysOf({ hotkey, coldkey }: Columns, keepKeys: boolean): Partial<WrittenNetwork> {
  const numbers = new Map<string, number>();
  const owner = coldkey?.values.map((key, uid) => {
    const name = key ?? `of uid ${uid}`;
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name) ?? 0;
  });
  return present({
    owner,
    hotkeys: keepKeys ? hotkey?.values.slice() : undefined,
    coldkeys: keepKeys ? coldkey?.values.slice() : undefined,
  });
}

/** The owner’s uid and the epoch before, under versions that read them. */
function ownerOf({ head, columns, after }: Joined, ruleset: RulesetName): Partial<WrittenNetwork> {
  if (ruleset === 'nakamoto-2022') return {};
  const { spares, schedule } = subnetVersions[ruleset];
  const { ownerUid, ownerHotkey, lastEpoch } = head;
  const uid =
    ownerUid ?? columns.hotkey?.values.findIndex((key) => key !== null && key === ownerHotkey) ?? -1;
  return {
    ...(uid >= 0 && spares !== 'nobody' && { ownerUid: uid }),
    ...(after !== undefined && lastEpoch !== undefined && schedule === 'sinceLast' && { lastEpoch }),
  };
}

/** What the chain said of the last epoch, and how far each of it is the chain’s. */
function recordedOf(
  { columns, head, after, size, bonds }: Joined,
  marks: Record<string, Mark>,
): Pick<WrittenNetwork, 'recorded'> {
  if (size === null) return {};
  const from = after?.columns ?? columns;
  const told = results.flatMap((name) => {
    const column = from[name];
    if (column === undefined || column.values.every((value) => value === null)) return [];
    marks[`recorded.${name}`] = column.mark;
    return [[name, Array.from({ length: size }, (_, uid) => column.values[uid] ?? null)] as const];
  });
  const emission = from.emission;
  if (emission !== undefined) marks['recorded.emission'] = emission.mark;
  const afterBonds = after === undefined ? bonds : after.bonds;
  if (told.length === 0 && emission === undefined) return {};
  return {
    recorded: {
      block: after === undefined ? (head.lastEpoch ?? null) : (after.block ?? null),
      ...Object.fromEntries(told),
      ...present({
        emission: emission?.values.map((rao) => (rao === null ? null : written(rao))),
        bonds: rowsOf(afterBonds),
      }),
    },
  };
}

function marketOf({ market }: Joined): Pick<WrittenNetwork, 'market'> {
  const { burn, taoIn, alphaIn, alphaOut, ...rest } = market;
  const amounts: Partial<Record<'burn' | 'taoIn' | 'alphaIn' | 'alphaOut', bigint | undefined>> = {
    burn,
    taoIn,
    alphaIn,
    alphaOut,
  };
  const told = Object.entries(amounts).flatMap(([name, rao]) =>
    rao === undefined ? [] : [[name, written(rao)] as const],
  );
  if (told.length === 0 && Object.keys(rest).length === 0) return {};
  return { market: { ...rest, ...Object.fromEntries(told) } };
}

function sourceOf({ file, sha256 }: SourceFile, { parts }: Joined) {
  const part = parts.find((known) => known.file === file);
  const kind = part?.kind ?? 'K';
  return { file, sha256, kind, what: kinds[kind], block: part?.block ?? null };
}
