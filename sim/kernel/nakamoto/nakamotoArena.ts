import type { Network } from '../../network.ts';
import { emptyRow, type Row } from '../../row.ts';
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
  /** The same in the chain's numbers; returns the RAO bought. */
  buyBits(rows: number, retained: bigint, part: bigint, emission: bigint): bigint;
  earnBits(rows: number, shared: bigint): void;
}

const module = compile(wasm);

/** Whether this engine can run the module. */
export const hasNakamotoKernel = module !== null;

/**
 * A memory for the rows of one network, each in a slot of its own. The bonds of the network move there at its first
 * step: `bondRao` then has views of it, which others read and write as before.
 */
export interface NakamotoArena extends Arena<ReturnType<typeof fieldsOf>> {
  readonly run: NakamotoModule;
  readonly stride: number;
  readonly slots: number;
  /** [slot] the uid whose row lies there, and the weights as they were read. */
  readonly uids: number[];
  readonly weights: Row[];
  /** [uid] its slot, −1 without one. */
  readonly slotOf: Int32Array;
}

/** Whether a uid has weights that count in this step. */
export type Says = (uid: number) => boolean;

/** The arenas of networks, by their list of bonds, which is a network's own. */
export type NakamotoArenas = WeakMap<Network['bondRao'], NakamotoArena>;

/** The arena with room for every row that has a part in the step; null if one of them names a uid twice. */
export function arenaFor(arenas: NakamotoArenas, network: Network, says: Says): NakamotoArena | null {
  const before = arenas.get(network.bondRao);
  const arena = prepare(before, network, says);
  if (arena !== null && arena !== before) arenas.set(network.bondRao, arena);
  arena?.run.resize(network.size);
  return arena;
}

function prepare(before: NakamotoArena | undefined, network: Network, says: Says): NakamotoArena | null {
  let needed = before?.uids.length ?? 0;
  for (let uid = 0; uid < network.size; uid++) {
    const speaks = says(uid);
    if (!speaks && network.bondRao[uid] === null) continue;
    const slot = before === undefined ? -1 : before.slotOf[uid];
    if (slot < 0) needed += 1;
    const known = slot >= 0 && before?.weights[slot] === network.weights[uid];
    if (speaks && !known && !isInForm(network.weights[uid], network.size)) return null;
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
  'stakeBits',
  'rankBits',
  'trustBits',
  'bondBits',
  'incentiveBits',
  'incomeBits',
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
    stakeBits: ['u64', slots],
    rankBits: ['u64', stride],
    trustBits: ['u64', stride],
    bondBits: ['u64', stride],
    incentiveBits: ['u64', stride],
    incomeBits: ['u64', slots],
  } as const;
}

/**
 * Puts the rows of a step, in the order of their uids, into the slots that the module is told to visit, and calls `each`
 * with their place in that order. Returns how many they are.
 */
export function listRows(
  arena: NakamotoArena,
  network: Network,
  says: Says,
  each: (row: number, uid: number, speaks: boolean) => void,
): number {
  const { views, stride } = arena;
  const replaced = [...network.replaced];
  let rows = 0;
  for (let uid = 0; uid < network.size; uid++) {
    const speaks = says(uid);
    if (!speaks && network.bondRao[uid] === null) continue;
    const slot = slotFor(arena, network, uid);
    for (const target of replaced) views.bonds[slot * stride + target] = 0;
    loadWeights(arena, slot, uid, speaks ? network.weights[uid] : emptyRow);
    views.slots[rows] = slot;
    each(rows++, uid, speaks);
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
