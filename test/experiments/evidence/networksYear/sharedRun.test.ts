import { describe, expect, it } from 'vitest';
import { firstBlock } from '../../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../../agents/networks/liveNetworks.ts';
import { chainSize } from '../../../../agents/networks/liveSetting.ts';
import { sharedRun } from '../../../../experiments/evidence/networksYear/sharedRun.ts';
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
  it('has the SHA-256 of one thread with two and with three threads, over the turn of a day', {
    timeout: 120_000,
  }, async () => {
    const late = new LiveNetworks(small, liveBeginning(small));
    late.advance(firstBlock + 6900);
    const from = late.state();
    const alone = new LiveNetworks(small, from);
    alone.advance(from.state.block + 700);
    const hash = stateHash(alone.state());
    for (const shards of [2, 3]) {
      const shared = await sharedRun(small, from, 700, shards);
      expect(stateHash(shared.live)).toBe(hash);
      expect(shared.shards.map(({ counts }) => counts.orders)).toEqual(
        Array.from({ length: shards }, () => alone.counts.orders),
      );
      const epochs = shared.shards.reduce((sum, { counts }) => sum + counts.epochs, 0);
      expect(epochs).toBe(alone.counts.epochs);
    }
  });

  it('is kept day by day with nothing left over in RAO, and goes on from any day', {
    timeout: 120_000,
  }, () => {
    const clocks = { processor: () => 0, wall: () => 0 };
    const tiny = { ...small, subnets: 3, uids: 8, validators: 3 };
    const whole = daysFrom(yearBeginning(tiny), clocks);
    const first = whole.next().value;
    const second = whole.next().value;
    expect(daysFrom(first, clocks).next().value.days).toEqual(second.days);
    expect(second.days.map(({ taoDifference, alphaDifference }) => [taoDifference, alphaDifference])).toEqual(
      [
        ['0', '0'],
        ['0', '0'],
      ],
    );
    expect(second.days[1].epochs).toBeGreaterThanOrEqual(60);
  });
});
