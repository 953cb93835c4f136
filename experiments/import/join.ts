import { UserError } from '../base/userError.ts';
import type { Mark } from '../input/networkSchema.ts';
import { translate } from './chainNames.ts';
import { worst } from './mark.ts';
import type { Column, Columns, Part, Rows, Setting } from './part.ts';

/** What a person says of the files. */
export interface JoinOptions {
  readonly netuid?: number;
  /** The block that all files are taken for, whatever they say. */
  readonly block?: number;
}

/** The files of one network together: what a `Part` says of one file, of all. `size` is null where no file is about uids. */
export interface Joined
  extends Pick<
    Part,
    'netuid' | 'block' | 'size' | 'head' | 'market' | 'columns' | 'weights' | 'bonds' | 'settings'
  > {
  /** What the epoch left, where the rest is what it read. */
  readonly after?: Part;
  readonly parts: readonly Part[];
}

/**
 * Joins what several files say of one network at one block. Two blocks with one epoch between them are its state before and its results.
 * Throws `UserError` for files of different networks or blocks, and for numbers that contradict each other.
 */
export function join(all: readonly Part[], { netuid: wished, block: said }: JoinOptions = {}): Joined {
  const parts = ofOneNetwork(all, wished);
  const pair = said === undefined ? beforeAndAfter(parts) : null;
  const state = pair === null ? parts : parts.filter((part) => part !== pair.after);
  const block = said ?? pair?.after.block ?? blockOf(state);
  const size = sizeOf(state);
  const netuid = parts.find((part) => part.netuid !== null)?.netuid ?? wished ?? null;
  return {
    ...{ netuid, block, size, parts },
    head: merged(state, ({ head }) => head),
    market: merged(pair === null ? state : [pair.after, ...state], ({ market }) => market),
    columns: columnsOf(state, size),
    ...rowsOf(state, size),
    settings: settingsOf(state),
    ...(pair !== null && { after: pair.after }),
  };
}

function ofOneNetwork(all: readonly Part[], wished: number | undefined): readonly Part[] {
  const told = all.filter(({ netuid }) => netuid !== null);
  const netuids = [...new Set(told.map(({ netuid }) => netuid))];
  if (wished !== undefined) {
    const mine = all.filter(({ netuid }) => netuid === null || netuid === wished);
    if (mine.length > 0 && (told.length === 0 || mine.some(({ netuid }) => netuid === wished))) return mine;
    throw new UserError(
      `--netuid must be a subnet of the files; received ${wished} (they have ${listed(netuids)})`,
    );
  }
  if (netuids.length <= 1) return all;
  const [one] = told;
  const other = told.find(({ netuid }) => netuid !== one.netuid) ?? one;
  if (one.file === other.file)
    throw new UserError(
      `${one.file}: a network must be chosen of the ${netuids.length} in it; received no --netuid (it has ${listed(netuids)})`,
    );
  throw new UserError(
    `${other.file}: all files must be of one network; received netuid ${other.netuid}, and ${one.netuid} in ${one.file} (leave one out, or choose with --netuid)`,
  );
}

const listed = (netuids: readonly (number | null)[]): string =>
  `${netuids.slice(0, 12).join(', ')}${netuids.length > 12 ? `, … ${netuids.length} in all` : ''}`;

/** The state that an epoch reads and the results it leaves, where the files have both. */
function beforeAndAfter(parts: readonly Part[]): { readonly before: Part; readonly after: Part } | null {
  const [before, after] = (['before', 'after'] as const).map((when) =>
    parts.find(({ head }) => head.when === when),
  );
  if (before !== undefined && after !== undefined) return { before, after };
  const stored = parts.filter(({ kind, size, block }) => kind === 'H' && size !== null && block !== null);
  if (stored.length !== 2) return null;
  const [early, late] = [...stored].sort((one, other) => Number(one.block) - Number(other.block));
  const last = late.head.lastEpoch;
  const isBetween = last !== undefined && Number(early.block) < last && last <= Number(late.block);
  const isOne = early.head.lastEpoch !== undefined && last !== undefined && last > early.head.lastEpoch;
  return isBetween && isOne ? { before: early, after: { ...late, block: last } } : null;
}

function blockOf(parts: readonly Part[]): number | null {
  const told = parts.filter(({ block }) => block !== null);
  const other = told.find(({ block }) => block !== told[0].block);
  if (other !== undefined)
    throw new UserError(
      `${other.file}: all files must be of one block; received ${other.block}, and ${told[0].block} in ${told[0].file} (dump both again, or say with --block which block they are taken for)`,
    );
  return told[0]?.block ?? null;
}

/** Kinds that know how many uids there are; rows of weights alone do not. */
const knowsUids = ({ kind, columns }: Part): boolean =>
  (kind !== 'K' && kind !== 'G') || columns.stake !== undefined;

