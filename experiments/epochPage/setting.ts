import { type Changes, noChanges } from './changes.ts';

/** What a reader has set in the page. */
export interface PageSetting {
  readonly changes: Changes;
  /** The changes of the state that it is compared with; null: the file as it is. */
  readonly pinned: Changes | null;
  /** The epoch that is shown, from 1. */
  readonly epoch: number;
  /** The pair that is looked at. */
  readonly validator: number;
  readonly miner: number;
}

/** Epochs that a page may run. */
export const mostEpochs = 100;

/** The beginning of a network: as its file has it, the first epoch, and its best-staked validator and best-paid miner. */
export const settingOf = (validator: number, miner: number): PageSetting => ({
  changes: noChanges,
  pinned: null,
  epoch: 1,
  validator,
  miner,
});
