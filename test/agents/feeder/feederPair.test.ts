import { describe, expect, it } from 'vitest';
import { advanceTogether } from '../../../agents/feeder/advanceTogether.ts';
import { feederPair, higherPlan, type PairPlan } from '../../../agents/feeder/feederPair.ts';
import { meetsDemand } from '../../../agents/feeder/feederRule.ts';
import { isKin } from '../../../agents/feeder/kinship.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { simulate } from '../../../sim/simulate.ts';
import type { WorldEvent } from '../../../sim/tempo.ts';
import type { World } from '../../../sim/world.ts';
import { deaf, smallPair } from '../networks/pairs.ts';

const days = (count: number) => count * 7200;

/** All that the chain knows of a network, as text. */
const stateOf = ({ network, gate }: World) =>
  JSON.stringify({ ...network, stakes: [...network.stakes.rao].map(String), gate }, (_, value) =>
    typeof value === 'bigint' ? String(value) : ArrayBuffer.isView(value) ? Object.values(value) : value,
  );

const told = (event: WorldEvent) =>
  event.kind === 'step'
    ? [event.kind, event.block]
    : [event.kind, event.block, 'uid' in event ? event.uid : event.serial];

/** Runs a pair; the hotkeys that registered in each network, with the block, and the events of the higher one. */
function ran(plan: PairPlan, length: number) {
  const pair = feederPair(plan, deaf);
  const end = pair.higher.world.block + days(length);
  const entries: { world: number; hotkey: number; block: number; metAtEntry: boolean }[] = [];
  const events: ReturnType<typeof told>[] = [];
  for (const { world, event } of advanceTogether(pair.stages, end)) {
    if (world === 1) events.push(told(event));
    if (event.kind !== 'registration') continue;
    const { hotkey } = event.application.newcomer;
    entries.push({ world, hotkey, block: event.block, metAtEntry: pair.gate.meets(hotkey) });
  }
  return { pair, entries, events, end };
}

describe('a pair of networks', () => {
  it('that are not connected is each network alone, to the byte', () => {
    const { pair, events, end } = ran(smallPair, 6);
    const alone = populate(higherPlan(smallPair));
    const seen = [...simulate(alone.world, alone.cast, end)].map(told);
    expect(events.filter(([kind]) => kind === 'registration').length).toBeGreaterThan(5);
    expect(events).toEqual(seen);
    expect(stateOf(pair.higher.world)).toBe(stateOf(alone.world));
  });

  it('leaves the feeder as it is, whatever the higher network asks of its members', () => {
    const apart = ran(smallPair, 4).pair.feeder.world;
    const joined = ran({ ...smallPair, percentile: 75 }, 4).pair.feeder.world;
    expect(stateOf(joined)).toBe(stateOf(apart));
  });

  it('has the same founders and newcomers in both where correlation is 1', () => {
    const { pair } = ran({ ...smallPair, correlation: 1 }, 0);
    expect(pair.feeder.people.book.loss).toEqual(pair.higher.people.book.loss);
    const sizeAt = ({ people }: typeof pair.feeder) =>
      Array.from({ length: 9 }, (_, k) => people.arrivals.person(32 + k, 3_600_100).miner.size);
    expect(sizeAt(pair.feeder)).toEqual(sizeAt(pair.higher));
  });

  it('shares that part of its people whose model is one', () => {
    const kin = Array.from({ length: 4000 }, (_, person) => isKin('seed', person, 0.6)).filter(
      Boolean,
    ).length;
    // Four standard deviations of a binomial.
    expect(Math.abs(kin - 2400)).toBeLessThan(4 * Math.sqrt(4000 * 0.6 * 0.4));
    const { pair } = ran({ ...smallPair, correlation: 0 }, 0);
    const differ = pair.feeder.people.book.loss.filter(
      (loss, uid) => loss !== pair.higher.people.book.loss[uid],
    ).length;
    expect(differ).toBeGreaterThan(20);
  });
});

describe('the gate of a higher network', () => {
  it('is shut by a demand of 100 %', () => {
    const { entries } = ran({ ...smallPair, percentile: 100 }, 6);
    expect(entries.filter(({ world }) => world === 0).length).toBeGreaterThan(5);
    expect(entries.filter(({ world }) => world === 1)).toEqual([]);
  });

  it('lets in members of the feeder that meet its demand, and no one twice', () => {
    const { pair, entries } = ran({ ...smallPair, percentile: 25, correlation: 1 }, 12);
    const higher = entries.filter(({ world }) => world === 1);
    expect(higher.length).toBeGreaterThan(0);
    for (const { hotkey, metAtEntry } of higher) {
      expect(metAtEntry).toBe(true);
      expect(entries.some((entry) => entry.world === 0 && entry.hotkey === hotkey)).toBe(true);
    }
    const { size, hotkey } = pair.higher.world.network;
    expect(new Set(hotkey.subarray(0, size)).size).toBe(size);
  });

  it('of 2023 lets a newcomer of a full feeder pass any percentile until the next epoch, by pay it does not', () => {
    const demand = { percentile: 100, rule: 'score' } as const;
    const { pair, entries } = ran({ ...smallPair, ...demand }, 6);
    const passed = entries.filter(({ world }) => world === 1);
    expect(passed.length).toBeGreaterThan(0);
    for (const { hotkey, block } of passed) {
      const entered = entries.find((entry) => entry.world === 0 && entry.hotkey === hotkey)!.block;
      // An epoch is every 360 blocks.
      expect(Math.floor((block + 1) / 360) - Math.floor((entered + 1) / 360)).toBeLessThanOrEqual(1);
    }
    const world = pair.feeder.world;
    world.rules.occupy(world, 20, { hotkey: 9999, coldkey: 9999 });
    expect(meetsDemand(demand, world, 20)).toBe(true);
    expect(meetsDemand({ percentile: 0.001, rule: 'pay' }, world, 20)).toBe(false);
  });

  it('puts out of a nested network who has not met its demand for the time of grace, and not before', () => {
    const out: number[] = [];
    const plan = { ...smallPair, percentile: 50, graceDays: 2, seed: 'nest' };
    const pair = feederPair(plan, { ...deaf, putOut: () => out.push(pair.higher.world.block) });
    const start = pair.higher.world.block;
    for (const { world, event } of advanceTogether(pair.stages, start + days(4)))
      if (world === 1 && event.kind === 'step') pair.expulsion?.step();
    expect(out.length).toBeGreaterThan(0);
    expect(Math.min(...out)).toBeGreaterThanOrEqual(start + days(2));
    expect(Math.min(...out)).toBeLessThan(start + days(2.2));
  });
});
