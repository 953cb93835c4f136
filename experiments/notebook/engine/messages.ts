import type { Shown } from '../shown.ts';

/** What the worker of a run tells its page. */
export type Reply =
  /** A cell begins; those above it have ended. */
  | { readonly kind: 'at'; readonly cell: number }
  | { readonly kind: 'show'; readonly cell: number; readonly shown: Shown }
  | { readonly kind: 'end' }
  /** A cell threw; `stack` names the line. */
  | { readonly kind: 'fault'; readonly cell: number; readonly message: string; readonly stack: string };
