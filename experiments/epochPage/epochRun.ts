import type { SubnetHyperparameters } from '../../sim/hyperparameters/registry.ts';
import { UserError } from '../base/userError.ts';
import { type EpochInRow, epochsOf } from '../evidence/epochsOf.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import type { NetworkInput } from '../input/networkText.ts';
import { changedNetwork } from './changedNetwork.ts';
import type { Changes } from './changes.ts';
import { countedWeights } from './countedWeights.ts';
import type { Frame } from './frame.ts';

/** The epochs of one network with one set of changes in the chain's arithmetic, run as far as they are asked for. */
export class EpochRun {
  private readonly input: NetworkInput;
  private readonly hyperparameters: SubnetHyperparameters;
  private readonly coming: Generator<EpochInRow, never>;
  private readonly past: EpochInRow[] = [];

  /** Throws as `changedNetwork` does, and `UserError` for the rules of 2022, which have other bonds and no clipping. */
  constructor(path: string, written: WrittenNetwork, changes: Changes) {
    this.input = changedNetwork(path, written, changes);
    const { hyperparameters } = this.input;
    if (hyperparameters.ruleset === 'nakamoto-2022')
      throw new UserError(
        `${path} is of nakamoto-2022; the page shows subnets, from finney-2023 on (name one with --ruleset, or leave out --page)`,
      );
    this.hyperparameters = hyperparameters;
    this.coming = epochsOf(this.input, 'chain');
  }

  /** Epochs that have run. */
  get length(): number {
    return this.past.length;
  }

  /** Runs one epoch more. */
  step(): void {
    this.past.push(this.coming.next().value);
  }

  /** An epoch that has run, from 1. */
  at(epoch: number): EpochInRow {
    return this.past[epoch - 1];
  }

  frame(epoch: number): Frame {
    const past = this.at(epoch);
    const { uids, block, bonds } = past;
    const { stake, rows } = countedWeights(this.input, this.hyperparameters, past);
    return {
      ...{ epoch, block, bonds, stake, weights: rows },
      active: Uint8Array.from(uids, ({ active }) => Number(active)),
      consensus: Float64Array.from(uids, ({ consensus }) => consensus),
      validatorTrust: Float64Array.from(uids, ({ validatorTrust }) => validatorTrust),
      incentive: Float64Array.from(uids, ({ incentive }) => incentive),
      dividends: Float64Array.from(uids, ({ dividends }) => dividends),
      pay: Float64Array.from(uids, ({ emission }) => emission),
    };
  }
}
