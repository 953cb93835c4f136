import { describe, expect, it } from 'vitest';
import { newAccount } from '../../../agents/market/accounts.ts';
import { PayRate } from '../../../agents/market/payRate.ts';
import { createMinerBook, enter } from '../../../agents/minerBook.ts';
import { createGate } from '../../../sim/chainState.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { createNetwork } from '../../../sim/network.ts';
import { credit } from '../../../sim/stake.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/** Two miners of quality 1 and 3 that are paid by it, and a validator. */
function place() {
  const book = createMinerBook(3);
  const network = createNetwork(3);
  network.size = 3;
  for (const [uid, quality] of [1, 3].entries()) {
    enter(book, uid, { loss: 3, quality, level: 0, fraction: 0, responds: 1 });
    network.incentive[uid] = quality / 5;
  }
  network.incentive[2] = 1 / 5;
  const rate = new PayRate(network, book, 2e9);
  const person = { size: 1e9, misconfigured: false, hasGpus: true, rentFactor: 1 };
  const opened = (uid: number, at: number) =>
    [uid, newAccount({ serial: uid, person, opened: at, cash: 0, seen: 0, device: 0 })] as const;
  const view = (block: number) => ({
    block,
    network,
    gate: createGate(1n, 0n, 0),
    hyperparameters: resolve('finney-2023', {}),
    minersPart: 2e9,
    price: 1,
    payments: ['burn'] as const,
  });
  return { network, rate, opened, view };
}

describe('what a unit of quality earns', () => {
  it('is at first what the last step paid to miners, over their quality', () => {
    // 2 a block, of which miners with quality 4 have 4/5.
    expect(place().rate.earnedPerQuality).toBeCloseTo((2 * 0.8 * blocksPerDay) / 4, 8);
  });

  it('follows income with a mean over a day', () => {
    const { network, rate, opened, view } = place();
    const accounts = [opened(0, 0), opened(1, 0)];
    const before = rate.earnedPerQuality;
    for (const [uid, income] of [5e9, 35e9].entries()) credit(network.stakes, uid, income);
    const earned = rate.collect(accounts, view(blocksPerDay / 4), 0, 0);
    expect([...earned]).toEqual([
      [0, 5],
      [1, 35],
    ]);
    // 40 in a quarter of a day for quality 4: 40 a day each; a quarter of the way there.
    expect(rate.earnedPerQuality).toBeCloseTo(before + (40 - before) / 4, 8);
    credit(network.stakes, 0, 80e9);
    rate.collect(accounts, view(3 * blocksPerDay), blocksPerDay / 4, 0);
    expect(rate.earnedPerQuality).toBeCloseTo(80 / 4 / 2.75, 8);
  });

  it('is not moved by newcomers since then, and income waits until it may be sold', () => {
    const { network, rate, opened, view } = place();
    const [old, young] = [opened(0, 0), opened(1, 10)];
    const before = rate.earnedPerQuality;
    credit(network.stakes, 0, 5e9);
    credit(network.stakes, 1, 999e9);
    rate.collect([old, young], view(blocksPerDay), 0, 2);
    expect(rate.earnedPerQuality).toBeCloseTo(5, 8);
    expect(before).not.toBeCloseTo(5, 1);
    for (const block of [2, 3, 4]) rate.collect([old, young], view(block * blocksPerDay), 0, 2);
    expect(old[1].pending).toEqual([0, 0, 0]);
  });
});
