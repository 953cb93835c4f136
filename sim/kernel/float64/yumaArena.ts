import { type Arena, arenaOf, bytesOf, type Fields } from '../arena.ts';
import { compile } from '../compile.ts';
import { wasm } from './wasm.ts';

/** The functions of the module; rows and uids are numbers, `after` a block. */
export interface Float64Module {
  readonly layOut: (table: number) => void;
  readonly resize: (size: number, validators: number) => void;
  readonly clearWeights: (row: number) => void;
  readonly clearBonds: (row: number) => void;
  /** Sum of the row's values that count; −1 if the row breaks the chain's form. */
  readonly scatterWeights: (
    row: number,
    count: number,
    self: number,
    after: number,
    fresh: boolean,
    marks: boolean,
  ) => number;
  readonly scatterBonds: (row: number, count: number, after: number, fresh: boolean) => number;
  readonly rankMiners: (minority: number, staked: number, voters: number, silent: number) => void;
  readonly moveByShare: (penalty: number) => void;
  readonly moveByPair: (penalty: number, renewed: number, liquid: boolean) => void;
  /** The same over an arena by miner. */
  readonly rankSparse: Float64Module['rankMiners'];
  readonly moveSparseByShare: Float64Module['moveByShare'];
  readonly moveSparseByPair: Float64Module['moveByPair'];
  readonly setSigmoid: (low: number, high: number, slope: number) => void;
  readonly gather: (row: number) => number;
}

const lanes = 8;
const module = compile(wasm);

/** Whether this engine can run the module: WebAssembly with 128-bit SIMD. */
export const hasFloat64Kernel = module !== null;

/** What both layouts have. */
interface Laid {
  readonly size: number;
  readonly validators: number;
  readonly run: Float64Module;
  /** 0, 1, 2 … size − 1. */
  readonly everyUid: Uint16Array;
}

/** Pairs in blocks of eight miners, all of them. */
export interface YumaArena extends Arena<ReturnType<typeof fieldsOf>>, Laid {}

/** Pairs by miner, only those that have a weight or a bond. */
export interface SparseYumaArena extends Arena<ReturnType<typeof sparseFieldsOf>>, Laid {
  /** Cells there is room for. */
  readonly cells: number;
}

/** A memory for up to `size` uids of which up to `validators` have rows, and the module that works on it. */
export const yumaArena = (size: number, validators: number): YumaArena =>
  laidOut(fieldsOf(size, validators), size, validators);

/** The same for a sparse network of up to so many cells (`columnEntries.ts`). */
export const sparseYumaArena = (size: number, validators: number, cells: number): SparseYumaArena => ({
  ...laidOut(sparseFieldsOf(size, validators, cells), size, validators),
  cells,
});

function laidOut<const Layout extends Fields & { readonly table: readonly ['i32', number] }>(
  fields: Layout,
  size: number,
  validators: number,
): Arena<Layout> & Laid {
  if (module === null) throw new Error('this engine has no WebAssembly SIMD: take the twin, yumaPairs');
  const arena = arenaOf(fields);
  const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
  const run = exports as unknown as Float64Module;
  const { cellStride, bitStride, windowLength } = stridesOf(validators);
  const places = inOrder.map((name) => arena.at[name] ?? 0);
  new Int32Array(arena.memory.buffer, arena.at.table).set([cellStride, bitStride, windowLength, ...places]);
  run.layOut(arena.at.table);
  return { ...arena, size, validators, run, everyUid: Uint16Array.from({ length: size }, (_, uid) => uid) };
}

/** Bytes of such a memory. */
export const yumaArenaBytes = (size: number, validators: number): number =>
  bytesOf(fieldsOf(size, validators));

/** The order of `layout.ts` of the module, after the strides. */
const inOrder = [
  'weights',
  'bonds',
  'listed',
  'held',
  'scores',
  'total',
  'stake',
  'vote',
  'trust',
  'dividend',
  'registration',
  'prerank',
  'consensus',
  'rank',
  'renewed',
  'incentive',
  'stamps',
  'targets',
  'values',
  'search',
  'windowScore',
  'windowStake',
  'starts',
  'counts',
  'entryRows',
] as const;

const tableLength = 3 + inOrder.length;

/**
 * Bytes from one block of eight miners to the next. One line more than the rows need, so that a row does not fall on
 * the same few lines of the processor's cache in every block.
 */
function stridesOf(validators: number) {
  const rows = validators + (validators & 1);
  const lines = (bytes: number) => Math.ceil(bytes / 64) * 64 + 64;
  return { rows, cellStride: lines(rows * 16), bitStride: lines(rows), windowLength: rows + 2 };
}

function fieldsOf(size: number, validators: number) {
  const blocks = Math.ceil(size / lanes);
  const { rows, cellStride, bitStride, windowLength } = stridesOf(validators);
  return {
    ...vectorsOf(size, validators),
    weights: ['u8', blocks * cellStride],
    bonds: ['u8', blocks * cellStride],
    listed: ['u8', blocks * bitStride],
    held: ['u8', blocks * bitStride],
    scores: ['f64', rows * lanes],
    registration: ['f64', blocks * lanes],
    stamps: ['u32', blocks * lanes],
    targets: ['u16', blocks * lanes],
    values: ['u32', blocks * lanes],
    search: ['f64', 100],
    windowScore: ['f64', lanes * windowLength],
    windowStake: ['f64', lanes * windowLength],
  } as const;
}

function sparseFieldsOf(size: number, validators: number, cells: number) {
  const { rows } = stridesOf(validators);
  return {
    ...vectorsOf(size, validators),
    weights: ['u16', cells],
    bonds: ['u16', cells],
    listed: ['u8', cells],
    held: ['u8', cells / lanes],
    scores: ['f64', rows + lanes],
    starts: ['u32', size + 1],
    counts: ['u32', size],
    entryRows: ['u16', cells],
    windowScore: ['f64', rows + 2],
    windowStake: ['f64', rows + 2],
  } as const;
}

/** What an epoch knows of each row and of each uid. */
function vectorsOf(size: number, validators: number) {
  const perRow = ['f64', stridesOf(validators).rows + 1] as const;
  const perUid = ['f64', Math.ceil(size / lanes) * lanes] as const;
  return {
    table: ['i32', tableLength],
    total: perRow,
    stake: perRow,
    vote: perRow,
    trust: perRow,
    dividend: perRow,
    prerank: perUid,
    consensus: perUid,
    rank: perUid,
    renewed: perUid,
    incentive: perUid,
  } as const;
}
