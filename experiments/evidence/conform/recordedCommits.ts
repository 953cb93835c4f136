import type { Place } from './place.ts';

/**
 * Block of the first commit of each uid that has not expired. Recorded are hash commits, a queue a uid, and time-locked ones,
 * a queue a commit epoch; a commit has expired when the current epoch is above its own and the reveal period.
 */
export function firstCommits(place: Place): ReadonlyMap<number, number> {
  place.only(['currentEpoch', 'revealPeriod', 'commits', 'timelocked']);
  const current = place.at('currentEpoch').count();
  const period = place.at('revealPeriod').count();
  const first = new Map<number, number>();
  const see = (uid: number, epoch: number, block: number) => {
    if (current > epoch + period) return;
    first.set(uid, Math.min(block, first.get(uid) ?? block));
  };
  for (const queue of place.at('commits').list()) {
    const [uid, commits] = queue.list(2);
    for (const commit of commits.list()) {
      const [epoch, block] = commit.list(2);
      see(uid.count(), epoch.count(), block.count());
    }
  }
  for (const queue of place.at('timelocked').list()) {
    const [epoch, commits] = queue.list(2);
    for (const commit of commits.list()) {
      const [uid, block] = commit.list(2);
      see(uid.count(), epoch.count(), block.count());
    }
  }
  return first;
}
