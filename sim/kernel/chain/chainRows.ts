import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../consensus/chain/yumaState.ts';
import { emptyRow, type Row } from '../../row.ts';
import { type ChainArena, countRows, uidsOf } from './chainArena.ts';

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

/** An arena without any rows. */
export const noRows = ({ size }: ChainArena): LoadedRows => ({
  weights: new Array<Row>(size.rows).fill(emptyRow),
  bonds: new Array<Row>(size.rows).fill(emptyRow),
  count: 0,
});

/**
 * Brings the arena's matrices to the state's rows. Weights of uids that do not act are left out, as the masks would. The
 * arena must have as many rows as `uids` and those that were given one before; false if it has not.
 */
export function loadRows(
  arena: ChainArena,
  loaded: LoadedRows,
  state: YumaState,
  options: YumaOptions,
  uids: readonly number[],
): boolean {
  const { rowOf, uidOf, weights, bonds } = arena.views;
  for (const uid of uids) {
    if (rowOf[uid] >= 0) continue;
    if (loaded.count === arena.size.rows) return false;
    rowOf[uid] = loaded.count;
    uidOf[loaded.count++] = uid;
  }
  countRows(arena, loaded.count);
  for (let row = 0; row < loaded.count; row++) {
    const uid = uidOf[row];
    const weight = acts(state, options, uid) ? state.weights[uid] : emptyRow;
    place(weights, arena.stride, row, loaded.weights, weight);
    place(bonds, arena.stride, row, loaded.bonds, state.bonds[uid]);
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
  const { rows } = arena.size;
  const lengths = new Int32Array(rows);
  eachBond(arena, wanted, (row) => {
    lengths[row] += 1;
  });
  const result = Array.from(lengths, (length) => ({
    targets: new Uint16Array(length),
    values: new Uint32Array(length),
  }));
  const filled = new Int32Array(rows);
  const { bonds } = arena.views;
  eachBond(arena, wanted, (row, column) => {
    const { targets, values } = result[row];
    targets[filled[row]] = column;
    values[filled[row]++] = bonds[column * arena.stride + row];
  });
  return result;
}

function eachBond(
  arena: ChainArena,
  wanted: readonly boolean[],
  visit: (row: number, column: number) => void,
): void {
  const { views } = arena;
  const n = uidsOf(arena);
  const bytes = arena.stride / 8;
  for (let column = 0; column < n; column++) {
    for (let byte = 0; byte < bytes; byte++) {
      let bits = views.held[column * bytes + byte];
      while (bits !== 0) {
        const row = byte * 8 + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        if (wanted[row]) visit(row, column);
      }
    }
  }
}

/** Zeroes the bonds of a row. */
export function clearBonds({ size, stride, views }: ChainArena, row: number): void {
  for (let column = 0; column < size.n; column++) views.bonds[column * stride + row] = 0;
}
