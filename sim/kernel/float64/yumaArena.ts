import { type Arena, arenaOf, bytesOf } from '../arena.ts';
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
  readonly setSigmoid: (low: number, high: number, slope: number) => void;
  readonly gather: (row: number) => number;
}

const lanes = 8;
const module = compile(wasm);

/** Whether this engine can run the module: WebAssembly with 128-bit SIMD. */
export const hasFloat64Kernel = module !== null;

export interface YumaArena extends Arena<ReturnType<typeof fieldsOf>> {
  readonly size: number;
  readonly validators: number;
  readonly run: Float64Module;
  /** 0, 1, 2 … size − 1. */
  readonly everyUid: Uint16Array;
}

/** A memory for up to `size` uids of which up to `validators` have rows, and the module that works on it. */
export function yumaArena(size: number, validators: number): YumaArena {
  if (module === null) throw new Error('this engine has no WebAssembly SIMD: take the twin, yumaPairs');
  const fields = fieldsOf(size, validators);
  const arena = arenaOf(fields);
  const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
  const run = exports as unknown as Float64Module;
  const { cellStride, bitStride, windowLength } = stridesOf(validators);
  arena.views.table.set([cellStride, bitStride, windowLength, ...inOrder.map((name) => arena.at[name])]);
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
] as const;

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
  const perRow = ['f64', rows + 1] as const;
  const perUid = ['f64', blocks * lanes] as const;
  return {
    table: ['i32', 3 + 22],
    weights: ['u8', blocks * cellStride],
    bonds: ['u8', blocks * cellStride],
    listed: ['u8', blocks * bitStride],
    held: ['u8', blocks * bitStride],
    scores: ['f64', rows * lanes],
    total: perRow,
    stake: perRow,
    vote: perRow,
    trust: perRow,
    dividend: perRow,
    registration: perUid,
    prerank: perUid,
    consensus: perUid,
    rank: perUid,
    renewed: perUid,
    incentive: perUid,
    stamps: ['u32', blocks * lanes],
    targets: ['u16', blocks * lanes],
    values: ['u32', blocks * lanes],
    search: ['f64', 100],
    windowScore: ['f64', lanes * windowLength],
    windowStake: ['f64', lanes * windowLength],
  } as const;
}
