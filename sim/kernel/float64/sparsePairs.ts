import type { YumaEpoch } from '../../consensus/yumaEpoch.ts';
import type { YumaVersion } from '../../consensus/yumaVersion.ts';
import type { Network } from '../../network.ts';
import { emptyRow, type Row } from '../../row.ts';
import { bondRowsOf, fillCells, placeColumns, type RowPairs } from '../columnEntries.ts';
import { lookAt } from '../rowLook.ts';
import { type SparseYumaArena, sparseYumaArena } from './yumaArena.ts';

/** Rows on their way into and out of a sparse arena, masked as the twin masks them. */

/** The share of pairs with a weight or a bond from which the dense arena is the faster; measured (`npm run bench`). */
const denseFrom = 0.3;

/** Whether a sparse arena is faster. A row counts as its longer part, as bonds grow where weights are. */
export function isSparse(network: Network, epoch: YumaEpoch): boolean {
  let cells = 0;
  for (let row = 0; row < epoch.validators; row++) {
    const uid = epoch.rows[row];
    cells += Math.max(network.weights[uid].targets.length, network.bonds[uid].targets.length);
  }
  return cells < denseFrom * epoch.validators * network.size;
}

/** The rows of an epoch as they count, and the sums of their weights; null if one is not in the chain's form. */
export interface CountedRows extends RowPairs {
  /** [row] */
  readonly totals: readonly number[];
  /** Weights listed, whether they count or not. */
  readonly entries: number;
}

export function countedRows(network: Network, version: YumaVersion, epoch: YumaEpoch): CountedRows | null {
  const weights: Row[] = [];
  const bonds: Row[] = [];
  let entries = 0;
  for (let row = 0; row < epoch.validators; row++) {
    const uid = epoch.rows[row];
    const speaks = network.validatorPermit[uid] || uid === version.seatedUid;
    const listed = speaks ? network.weights[uid] : emptyRow;
    const held = network.bonds[uid];
    if (!isInForm(listed, network.size) || !isInForm(held, network.size)) return null;
    const updated = network.lastUpdate[uid];
    const self = uid === version.ownerUid ? -1 : uid;
    weights.push(masked(listed, self, updated, network.registrationBlock));
    bonds.push(masked(held, -1, version.lastTempo ?? updated, network.registrationBlock));
    entries += listed.targets.length;
  }
  return { weights, bonds, totals: weights.map((row) => lookAt(row).total), entries };
}

function isInForm(row: Row, size: number): boolean {
  const { repeats, top, last } = lookAt(row);
  return !repeats && top <= 0xffff && last < size;
}

/** A row without `self` and without targets registered at or after a block; itself where it names none of them. */
function masked(row: Row, self: number, after: number, registration: Float64Array): Row {
  const { targets, values } = row;
  const counts = (target: number) => target !== self && registration[target] < after;
  if (targets.every(counts)) return row;
  return { targets: targets.filter(counts), values: values.filter((_, k) => counts(targets[k])) };
}

/** Puts the rows into the arena that was used before, or into a larger one. */
export function loadSparse(
  before: SparseYumaArena | null,
  { size, capacity }: Network,
  rows: CountedRows,
  marks: boolean,
): SparseYumaArena {
  const validators = rows.weights.length;
  const places = {
    starts: new Uint32Array(size + 1),
    counts: new Uint32Array(size),
    listed: marks ? new Uint8Array(0) : undefined,
  };
  const cells = placeColumns(places, size, rows);
  const fits =
    before !== null && before.size >= size && before.validators >= validators && before.cells >= cells;
  const arena = fits ? before : sparseYumaArena(capacity, roomFor(validators, capacity), roomForCells(cells));
  const { views, run } = arena;
  run.resize(size, validators);
  views.starts.set(places.starts);
  views.counts.set(places.counts);
  fillCells({ ...views, listed: marks ? views.listed : undefined }, size, rows);
  rows.totals.forEach((total, row) => {
    views.total[row] = total > 0 ? total : 1;
  });
  views.total[validators] = 1;
  return arena;
}

const roomFor = (validators: number, capacity: number): number => Math.min(capacity, validators + 16);

const roomForCells = (cells: number): number => Math.ceil((cells * 5) / 32) * 8 + 8;

/** [row] the bonds that an epoch leaves. */
export function sparseBonds({ views }: SparseYumaArena, size: number, wanted: readonly boolean[]): Row[] {
  return bondRowsOf(views, size, views.held, wanted);
}
