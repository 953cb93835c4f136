import { compile } from '../compile.ts';
import type { ChainArena } from './chainArena.ts';
import { wasm } from './wasm.ts';

/** What an instance of the module exports; ranges are columns from … to − 1, and `thread` says whose scratch is used. */
export interface ChainExports {
  configure(table: number): void;
  instruct(table: number): void;
  stand(): void;
  sumHidden(from: number, to: number, thread: number): void;
  finishRows(): void;
  rankColumns(from: number, to: number, thread: number): void;
  finishRanks(): void;
  bondColumns(from: number, to: number, thread: number): void;
  bondPairs(from: number, to: number, thread: number): void;
  finish(byPair: number): void;
}

/**
 * The steps of an epoch over one arena. `sumHidden`, `rankColumns` and `bondColumns` may be shared between threads by
 * columns, with a barrier after each; the others are one thread's. Sums of integers have no order, so neither threads nor
 * blocks change a bit.
 */
export interface ChainPhases {
  /** Steps 1–4: the neurons that count, and their stake. */
  begin(): void;
  /** For a thread that did not begin: reads the instructions and what `begin` found. */
  join(): void;
  /** Step 5. */
  sumHidden(from: number, to: number, thread: number): void;
  finishRows(): void;
  /** Steps 6–10. */
  rankColumns(from: number, to: number, thread: number): void;
  finishRanks(): void;
  /** Steps 11 and 12. */
  bondColumns(from: number, to: number, thread: number, byPair: boolean): void;
  /** Steps 12–15. */
  finish(byPair: boolean): void;
}

/** The module over a memory, for every arena in it. */
export const chainInstance = (module: WebAssembly.Module, memory: WebAssembly.Memory): ChainExports =>
  new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as ChainExports;

/** Binds the module to an arena: by an instance of its own, or by that of its memory, which has one epoch under way at a time. */
export function chainPhases(
  module: WebAssembly.Module,
  arena: ChainArena,
  exports: ChainExports = chainInstance(module, arena.memory),
): ChainPhases {
  const join = () => {
    exports.configure(arena.at.table);
    exports.instruct(arena.at.instructions);
  };
  join();
  return {
    join,
    begin: () => {
      join();
      exports.stand();
    },
    sumHidden: exports.sumHidden,
    finishRows: exports.finishRows,
    rankColumns: exports.rankColumns,
    finishRanks: exports.finishRanks,
    bondColumns: (from, to, thread, byPair) =>
      byPair ? exports.bondPairs(from, to, thread) : exports.bondColumns(from, to, thread),
    finish: (byPair) => exports.finish(byPair ? 1 : 0),
  };
}

let compiled: WebAssembly.Module | null | undefined;

/** The chain's kernel, compiled once; null where this engine cannot run it; then the readable text runs. */
export function chainModule(): WebAssembly.Module | null {
  if (compiled === undefined) compiled = compile(wasm);
  return compiled;
}