function sizeOf(parts: readonly Part[]): number | null {
  const sized = parts.filter(({ size }) => size !== null);
  const sure = sized.filter(knowsUids);
  const first = sure[0] ?? sized[0];
  if (first === undefined) return null;
  const other = sure.find(({ size }) => size !== first.size);
  if (other !== undefined)
    throw new UserError(
      `${other.file}: all files must have the same uids; received ${other.size}, and ${first.size} in ${first.file} (dump both again at one block)`,
    );
  const rows = sized.find(({ size }) => Number(size) > Number(first.size));
  if (rows !== undefined && sure.length > 0)
    throw new UserError(
      `${rows.file}: weights must be towards uids of the network, which has ${first.size} by ${first.file}; received uid ${Number(rows.size) - 1} (take weights and metagraph of one block)`,
    );
  return sure.length > 0 ? first.size : Math.max(...sized.map(({ size }) => Number(size)));
}

/** Records laid over each other; the first that has a field is right. */
function merged<Value extends object>(parts: readonly Part[], of: (part: Part) => Value): Value {
  return Object.assign({}, ...[...parts].reverse().map(of));
}

function columnsOf(parts: readonly Part[], size: number | null): Columns {
  const columns: Record<string, Column<number | bigint | string>> = {};
  const from: Record<string, string> = {};
  for (const { columns: own, file } of parts)
    for (const [name, column] of Object.entries(own)) {
      if (columns[name] !== undefined) agree(name, columns[name], from[name], column, file);
      if (columns[name] !== undefined && !isBetter(column.mark, columns[name].mark)) continue;
      columns[name] = padded(column, size ?? 0);
      from[name] = file;
    }
  return columns as Columns;
}

const isBetter = (one: Mark, other: Mark): boolean => one !== other && worst([one, other]) === other;

const padded = (
  column: Column<number | bigint | string>,
  size: number,
): Column<number | bigint | string> => ({
  mark: column.mark,
  values: Array.from({ length: size }, (_, uid) => column.values[uid] ?? null),
});

type AnyColumn = Column<number | bigint | string>;

/** Throws where two files say different things of a uid; numbers may differ by what a tool rounds. */
function agree(name: string, one: AnyColumn, oneFile: string, other: AnyColumn, otherFile: string): void {
  const uid = one.values.findIndex((value, at) => {
    const told = other.values[at];
    if (value === null || told === null || told === undefined) return false;
    if (typeof value === 'string' || typeof told === 'string') return value !== told;
    return Math.abs(Number(value) - Number(told)) > 1 + 1e-6 * Math.abs(Number(value));
  });
  if (uid < 0) return;
  throw new UserError(
    `${otherFile}: ${name} of uid ${uid} must be the same in all files; received ${other.values[uid]}, and ${one.values[uid]} in ${oneFile} (they are not of one network and block: leave one out)`,
  );
}

function rowsOf(parts: readonly Part[], size: number | null): Pick<Joined, 'weights' | 'bonds'> {
  const of = (name: 'weights' | 'bonds'): Rows | undefined => {
    const all = parts.flatMap((part) => part[name] ?? []);
    const best = all.reduce<Rows | undefined>(
      (one, other) => (one === undefined || isBetter(other.mark, one.mark) ? other : one),
      undefined,
    );
    return (
      best && { mark: best.mark, rows: Array.from({ length: size ?? 0 }, (_, uid) => best.rows[uid] ?? null) }
    );
  };
  const [weights, bonds] = [of('weights'), of('bonds')];
  return { ...(weights !== undefined && { weights }), ...(bonds !== undefined && { bonds }) };
}

/** Settings of all files; throws where two of them contradict each other. */
function settingsOf(parts: readonly Part[]): Setting[] {
  const settings = new Map<string, { readonly setting: Setting; readonly file: string }>();
  for (const { settings: own, file } of parts)
    for (const setting of own) {
      const key = translate(setting)?.setting ?? setting.name;
      const before = settings.get(key);
      if (before === undefined) settings.set(key, { setting, file });
      else sameSetting(before.setting, before.file, setting, file);
    }
  return [...settings.values()].map(({ setting }) => setting);
}

function sameSetting(one: Setting, oneFile: string, other: Setting, otherFile: string): void {
  const [first, second] = [translate(one)?.value, translate(other)?.value];
  const isSame =
    typeof first === 'number' && typeof second === 'number'
      ? Math.abs(first - second) <= 1e-6 * Math.abs(first)
      : first === second;
  if (isSame) return;
  throw new UserError(
    `${otherFile}: ${other.place}, ${other.name} must be the same in all files; received ${other.value}, and ${one.value} at ${one.place} of ${oneFile} (they are not of one network and block: leave one out)`,
  );
}
