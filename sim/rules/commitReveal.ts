import type { Network } from '../network.ts';
import { type Row, rowOf } from '../row.ts';
import type { Block, Blocks, Uid } from '../units.ts';

/**
 * Commit-reveal (subtensor v3.4.9-424 weights.rs, do_commit_weights(), reveal_crv3_commits_for_subnet();
 * run_epoch.rs). Weights committed between two epochs are revealed in the block after `revealPeriodEpochs` further
 * epochs began, so the epoch after that is the first to read them.
 */

/** Keeps a row until it is revealed; a commit counts as a sign of life. */
export function commitWeights(network: Network, uid: Uid, row: Row, block: Block): void {
  const commit = { uid, hotkey: network.hotkey[uid], row, block, epoch: network.epochs };
  network.commits = [...network.commits, commit];
  network.lastUpdate[uid] = block;
}

/** Stores the rows that are due, the latest of a uid last. Lost are those of a hotkey that is gone or may not weigh. */
export function revealWeights(
  network: Network,
  revealPeriodEpochs: Blocks,
  mayWeigh: (uid: Uid) => boolean,
): void {
  if (network.commits.length === 0) return;
  const isDue = ({ epoch }: { readonly epoch: number }) => epoch + revealPeriodEpochs <= network.epochs;
  for (const { uid, hotkey, row } of network.commits.filter(isDue)) {
    if (network.hotkey[uid] === hotkey && mayWeigh(uid)) network.weights[uid] = row;
  }
  network.commits = network.commits.filter((commit) => !isDue(commit));
}

/**
 * Runs an epoch on the rows without what the chain's mask takes from them: of a uid that has weights to reveal, the
 * entries towards neurons registered after the first of these was committed.
 */
export function withoutStrangers<Result>(network: Network, epoch: () => Result): Result {
  const committed = firstCommits(network);
  const whole = [...committed.keys()].map((uid) => [uid, network.weights[uid]] as const);
  for (const [uid, block] of committed) {
    const { targets, values } = network.weights[uid];
    const kept = Array.from(targets, (target, entry) => [target, values[entry]] as const).filter(
      ([target]) => network.registrationBlock[target] <= block,
    );
    if (kept.length < targets.length) network.weights[uid] = rowOf(kept);
  }
  const result = epoch();
  for (const [uid, row] of whole) network.weights[uid] = row;
  return result;
}

/** Block of the first commit that waits, by uid. */
function firstCommits({ commits, hotkey }: Network): ReadonlyMap<Uid, Block> {
  const first = new Map<Uid, Block>();
  for (const commit of commits) {
    if (hotkey[commit.uid] === commit.hotkey && !first.has(commit.uid)) first.set(commit.uid, commit.block);
  }
  return first;
}
