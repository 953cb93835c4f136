import { isBurnEra } from '../../../sim/hyperparameters/registry.ts';
import type { World } from '../../../sim/world.ts';
import { counted, type Touch } from './touch.ts';

/** Commits that wait at an epoch: those that are made and not yet revealed. */
export const commits: Touch = {
  settings: ['commitRevealWeightsEnabled', 'revealPeriodEpochs'],
  binds: 'highest',
  begin() {
    let [epochs, withCommits, most] = [0, 0, 0];
    return {
      see(event, { network }) {
        if (event.kind !== 'step') return;
        epochs++;
        if (network.commits.length > 0) withCommits++;
        most = Math.max(most, network.commits.length);
      },
      words() {
        return most === 0
          ? `no commit was made (${counted(epochs, 'epoch')}).`
          : `commits waited at ${withCommits} of ${counted(epochs, 'epoch')}, at most ${most} at a time: weights counted later than they were set.`;
      },
    };
  },
};

/** Blocks after which a validator without new weights counts no more. */
function cutoffOf({ hyperparameters }: World): number | null {
  if (hyperparameters.ruleset === 'nakamoto-2022') return hyperparameters.activityCutoff;
  if (!isBurnEra(hyperparameters)) return hyperparameters.activityCutoff;
  return Math.max(1, Math.floor((hyperparameters.activityCutoffFactorMilli * hyperparameters.tempo) / 1000));
}

/** A cutoff acts on validators whose weights are older. */
export const activity: Touch = {
  settings: ['activityCutoff', 'activityCutoffFactorMilli'],
  binds: 'lowest',
  begin() {
    let [epochs, idle, oldest] = [0, 0, 0];
    return {
      see(event, world) {
        if (event.kind !== 'step') return;
        const { network, block } = world;
        epochs++;
        for (let uid = 0; uid < network.size; uid++) {
          if (network.weights[uid].targets.length === 0) continue;
          const age = block - network.lastUpdate[uid];
          oldest = Math.max(oldest, age);
          if (age > (cutoffOf(world) ?? Number.POSITIVE_INFINITY)) idle++;
        }
      },
      words(world) {
        const cutoff = cutoffOf(world);
        if (idle === 0)
          return `no weights were older than the cutoff at any of ${counted(epochs, 'epoch')}: the oldest were ${oldest.toLocaleString('en')} blocks old, and the cutoff is ${cutoff?.toLocaleString('en')}.`;
        return `weights were older than the cutoff ${counted(idle, 'time')} at ${counted(epochs, 'epoch')} (a uid and an epoch each).`;
      },
    };
  },
};

/** Consensus clips where weights differ. */
export const clipping: Touch = {
  settings: ['kappa'],
  binds: 'highest',
  begin() {
    let [epochs, clipped] = [0, 0];
    return {
      see(event, { network }) {
        if (event.kind !== 'step') return;
        epochs++;
        for (let uid = 0; uid < network.size; uid++)
          if (network.validatorPermit[uid] === 1 && network.validatorTrust[uid] < 1) clipped++;
      },
      words: () =>
        clipped === 0
          ? `consensus clipped no weight at any of ${counted(epochs, 'epoch')}.`
          : `consensus clipped weights of ${counted(clipped, 'validator')} at ${counted(epochs, 'epoch')} (a validator and an epoch each).`,
    };
  },
};
