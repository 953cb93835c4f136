import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../agents/networks/liveNetworks.ts';
import { chainSize, type LiveSetting } from '../../../agents/networks/liveSetting.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import { ordersOf } from '../../../agents/networks/stakeOrders.ts';
import { stateHash } from '../../../experiments/evidence/networksYear/stateHash.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import type { Engine } from '../../../sim/networks/creditWorld.ts';
import { checkNetworks } from '../../../sim/networks/foundNetworks.ts';

/** Orders come as often a block as two an epoch, so that most blocks have something. */
const small: LiveSetting = {
  ...chainSize,
  subnets: 5,
  uids: 24,
  validators: 6,
  operators: 12,
  stakers: 20,
  salesPerDay: 400,
  movesPerDay: 400,
};
const beginning = liveBeginning(small);
function run(blocks: number, engine: Engine = 'kernel', from: LiveState = beginning): LiveNetworks {
  const live = new LiveNetworks(small, from, engine);
  live.advance(from.state.block + blocks);
  return live;
}

describe('a world of networks with people', () => {
  it('has the same bytes by the kernel and by the readable text', () => {
    const [fast, slow] = [run(400), run(400, 'text')];
    expect(stateHash(fast.state())).toBe(stateHash(slow.state()));
    expect(fast.counts).toEqual(slow.counts);
    expect([fast.world.textBlocks, slow.world.textBlocks]).toEqual([0, 400]);
    expect(fast.counts.epochs).toBeGreaterThanOrEqual(5);
    expect(fast.counts.orders).toBeGreaterThan(10);
  });

  it('has the same bytes where it is stopped and goes on, even within a day and between two epochs', () => {
    const whole = run(1500);
    const parts = run(777, 'kernel', run(723).state());
    expect(stateHash(parts.state())).toBe(stateHash(whole.state()));
    checkNetworks(creditRules, whole.state().state);
  });

  it('begins differently at another seed, and a single bit of weights, stake or TAO is another hash', () => {
    const { state, neurons } = beginning;
    const hash = stateHash(beginning);
    const others: LiveState[] = [
      liveBeginning({ ...small, seed: 2 }),
      { state: { ...state, rootTao: state.rootTao + 1n }, neurons },
      { state: { ...state, balances: new Map([...state.balances, [1, 0n]]) }, neurons },
      { state, neurons: new Map([...neurons].slice(1)) },
    ];
    expect(new Set([hash, ...others.map(stateHash)]).size).toBe(others.length + 1);
    expect(stateHash(liveBeginning(small))).toBe(hash);
  });

  it('orders each day its own sales and moves, all within the day and in order of blocks', () => {
    const [one, other] = [0, 1].map((day) => ordersOf(small, day, firstBlock + day * 7200));
    expect([one.length, other.length]).toEqual([800, 800]);
    expect(other).not.toEqual(one.map((order) => ({ ...order, block: order.block + 7200 })));
    for (const [index, { block }] of other.entries()) {
      expect(block - firstBlock).toBeGreaterThanOrEqual(7200);
      expect(block - firstBlock).toBeLessThan(14_400);
      if (index > 0) expect(block).toBeGreaterThanOrEqual(other[index - 1].block);
    }
  });
});
