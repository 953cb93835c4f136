import type { TrialPlan } from '../../plan/trial.ts';
import type { Measures } from '../beginnings.ts';
import type { OwnNetwork, PanelFacts } from '../facts.ts';
import type { Pair } from '../pair.ts';

/** What the page tells a worker: what it asks, and before that the engine and the large tables that came with it, JSON, all as gzip in base64. */
export type Request =
  | Asked
  | { readonly kind: 'engine'; readonly packed: string }
  | { readonly kind: 'tables'; readonly tables: Readonly<Record<string, string>> };

/** A question under the number that its answer bears. */
export type Asked = { readonly job: number } & Question;

export type Question =
  /** `settled`: the world at the block before the change that came with the page, a packed world as gzip in base64. */
  | { readonly kind: 'pair'; readonly pair: Pair; readonly settled?: string }
  /** One world of a pair, and the measures that are wanted of it. */
  | {
      readonly kind: 'world';
      readonly plan: TrialPlan;
      readonly wanted: readonly string[];
      readonly settled?: string;
    }
  /** A panel over the network of a file. `reader`: the script that reads it, as gzip in base64. */
  | {
      readonly kind: 'network';
      readonly facts: PanelFacts;
      readonly name: string;
      readonly text: string;
      readonly reader: string;
    };

/** What a worker says. */
export type Reply =
  /** It runs, and takes an engine. */
  | { readonly kind: 'begun' }
  /** The engine does not start: why. */
  | { readonly kind: 'broken'; readonly message: string }
  /** It is loaded. `isTwin`: without WebAssembly SIMD, so slower. */
  | { readonly kind: 'ready'; readonly isTwin: boolean }
  | { readonly kind: 'settling'; readonly job: number; readonly day: number; readonly of: number }
  | Answer;

/** The end of a request. */
export type Answer =
  | {
      readonly kind: 'pair';
      readonly job: number;
      readonly statusQuo: Measures;
      readonly setting: Measures;
    }
  | { readonly kind: 'world'; readonly job: number; readonly measures: Measures }
  | { readonly kind: 'network'; readonly job: number; readonly own: OwnNetwork }
  /** What was asked could not be done; `isInput`: the reader asked for what cannot be, and the message says the rule. */
  | { readonly kind: 'fault'; readonly job: number; readonly message: string; readonly isInput: boolean };
