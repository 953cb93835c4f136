import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../../agents/networks/liveNetworks.ts';
import { chainSize } from '../../../../agents/networks/liveSetting.ts';
import { sharedWorld } from '../../../../experiments/evidence/networksYear/sharedRun.ts';
import { stateHash } from '../../../../experiments/evidence/networksYear/stateHash.ts';
import { daysFrom, yearBeginning } from '../../../../experiments/evidence/networksYear/yearRun.ts';

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

  it('is kept day by day with nothing left over in RAO, and goes on from any day', {
    timeout: 120_000,
  }, async () => {
    const clocks = { processor: () => 0, wall: () => 0 };
    const tiny = { ...small, subnets: 3, uids: 8, validators: 3 };
    const whole = daysFrom(yearBeginning(tiny), clocks);
    const first = (await whole.next()).value;
    const second = (await whole.next()).value;
    for (const threads of [1, 2]) {
      const goesOn = daysFrom(first, clocks, threads);
      expect((await goesOn.next()).value.days).toEqual(second.days);
      await goesOn.return(undefined as never);
    }
    expect(second.days.map(({ taoDifference, alphaDifference }) => [taoDifference, alphaDifference])).toEqual(
      [
        ['0', '0'],
        ['0', '0'],
      ],
    );
    expect(second.days[1].epochs).toBeGreaterThanOrEqual(60);
  });
});
