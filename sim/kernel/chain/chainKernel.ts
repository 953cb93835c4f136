import { storedConsensus } from '../../consensus/chain/yumaBonds.ts';
import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../consensus/chain/yumaState.ts';
import { emptyRow, type Row } from '../../row.ts';
import { placeColumns } from '../columnEntries.ts';
import { type ChainArena, countUids, uidsOf, wholeCells } from './chainArena.ts';
import { runChainEpoch } from './chainEpoch.ts';
import { type ChainMemory, ownMemory } from './chainMemory.ts';
import { type ChainPhases, chainModule } from './chainPhases.ts';
import { rowsAreFit } from './chainRowFitness.ts';
import {
  acts,
  bondRows,
  clearBonds,
  isSparse,
  type LoadedRows,
  loadRows,
  noRows,
  uidsWithRows,
} from './chainRows.ts';
import { type EpochOrder, fits } from './instructions.ts';

/** What an epoch leaves: the arena with everything of each uid, and the bonds as rows. */
export interface ChainKernelEpoch {
  readonly arena: ChainArena;
  /** [uid] */
  readonly bonds: readonly Row[];
}

/**
 * The chain's epoch by the kernel for one network, whose rows it keeps between epochs: `epoch` returns null where the
 * kernel cannot serve (no SIMD, numbers beyond its integers, rows out of order under Yuma3's liquid alpha), and then
 * `sim/consensus/chain/yuma.ts` must. `capacity`: uids the network may grow to; `choose` says of every epoch whether its
 * rows are laid out sparse, which changes how long it takes and no bit; `memory` is where it lies.
 */
export interface ChainKernel {
  epoch(state: YumaState, order: EpochOrder): ChainKernelEpoch | null;
}

export function chainKernel(
  capacity = 0,
  choose: typeof isSparse = isSparse,
  memory: ChainMemory = ownMemory,
): ChainKernel {
  let held: { arena: ChainArena; loaded: LoadedRows; phases: ChainPhases } | null = null;
  const prepare = (state: YumaState, options: YumaOptions) => {
    const module = chainModule();
    if (module === null) return null;
    const uids = uidsWithRows(state, options);
    const n = state.stake.length;
    const sparse = choose(state, options, uids);
    if (held !== null && held.arena.sparse === sparse && uidsOf(held.arena) <= n && n <= held.arena.size.n) {
      countUids(held.arena, n);
      if (loadRows(held.arena, held.loaded, state, options, uids)) return held;
    }
    if (held !== null) memory.release(held.arena);
    const { arena, phases } = memory.take(module, {
      n: Math.max(n, capacity),
      rows: roomFor(uids.length, n),
      threads: 1,
      cells: sparse ? roomForCells(state, options, uids) : undefined,
    });
    countUids(arena, n);
    held = { arena, loaded: noRows(arena), phases };
    loadRows(arena, held.loaded, state, options, uids);
    return held;
  };
  const isOwnBonds = (state: YumaState) => (uid: number) => {
    const row = held !== null && uid < held.arena.size.n ? held.arena.views.rowOf[uid] : -1;
    return row >= 0 && held?.loaded.bonds[row] === state.bonds[uid];
  };
  return {
    epoch(state, order) {
      if (
        !fits(order) ||
        !blocksFit(state) ||
        !stakesFit(state) ||
        !rowsAreFit(state, order.options, isOwnBonds(state))
      )
        return null;
      const ready = prepare(state, order.options);
      if (ready === null) return null;
      const { arena, loaded, phases } = ready;
      loadVectors(arena, state);
      const lookedAt = order.options.pairAlpha === null ? null : storedConsensus(state, order.options);
      runChainEpoch(phases, arena, lookedAt === null ? order : { ...order, lookedAt });
      return { arena, bonds: storeBonds(arena, loaded, state, order.options) };
    },
  };
}

/** Rows for as many uids, and some more for permits to come. */
const roomFor = (uids: number, n: number): number => Math.max(1, Math.min(n, Math.ceil((uids * 5) / 4)));

/** Cells for as many weights and bonds, eight at a time in every column, and some more. */
function roomForCells(state: YumaState, options: YumaOptions, uids: readonly number[]): number {
  const n = state.stake.length;
  const weights = uids.map((uid) => (acts(state, options, uid) ? state.weights[uid] : emptyRow));
  const bonds = uids.map((uid) => state.bonds[uid]);
  const end = placeColumns({ starts: new Uint32Array(n + 1), counts: new Uint32Array(n) }, n, {
    weights,
    bonds,
  });
  return wholeCells((end * 5) / 4);
}

function loadVectors({ views }: ChainArena, state: YumaState): void {
  views.stake.set(state.stake);
  views.updated.set(state.lastUpdate);
  views.registered.set(state.registrationBlock);
  views.permit.set(state.validatorPermit);
}

const blocksFit = ({ lastUpdate, registrationBlock, stake }: YumaState): boolean =>
  stake.length <= 65_536 && fitU32(lastUpdate) && fitU32(registrationBlock);

/** Stakes whose sum is far below 2^63: beyond it the kernel’s sum wraps and its division finds no end. */
function stakesFit({ stake }: YumaState): boolean {
  let total = 0;
  for (const rao of stake) total += Number(rao);
  return total < 2 ** 62;
}

function fitU32(values: ArrayLike<number>): boolean {
  for (let uid = 0; uid < values.length; uid++) {
    if (!(values[uid] >= 0 && values[uid] < 2 ** 32)) return false;
  }
  return true;
}

/** 16. Rows with a new permit are written, rows that lost theirs emptied; the others stay unless cleared too. */
function storeBonds(arena: ChainArena, loaded: LoadedRows, state: YumaState, options: YumaOptions): Row[] {
  const { newPermit, rowOf, uidOf } = arena.views;
  const wanted = Array.from(uidOf, (uid, row) => row < loaded.count && newPermit[uid] !== 0);
  const written = bondRows(arena, wanted);
  clearBonds(arena, wanted, loaded.count);
  for (let row = 0; row < loaded.count; row++) {
    loaded.bonds[row] = wanted[row] ? written[row] : emptyRow;
  }
  return Array.from(newPermit.subarray(0, uidsOf(arena)), (permit, uid) => {
    if (permit !== 0) return rowOf[uid] < 0 ? emptyRow : written[rowOf[uid]];
    return options.clearsIdleBonds || state.validatorPermit[uid] !== 0 ? emptyRow : state.bonds[uid];
  });
}
