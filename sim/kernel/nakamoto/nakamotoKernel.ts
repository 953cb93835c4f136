import { type NakamotoEpoch, type NakamotoPairs, nakamotoPairs, speaks } from '../../consensus/nakamoto.ts';
import type { Network } from '../../network.ts';
import { emptyRow, type Row } from '../../row.ts';
import { u32Max } from '../../units.ts';
import { type Arena, arenaOf } from '../arena.ts';
import { compile } from '../compile.ts';
import { lookAt } from '../rowLook.ts';
import { wasm } from './wasm.ts';

/** The functions of the module; numbers of rows and uids. */
interface NakamotoModule {
  layOut(table: number): void;
  resize(size: number): void;
  buy(rows: number, retained: number, budget: number): void;
  earn(rows: number): void;
}

const module = compile(wasm);

/** A memory for the rows of one network, each in a slot of its own. */
interface NakamotoArena extends Arena<ReturnType<typeof fieldsOf>> {
  readonly run: NakamotoModule;
  readonly stride: number;
  readonly slots: number;
  /** [slot] the uid whose row lies there, and the weights as they were read. */
  readonly uids: number[];
  readonly weights: Row[];
  /** [uid] its slot, −1 without one. */
  readonly slotOf: Int32Array;
}

/**
 * The passes over pairs of a Nakamoto step in WebAssembly SIMD, the same bytes as the twin `nakamotoPairs`. The bonds of a
 * network move into the kernel's memory at its first step: `bondRao` then has views of it, which others read and write as
 * before. It serves one network at a time. A row that names a uid twice is the twin's, as is everything where WebAssembly
 * SIMD is missing.
 */
export function nakamotoKernel(): NakamotoPairs {
  if (module === null) return nakamotoPairs;
  /** By the list of bonds, which is the network's own. */
  const arenas = new WeakMap<Network['bondRao'], NakamotoArena>();
  let rows = 0;
  let arena: NakamotoArena | null = null;
  return {
    buy(network, bondBudget, retained, epoch) {
      arena = prepare(arenas.get(network.bondRao), network, epoch);
      if (arena === null) {
        nakamotoPairs.buy(network, bondBudget, retained, epoch);
        return;
      }
      arenas.set(network.bondRao, arena);
      rows = listRows(arena, network, epoch);
      arena.run.resize(network.size);
      arena.run.buy(rows, retained, bondBudget);
      unload(arena, network.size, epoch);
    },
    earn(network, epoch) {
      if (arena === null) {
        nakamotoPairs.earn(network, epoch);
        return;
      }
      const { run, views } = arena;
      views.bondYield.set(epoch.bondYield.subarray(0, network.size));
      views.slots.fill(0, rows, rows + 3);
      run.earn(rows);
      for (let row = 0; row < rows; row++) epoch.dividends[arena.uids[views.slots[row]]] += views.earned[row];
    },
  };
}

/** The arena with room for every row that has a part in the step; null if one is the twin's. */
function prepare(
  before: NakamotoArena | undefined,
  network: Network,
  epoch: NakamotoEpoch,
): NakamotoArena | null {
  let needed = before?.uids.length ?? 0;
  for (let uid = 0; uid < network.size; uid++) {
    const says = speaks(network, epoch, uid);
    if (!says && network.bondRao[uid] === null) continue;
    const slot = before === undefined ? -1 : before.slotOf[uid];
    if (slot < 0) needed += 1;
    const known = slot >= 0 && before?.weights[slot] === network.weights[uid];
    if (says && !known && !isInForm(network.weights[uid], network.size)) return null;
  }
  if (before !== undefined && before.slots >= needed) return before;
  return makeArena(network.capacity, Math.min(network.capacity, needed + 16));
}

function isInForm(row: Row, size: number): boolean {
  const { targets } = row;
  let last = -1;
  for (let k = 0; k < targets.length; k++) {
    // Rare enough to be looked at with leisure.
    if (targets[k] <= last) return !lookAt(row).repeats && lookAt(row).last < size;
    last = targets[k];
  }
  return last < size;
}

