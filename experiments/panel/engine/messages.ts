import type { Measures } from '../beginnings.ts';
import type { Pair } from '../pair.ts';

/** What the page asks of the engine. */
export interface Request {
  readonly kind: 'pair';
  readonly job: number;
  readonly pair: Pair;
}

/** What the engine says. */
export type Reply =
  /** It is loaded. `isTwin`: without WebAssembly SIMD, so slower. */
  | { readonly kind: 'ready'; readonly isTwin: boolean }
  | { readonly kind: 'settling'; readonly job: number; readonly day: number; readonly of: number }
  | {
      readonly kind: 'pair';
      readonly job: number;
      readonly statusQuo: Measures;
      readonly setting: Measures;
    }
  /** What was asked could not be done; `isInput`: the reader asked for what cannot be, and the message says the rule. */
  | { readonly kind: 'fault'; readonly job: number; readonly message: string; readonly isInput: boolean };
