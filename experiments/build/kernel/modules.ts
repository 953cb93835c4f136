/** The committed WebAssembly modules and what they are compiled from, paths from the project's root. */
export interface KernelModule {
  readonly source: string;
  /** A TypeScript file that exports `wasm`, the module in base64. */
  readonly output: string;
  /** Whether several threads may share its memory. */
  readonly shared: boolean;
}

export const kernelModules: readonly KernelModule[] = [
  { source: 'sim/kernel/chain/assembly/index.ts', output: 'sim/kernel/chain/wasm.ts', shared: false },
  { source: 'sim/kernel/chain/assembly/index.ts', output: 'sim/kernel/chain/sharedWasm.ts', shared: true },
  { source: 'sim/kernel/credit/assembly/index.ts', output: 'sim/kernel/credit/wasm.ts', shared: false },
  { source: 'sim/kernel/float64/assembly/index.ts', output: 'sim/kernel/float64/wasm.ts', shared: false },
  { source: 'sim/kernel/nakamoto/assembly/index.ts', output: 'sim/kernel/nakamoto/wasm.ts', shared: false },
  { source: 'sim/kernel/split/assembly/index.ts', output: 'sim/kernel/split/wasm.ts', shared: false },
];
