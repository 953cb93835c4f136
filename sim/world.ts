import type { ChainState } from './chainState.ts';
import type { Rules } from './rules.ts';

/** A chain with the rules it runs by. */
export interface World extends ChainState {
  readonly rules: Rules;
}
