import { compile } from '../compile.ts';
import { wasm } from './sharedWasm.ts';

/** The chain's kernel for a memory that threads share; null where this engine cannot run it. */
export function sharedChainModule(): WebAssembly.Module | null {
  return compile(wasm);
}
