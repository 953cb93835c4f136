import { describe, expect, it } from 'vitest';
import { addSome, addTo, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import { immuneWeakShare, isPeer, listOf, newPeers, rankAmong, refresh } from '../../../sim/metrics/peers.ts';
import { createNetwork } from '../../../sim/network.ts';
import { credit } from '../../../sim/stake.ts';
import { partialContext } from './partialContext.ts';

/** Uid 0 validates, uid 5 has stake at the limit; uids 1 to 4 are peers of quality 1 to 4. */
function place() {
  const network = createNetwork(6);
  network.size = 6;
  credit(network.stakes, 5, 100);
  credit(network.stakes, 4, 99);
  network.registrationBlock.set([0, 900, 0, 950, 990, 990]);
  const { world, truth } = partialContext({
    world: { network, block: 1000, hyperparameters: { immunityPeriod: 100 } },
    truth: { quality: Float64Array.of(9, 1, 2, 3, 4, 9), validator: Uint8Array.of(1, 0, 0, 0, 0, 0) },
  });
  const peers = newPeers(world);
  refresh(peers, world, truth, 100);
  return { world, truth, peers };
}

describe('the peers', () => {
  it('are the uids that neither validate nor are ranked by stake', () => {
    const { peers } = place();
    expect(listOf(peers)).toEqual([1, 2, 3, 4]);
    expect([0, 1, 4, 5].map((uid) => isPeer(peers, uid))).toEqual([false, true, true, false]);
  });

  it('rank a quality by the share of them that has less', () => {
    const { truth, peers } = place();
    expect([0, 1, 2.5, 4, 5].map((own) => rankAmong(peers, truth, own))).toEqual([0, 0, 0.5, 0.75, 1]);
    expect(rankAmong({ uids: peers.uids, count: 0 }, truth, 3)).toBe(0);
  });

  it('are immune for the immunity period and no block longer, in shares of the weak', () => {
    const { world, truth, peers } = place();
    // Uid 1 is 100 blocks old, uid 3 is 50, uid 2 is 1,000.
    expect([0.5, 1, 3, 4].map((cut) => immuneWeakShare(peers, world, truth, cut))).toEqual([
      0,
      0,
      1 / 3,
      0.5,
    ]);
  });
});

describe('a running mean', () => {
  it('is that of what was added, from one value on, and missing before', () => {
    const mean = newMean();
    expect(meanOf(mean)).toBeNull();
    addSome(mean, null);
    expect(meanOf(mean)).toBeNull();
    addSome(mean, 4);
    expect(meanOf(mean)).toBe(4);
    addTo(mean, 1);
    expect(meanOf(mean)).toBe(2.5);
    expect(() => addTo(mean, Number.NaN)).toThrow('must be finite');
  });
});
