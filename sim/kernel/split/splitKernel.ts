import { compile } from '../compile.ts';
import { wasm } from './wasm.ts';

/** Functions of the module; every address is the `byteOffset` of an array that the kernel's memory holds. */
export interface SplitFunctions {
  addRanks(
    depth: number,
    servers: number,
    stakeAt: number,
    rankBelow: number,
    below: number,
    consensus: number,
    out: number,
  ): void;
  payBondholders(...addresses: number[]): void;
  distance(
    depth: number,
    servers: number,
    raw: number,
    stake: number,
    ownMean: number,
    otherMean: number,
  ): number;
}

/** Where arrays of a map are kept: on the heap for the readable text, in one memory for the kernel. They are zero when taken. */
export interface SplitSpace {
  doubles(length: number): Float64Array;
  bytes(length: number): Uint8Array;
  /** Takes back all arrays: what was written in them is lost. */
  empty(): void;
  /** null: the readable text computes. */
  readonly run: SplitFunctions | null;
}

/** The readable text in plain TypeScript. */
export const heapSpace: SplitSpace = {
  doubles: (length) => new Float64Array(length),
  bytes: (length) => new Uint8Array(length),
  empty: () => {},
  run: null,
};

const module = compile(wasm);
const page = 65_536;
/** Below it the module keeps its constants. */
const firstByte = 1024;

/**
 * A memory of `bytes` for the arrays of one map, and the module that reads them; the heap and the readable text where
 * WebAssembly SIMD is missing. Arrays beyond the memory are refused with a RangeError.
 */
export function splitSpace(bytes: number): SplitSpace {
  if (module === null) return heapSpace;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + firstByte) / page) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort: outOfMemory } });
  let used = firstByte;
  const take = (length: number): number => {
    const at = used;
    used = at + Math.ceil(length / 16) * 16;
    if (used > memory.buffer.byteLength) outOfMemory();
    return at;
  };
  const buffer = memory.buffer as ArrayBuffer;
  return {
    doubles: (length) => new Float64Array(buffer, take(8 * length), length).fill(0),
    bytes: (length) => new Uint8Array(buffer, take(length), length).fill(0),
    empty: () => {
      used = firstByte;
    },
    run: exports as unknown as SplitFunctions,
  };
}

function outOfMemory(): never {
  throw new RangeError('the memory of a split map is too small for its columns: give it more bytes');
}
