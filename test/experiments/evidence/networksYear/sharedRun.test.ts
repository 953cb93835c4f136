import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../../agents/networks/liveNetworks.ts';
import { chainSize } from '../../../../agents/networks/liveSetting.ts';
import { sharedWorld } from '../../../../experiments/evidence/networksYear/sharedRun.ts';
import { stateHash } from '../../../../experiments/evidence/networksYear/stateHash.ts';
import {
  type Clocks,
  stretchesFrom,
  type YearSoFar,
  yearBeginning,
} from '../../../../experiments/evidence/networksYear/yearRun.ts';

const small = {
  ...chainSize,
  subnets: 5,
  uids: 20,
  validators: 5,
  operators: 12,
  stakers: 20,
  salesPerDay: 900,
  movesPerDay: 600,
};

/** The next stretch of so many days. */
async function nextStretch(
  from: YearSoFar,
  clocks: Clocks,
  days: number,
  threads: number,
): Promise<YearSoFar> {
  for await (const next of stretchesFrom(from, clocks, { days, threads })) return next;
  throw new Error('a run has no end');
}

describe('a world of networks that threads share', () => {
  it.each([
    ['over the turn of the first day', 6500, small],
    ['over the turn of the second day', 13_700, small],
    ['where epochs follow each other without a sale between them', 6500, { ...small, salesPerDay: 20 }],
  ])(
    'has the SHA-256 of one thread with two and with three threads, %s',
    { timeout: 120_000 },
    async (_, begins, setting) => {
      const late = new LiveNetworks(setting, liveBeginning(setting));
      late.advance(firstBlock + begins);
      const from = late.state();
      const alone = new LiveNetworks(setting, from);
      alone.advance(from.state.block + 1100);
      const hash = stateHash(alone.state());
      for (const shards of [2, 3]) {
        const world = sharedWorld(setting, from, shards);
        await world.advance(from.state.block + 100);
        const shared = await world.advance(from.state.block + 1100);
        await world.end();
        expect(stateHash(shared.live)).toBe(hash);
        expect(shared.shards.map(({ counts }) => counts.orders)).toEqual(
          Array.from({ length: shards }, () => alone.counts.orders),
        );
        const epochs = shared.shards.reduce((sum, { counts }) => sum + counts.epochs, 0);
        expect(epochs).toBe(alone.counts.epochs);
      }
    },
  );

  it('is kept with nothing left over in RAO, goes on from any day, and is the same in stretches of a day and of two', {
    timeout: 120_000,
  }, async () => {
    const clocks = { processor: () => 0, wall: () => 0 };
    const tiny = { ...small, subnets: 3, uids: 8, validators: 3 };
    const first = await nextStretch(yearBeginning(tiny), clocks, 1, 1);
    const second = await nextStretch(first, clocks, 1, 1);
    for (const threads of [1, 2]) {
      expect((await nextStretch(first, clocks, 1, threads)).stretches).toEqual(second.stretches);
      const { stretches: both } = await nextStretch(yearBeginning(tiny), clocks, 2, threads);
      expect(both.map(({ day, days, hash }) => [day, days, hash])).toEqual([
        [2, 2, second.stretches[1].hash],
      ]);
    }
    expect(
      second.stretches.map(({ taoDifference, alphaDifference }) => [taoDifference, alphaDifference]),
    ).toEqual([
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(second.stretches[1].epochs).toBeGreaterThanOrEqual(60);
  });
});
