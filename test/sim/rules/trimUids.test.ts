import { describe, expect, it } from 'vitest';
import { parkedStake } from '../../../sim/ledger.ts';
import { rowOf } from '../../../sim/row.ts';
import { applyTrim, trimTo } from '../../../sim/rules/trimUids.ts';
import { smallWorld, tao } from './smallWorld.ts';

/** Six uids at block 10,000, all past immunity; emissions 5, 1, 1, 4, 0, 2. */
function subnet(set: Record<string, unknown> = {}) {
  const world = smallWorld({
    ruleset: 'burn-2026',
    stakes: [10, 20, 30, 40, 50, 60],
    ownerUid: 5,
    set: { immunityPeriod: 100, ...set },
  });
  world.network.emission.set([5, 1, 1, 4, 0, 2]);
  return world;
}

const limits = { bounds: [2, 256], immuneOwnerUidsLimit: 1 } as const;
const survivors = (world: ReturnType<typeof subnet>, most: number) => {
  const trim = trimTo(world, most, limits);
  return 'refused' in trim ? trim.refused : trim.survivors;
};

describe('trimming to maxAllowedUids', () => {
  it('takes the lowest emission first, and the highest uid among equals', () => {
    expect(survivors(subnet(), 5)).toEqual([0, 1, 2, 3, 5]);
    expect(survivors(subnet(), 4)).toEqual([0, 1, 3, 5]);
    expect(survivors(subnet(), 3)).toEqual([0, 3, 5]);
  });

  it('passes over immune uids and the owner', () => {
    const world = subnet();
    world.network.registrationBlock[4] = 9_950;
    world.network.emission[5] = 0;
    expect(survivors(world, 4)).toEqual([0, 3, 4, 5]);
  });

  it('is refused where 80 % of what remains would be immune, and outside its bounds', () => {
    const world = subnet();
    world.network.registrationBlock.fill(9_950, 0, 3);
    expect(survivors(world, 5)).toBe(
      '4 of 6 uids are immune, 80 % of 5; trimming wants less than 80 % (wait until immunity ends, or trim to more)',
    );
    expect(survivors(subnet(), 1)).toMatch(/whole number of 2 … 256 uids to trim to; received 1/);
    expect(survivors(subnet(), 2.5)).toMatch(/received 2.5/);
  });

  it('moves the survivors left with all that they have, and leaves the stake of the others on their hotkeys', () => {
    const world = subnet();
    const { network, ledger } = world;
    network.weights[3] = rowOf([
      [0, 7],
      [4, 8],
      [5, 9],
    ]);
    network.bonds[5] = rowOf([[3, 100]]);
    network.commits = [
      {
        uid: 5,
        hotkey: 5,
        row: rowOf([
          [3, 1],
          [1, 2],
        ]),
        block: 9_999,
        epoch: 0,
      },
      { uid: 4, hotkey: 4, row: rowOf([[3, 1]]), block: 9_999, epoch: 0 },
    ];
    applyTrim(world, [0, 3, 5]);
    expect(network.size).toBe(3);
    expect([...network.hotkey.subarray(0, 3)]).toEqual([0, 3, 5]);
    expect([...network.stakes.rao.subarray(0, 6)]).toEqual([10n * tao, 40n * tao, 60n * tao, 0n, 0n, 0n]);
    expect(network.weights[1]).toEqual(
      rowOf([
        [0, 7],
        [2, 9],
      ]),
    );
    expect(network.bonds[2]).toEqual(rowOf([[1, 100]]));
    expect(network.commits).toEqual([{ uid: 2, hotkey: 5, row: rowOf([[1, 1]]), block: 9_999, epoch: 0 }]);
    expect(world.ownerUid).toBe(2);
    expect(parkedStake(ledger)).toBe(100n * tao);
    world.block += 360;
    expect(world.rules.step(world).credited).toBeGreaterThan(0);
  });
});
