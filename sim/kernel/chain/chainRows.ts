import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../consensus/chain/yumaState.ts';
import { emptyRow, type Row } from '../../row.ts';
import { bondRowsOf, fillCells, placeColumns } from '../columnEntries.ts';
import { type ChainArena, countRows, noteRow, uidsOf } from './chainArena.ts';

/** Which rows of a network lie in an arena; only those that changed since the last epoch are written again. */
export interface LoadedRows {
  /** [row] the weights and bonds that lie there. */
  readonly weights: Row[];
  readonly bonds: Row[];
  /** Uids that have a row. */
  count: number;
}

/** The uids whose rows matter: they hold a permit (or the owner's seat), or bonds. */
export function uidsWithRows(state: YumaState, options: YumaOptions): number[] {
  const uids: number[] = [];
  for (let uid = 0; uid < state.stake.length; uid++) {
    if (acts(state, options, uid) || state.bonds[uid].targets.length > 0) uids.push(uid);
  }
  return uids;
}

export const acts = (state: YumaState, { ownerSeated, ownerUid }: YumaOptions, uid: number): boolean =>
  state.validatorPermit[uid] !== 0 || (ownerSeated && uid === ownerUid);

/** The share of pairs with a weight or a bond from which a dense arena is the faster; measured (`npm run bench`). */
const denseFrom = 0.6;

/** Whether a sparse arena is faster. A row counts as its longer part, as bonds grow where weights are. */
export function isSparse(state: YumaState, options: YumaOptions, uids: readonly number[]): boolean {
  let cells = 0;
  for (const uid of uids) {
    const weights = acts(state, options, uid) ? state.weights[uid].targets.length : 0;
    cells += Math.max(weights, state.bonds[uid].targets.length);
  }
  return cells < denseFrom * uids.length * state.stake.length;
}

/** An arena without any rows. */
export const noRows = ({ size }: ChainArena): LoadedRows => ({
  weights: new Array<Row>(size.rows).fill(emptyRow),
  bonds: new Array<Row>(size.rows).fill(emptyRow),
  count: 0,
});

/**
 * Brings the arena's matrices to the state's rows. Weights of uids that do not act are left out, as the masks would. The
 * arena must have room for `uids` and those that were given a row before, and a sparse one for their cells; false if it
 * has not.
 */
export function loadRows(
  arena: ChainArena,
  loaded: LoadedRows,
  state: YumaState,
  options: YumaOptions,
  uids: readonly number[],
): boolean {
  const { rowOf, uidOf } = arena.views;
  for (const uid of uids) {
    if (rowOf[uid] >= 0) continue;
    if (loaded.count === arena.size.rows) return false;
    rowOf[uid] = loaded.count;
    uidOf[loaded.count++] = uid;
  }
  countRows(arena, loaded.count);
  const rows = Array.from(uidOf.subarray(0, loaded.count));
  const weights = rows.map((uid) => (acts(state, options, uid) ? state.weights[uid] : emptyRow));
  const bonds = rows.map((uid) => state.bonds[uid]);
  return arena.sparse ? loadEntries(arena, loaded, weights, bonds) : loadDense(arena, loaded, weights, bonds);
}

function loadDense(
  arena: ChainArena,
  loaded: LoadedRows,
  weights: readonly Row[],
  bonds: readonly Row[],
): true {
  const { views, stride } = arena;
  for (let row = 0; row < loaded.count; row++) {
    if (weights[row] !== loaded.weights[row]) noteRow(arena, row, weights[row]);
    place(views.weights, stride, row, loaded.weights, weights[row]);
    place(views.bonds, stride, row, loaded.bonds, bonds[row]);
  }
  return true;
}

/** All cells are placed again if a single row has changed: looking for the place of each costs more. */
function loadEntries(
  arena: ChainArena,
  loaded: LoadedRows,
  weights: readonly Row[],
  bonds: readonly Row[],
): boolean {
  const same = (row: Row, k: number, kept: readonly Row[]) => row === kept[k];
  if (
    weights.every((row, k) => same(row, k, loaded.weights)) &&
    bonds.every((row, k) => same(row, k, loaded.bonds))
  )
    return true;
  const n = uidsOf(arena);
  const rows = { weights, bonds };
  if (placeColumns(arena.views, n, rows) > (arena.size.cells ?? 0)) return false;
  fillCells(arena.views, n, rows);
  arena.views.held.fill(0);
  for (let row = 0; row < loaded.count; row++) {
    noteRow(arena, row, weights[row]);
    loaded.weights[row] = weights[row];
    loaded.bonds[row] = bonds[row];
  }
  return true;
}

/** Takes one row off its column cells and puts another there. */
function place(matrix: Uint16Array, stride: number, row: number, loaded: Row[], next: Row): void {
  const before = loaded[row];
  if (before === next) return;
  for (const target of before.targets) matrix[target * stride + row] = 0;
  for (let k = 0; k < next.targets.length; k++) matrix[next.targets[k] * stride + row] = next.values[k];
  loaded[row] = next;
}

/** The bonds of the rows asked for, as sparse rows: columns ascending, zeros of u16 included where a bond is above zero. */
export function bondRows(arena: ChainArena, wanted: readonly boolean[]): Row[] {
  if (arena.sparse) return bondRowsOf(arena.views, uidsOf(arena), arena.views.held, wanted);
  const n = uidsOf(arena);
  const starts = placesOf(wanted, n);
  const room = n * wanted.reduce((count, isWanted) => count + (isWanted ? 1 : 0), 0);
  // One buffer for all, with room for whole rows, as nearly all of their bonds are held: a buffer for each row costs more than filling it.
  const rows = { targets: new Uint16Array(room), values: new Uint32Array(room) };
  const ends = copyBonds(arena, starts, rows);
  return wanted.map((isWanted, row) =>
    isWanted
      ? {
          targets: rows.targets.subarray(starts[row], ends[row]),
          values: rows.values.subarray(starts[row], ends[row]),
        }
      : emptyRow,
  );
}

/** [row] where the bonds of a wanted row begin, `n` places for each; −1: it is not wanted. */
function placesOf(wanted: readonly boolean[], n: number): Int32Array {
  let next = 0;
  return Int32Array.from(wanted, (isWanted) => (isWanted ? n * next++ : -1));
}

/** Copies the bonds of the rows of a dense arena to their places, in the order in which they lie: column by column. Gives the rows' ends. */
function copyBonds(arena: ChainArena, starts: Int32Array, { targets, values }: Row): Int32Array {
  const { bonds, held } = arena.views;
  const n = uidsOf(arena);
  const bytes = arena.stride / 8;
  const ends = Int32Array.from(starts);
  for (let column = 0; column < n; column++) {
    const [byte, cell] = [column * bytes, column * arena.stride];
    for (let row = 0; row < starts.length; row++) {
      if (starts[row] < 0 || (held[byte + (row >> 3)] & (1 << (row & 7))) === 0) continue;
      const place = ends[row]++;
      targets[place] = column;
      values[place] = bonds[cell + row];
    }
  }
  return ends;
}

/** Zeroes the bonds of the rows that are not wanted. */
export function clearBonds(arena: ChainArena, wanted: readonly boolean[], count: number): void {
  const { starts, entryRows, bonds } = arena.views;
  if (arena.sparse) {
    const end = starts[uidsOf(arena)];
    for (let cell = 0; cell < end; cell++) if (!wanted[entryRows[cell]]) bonds[cell] = 0;
    return;
  }
  for (let row = 0; row < count; row++) {
    if (wanted[row]) continue;
    for (let column = 0; column < arena.size.n; column++) bonds[starts[column] + row] = 0;
  }
}
