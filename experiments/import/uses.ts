import type { WrittenNetwork } from '../input/networkSchema.ts';
import type { Imported } from './toNetwork.ts';

/** In plain words what a network file can be used for, and what it cannot; a sentence each. */
export function usesOf({ network, inferred }: Imported): {
  readonly can: string[];
  readonly cannot: string[];
} {
  const can: string[] = [];
  const cannot: string[] = [];
  if (network.stake === undefined) {
    can.push(
      'settings of a world: --scenario and startsFrom take the file, with agents made by the laboratory',
    );
    cannot.push('epoch and replay: there are no uids in it');
    return { can, cannot };
  }
  const { weights, recorded, marks = {} } = network;
  if (weights === undefined) {
    cannot.push(
      `epoch: the weights are not in the files${inferred === null ? '' : ` and do not follow from results (${inferred.because})`}`,
    );
    can.push(
      'worlds: stakes, owners, prices and settings are the file’s, and the miners are made by the laboratory',
    );
  } else {
    can.push(`epoch: one or more epochs under any ruleset${qualityOf(marks.weights)}`);
    can.push(
      'worlds: stakes, owners, prices and settings are the file’s, and its weights say what each miner is worth',
    );
  }
  if (recorded === undefined) cannot.push('replay: no results of the chain are in the files');
  else if (weights === undefined && recorded.validatorPermit === undefined && recorded.active === undefined)
    cannot.push('replay: without weights nothing of the recorded results can be computed');
  else can.push(replayWords(network));
  if (network.hyperparameters === undefined || Object.keys(network.hyperparameters).length === 0)
    cannot.push(
      'questions about present settings: hyperparameters are not in the files, so they are the defaults (add a dump of them)',
    );
  return { can, cannot };
}

const qualityOf = (mark: string | undefined): string =>
  ({
    exact: ', bit for bit',
    recovered: ', from recovered weights',
    scaled: '; the weights are known up to rounding',
    inferred: '; the weights follow from the results',
  })[mark ?? 'exact'] ?? '';

function replayWords({ state, weights }: WrittenNetwork): string {
  if (state === 'beforeEpoch') return 'replay: state and results of one epoch, so every bit must be equal';
  if (weights === undefined) return 'replay: permits and activity, which follow from stakes and times';
  return 'replay: consensus, incentive and trust where no weights were set since; the rest as far as the state after an epoch tells';
}