function makeArena(capacity: number, slots: number): NakamotoArena {
  const stride = strideOf(capacity);
  const arena = arenaOf(fieldsOf(capacity, slots));
  const { exports } = new WebAssembly.Instance(module!, { env: { memory: arena.memory } });
  const run = exports as unknown as NakamotoModule;
  arena.views.table.set([stride, ...inOrder.map((name) => arena.at[name])]);
  run.layOut(arena.at.table);
  return { ...arena, run, stride, slots, uids: [], weights: [], slotOf: new Int32Array(capacity).fill(-1) };
}

/** A line more than the targets need, so that the rows do not fall on the same few lines of the processor's cache. */
const strideOf = (capacity: number): number => Math.ceil(capacity / 8) * 8 + 8;

/** The order of the module's `layOut`, after the stride. */
const inOrder = [
  'bonds',
  'weights',
  'zeros',
  'slots',
  'stakes',
  'units',
  'rank',
  'trust',
  'bondTotal',
  'bondYield',
  'earned',
] as const;

function fieldsOf(capacity: number, slots: number) {
  const stride = strideOf(capacity);
  return {
    table: ['i32', 1 + inOrder.length],
    bonds: ['f64', slots * stride],
    weights: ['u32', slots * stride],
    zeros: ['u32', slots * stride],
    slots: ['i32', slots + 3],
    stakes: ['f64', slots],
    units: ['f64', slots],
    rank: ['f64', stride],
    trust: ['f64', stride],
    bondTotal: ['f64', stride],
    bondYield: ['f64', stride],
    earned: ['f64', slots + 3],
  } as const;
}

/** Lists the rows of a step in the order of the uids, with their stakes; returns how many they are. */
function listRows(arena: NakamotoArena, network: Network, epoch: NakamotoEpoch): number {
  const { views, stride } = arena;
  const replaced = [...network.replaced];
  let rows = 0;
  epoch.entries = 0;
  for (let uid = 0; uid < network.size; uid++) {
    const says = speaks(network, epoch, uid);
    if (!says && network.bondRao[uid] === null) continue;
    const slot = slotFor(arena, network, uid);
    for (const target of replaced) views.bonds[slot * stride + target] = 0;
    if (says) {
      loadWeights(arena, slot, uid, network.weights[uid]);
      epoch.entries += network.weights[uid].targets.length;
    } else loadWeights(arena, slot, uid, emptyRow);
    views.slots[rows] = slot;
    views.stakes[rows] = says ? epoch.stake[uid] : 0;
    views.units[rows] = views.stakes[rows] / u32Max;
    rows += 1;
  }
  return rows;
}

/** The slot of a uid's row; its bonds move in unless they are there. */
function slotFor(arena: NakamotoArena, network: Network, uid: number): number {
  const { slotOf, uids, weights, views, stride } = arena;
  if (slotOf[uid] < 0) {
    slotOf[uid] = uids.length;
    uids.push(uid);
    weights.push(emptyRow);
  }
  const slot = slotOf[uid];
  const held = network.bondRao[uid];
  const start = slot * stride;
  if (
    held === null ||
    held.buffer !== arena.memory.buffer ||
    held.byteOffset !== arena.at.bonds + start * 8
  ) {
    const place = views.bonds.subarray(start, start + network.capacity);
    if (held === null) place.fill(0);
    else place.set(held);
    network.bondRao[uid] = place;
  }
  return slot;
}

/** Weights and listed zeros, without the row's own uid; only where the row is not the one that lies there. */
function loadWeights({ views, stride, weights }: NakamotoArena, slot: number, uid: number, row: Row): void {
  if (weights[slot] === row) return;
  const start = slot * stride;
  const { targets, values } = row;
  views.weights.fill(0, start, start + stride);
  views.zeros.fill(0, start, start + stride);
  for (let k = 0; k < targets.length; k++) {
    if (values[k] === 0) views.zeros[start + targets[k]] = 0xffffffff;
    else views.weights[start + targets[k]] = values[k];
  }
  views.weights[start + uid] = views.zeros[start + uid] = 0;
  weights[slot] = row;
}

function unload({ views }: NakamotoArena, size: number, { rank, trust, bondTotal }: NakamotoEpoch): void {
  rank.set(views.rank.subarray(0, size));
  trust.set(views.trust.subarray(0, size));
  bondTotal.set(views.bondTotal.subarray(0, size));
}
