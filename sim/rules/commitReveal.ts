import type { Network } from '../network.ts';
import type { Row } from '../row.ts';
import type { Block, Blocks, Uid } from '../units.ts';
import type { CommitReveal } from './subnetVersions.ts';

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

/** Commits of a hotkey that may wait at a time (weights.rs, TooManyUnrevealedCommits). */
const mostWaiting = 10;

/** Why a hotkey may not commit once more, or null. */
export function tooManyWaiting(
  { commits, epochs, hotkey }: Network,
  uid: Uid,
  { tenWaiting }: CommitReveal,
): string | null {
  const waiting = commits.filter(
    (commit) => commit.hotkey === hotkey[uid] && (tenWaiting === 'inAll' || commit.epoch === epochs),
  );
  if (waiting.length < mostWaiting) return null;
  const where = tenWaiting === 'inAll' ? 'wait to be revealed' : 'were made in this epoch';
  return `uid ${uid} committed weights while ${waiting.length} of its commits ${where}; at most ${mostWaiting} may (raise validator.sweepBlocks)`;
}

/**
 * Stores the rows that are due, the latest of a uid last. `revealed` says what is stored of a row, null if the chain takes it
 * no more; rows of a hotkey that has lost its uid are lost.
 */
export function revealWeights(
  network: Network,
  revealPeriodEpochs: Blocks,
  revealed: (uid: Uid, row: Row) => Row | null,
): void {
  if (network.commits.length === 0) return;
  const isDue = ({ epoch }: { readonly epoch: number }) => epoch + revealPeriodEpochs <= network.epochs;
  for (const { uid, hotkey, row } of network.commits.filter(isDue)) {
    const stored = network.hotkey[uid] === hotkey ? revealed(uid, row) : null;
    if (stored !== null) network.weights[uid] = stored;
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
  for (const [uid, block] of committed)
    network.weights[uid] = rowKnownAt(network.registrationBlock, network.weights[uid], block);
  const result = epoch();
  for (const [uid, row] of whole) network.weights[uid] = row;
  return result;
}

/**
 * The entries of a row towards neurons registered at or before `block`, where its holder committed first (v3.2.2 on
 * run_epoch.rs, the mask of columns by commit block). The row itself if that is all of them.
 */
export function rowKnownAt(registrationBlock: ArrayLike<number>, row: Row, block: Block): Row {
  const known = knownBy(registrationBlock, row, block);
  return known < row.targets.length ? withoutLater(registrationBlock, row, block, known) : row;
}

/** Entries of a row towards neurons that were there at `block`. */
function knownBy(registrationBlock: ArrayLike<number>, { targets }: Row, block: Block): number {
  let known = 0;
  for (let entry = 0; entry < targets.length; entry++)
    if (registrationBlock[targets[entry]] <= block) known += 1;
  return known;
}

/** A row without its entries towards neurons that came after `block`; `known` entries remain. */
function withoutLater(
  registrationBlock: ArrayLike<number>,
  { targets, values }: Row,
  block: Block,
  known: number,
): Row {
  const row = { targets: new Uint16Array(known), values: new Uint32Array(known) };
  let kept = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    if (registrationBlock[targets[entry]] > block) continue;
    row.targets[kept] = targets[entry];
    row.values[kept++] = values[entry];
  }
  return row;
}

/** Block of the first commit that waits, by uid. */
function firstCommits({ commits, hotkey }: Network): ReadonlyMap<Uid, Block> {
  const first = new Map<Uid, Block>();
  for (const commit of commits) {
    if (hotkey[commit.uid] === commit.hotkey && !first.has(commit.uid)) first.set(commit.uid, commit.block);
  }
  return first;
}
