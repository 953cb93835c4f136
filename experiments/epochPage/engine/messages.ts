import type { Changes } from '../changes.ts';
import type { PageNetwork } from '../pageNetwork.ts';
import type { Courses, Shown } from '../shown.ts';

/** What the page asks of its engine. A later question of a kind takes the place of an earlier one. */
export type Request =
  | { readonly kind: 'open'; readonly job: number; readonly file: string; readonly text: string }
  | {
      readonly kind: 'show';
      readonly job: number;
      readonly changes: Changes;
      readonly epoch: number;
      /** What it is compared with; null: the file. */
      readonly pinned: Changes | null;
    }
  | {
      readonly kind: 'courses';
      readonly job: number;
      readonly miner: number;
      readonly validator: number;
      readonly epochs: number;
    };

/** What the engine says. */
export type Reply =
  /** It is loaded. `isTwin`: without WebAssembly SIMD, so slower. */
  | { readonly kind: 'ready'; readonly isTwin: boolean }
  | {
      readonly kind: 'opened';
      readonly job: number;
      readonly network: PageNetwork;
      /** The pair to look at first. */
      readonly pair: { readonly validator: number; readonly miner: number };
    }
  /** `milliseconds`: what one epoch took, reading the network among it; null where none had to run. */
  | {
      readonly kind: 'shown';
      readonly job: number;
      readonly shown: Shown;
      readonly milliseconds: number | null;
    }
  /** A run that takes long: epochs that it has done. */
  | { readonly kind: 'running'; readonly job: number; readonly epoch: number }
  | { readonly kind: 'courses'; readonly job: number; readonly courses: Courses }
  /** `isInput`: what was asked cannot be, and the message says the rule. */
  | { readonly kind: 'fault'; readonly job: number; readonly message: string; readonly isInput: boolean };
