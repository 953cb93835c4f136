import { describe, expect, it } from 'vitest';
import { advanceTogether } from '../../../agents/feeder/advanceTogether.ts';
import { FeederGate } from '../../../agents/feeder/feederGate.ts';
import { feederPair, type PairPlan } from '../../../agents/feeder/feederPair.ts';
import { trustRecord } from '../../../agents/feeder/feederRecord.ts';
import { NewcomersFollowed } from '../../../agents/feeder/newcomersFollowed.ts';
import { runPair } from '../../../agents/feeder/runPair.ts';
import { closeAt } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { deaf, smallPair } from '../networks/pairs.ts';

const days = (count: number) => count * blocksPerDay;

/** A pair that has run, with the events in order. */
function lived(plan: PairPlan, length: number, listener = deaf) {
  const pair = feederPair(plan, listener);
  const end = pair.higher.world.block + days(length);
  const events: { world: number; block: number }[] = [];
  for (const { world, event } of advanceTogether(pair.stages, end)) {
    events.push({ world, block: event.block });
    if (world === 1 && event.kind === 'step') pair.expulsion?.step();
  }
  for (const stage of pair.stages) closeAt(stage, end);
  return { ...pair, events };
}

describe('two networks on one clock', () => {
  it('go on in the order of blocks, and in a block the feeder acts first', () => {
    const { events } = lived(smallPair, 3);
    let [shared, before] = [0, { world: 0, block: 0 }];
    for (const event of events) {
      expect(event.block).toBeGreaterThanOrEqual(before.block);
      if (event.block === before.block) {
        expect(event.world).toBeGreaterThanOrEqual(before.world);
        shared += event.world - before.world;
      }
      before = event;
    }
    expect(shared).toBeGreaterThan(3);
  });
});

describe('the gate to a higher network', () => {
  const connected = { ...smallPair, percentile: 25, correlation: 1 };

  it('has no business with one that holds no slot in the feeder, and asks a member for its percentile', () => {
    const { gate, feeder, higher } = lived(connected, 5);
    const person = higher.people.arrivals.person(999_999, feeder.world.block);
    expect(gate.higherSide.admission({ ...person, tireless: true })).toBe('gone');
    const { size, hotkey } = feeder.world.network;
    const inHigher = new Set(higher.world.network.hotkey.subarray(0, higher.world.network.size));
    const members = [...hotkey.subarray(0, size)].filter((serial) => !inHigher.has(serial));
    const said = members.map((serial) => {
      const is = gate.higherSide.admission({ ...person, serial, tireless: true });
      expect(is).toBe(gate.meets(serial) ? 'open' : 'closed');
      return is;
    });
    expect(new Set(said)).toEqual(new Set(['open', 'closed']));
  });

  it('knows who is a member at once, when slots change hands', () => {
    const { gate, feeder } = lived(connected, 1);
    const { world } = feeder;
    const before = world.network.hotkey[20];
    expect(gate.feederUid(before)).toBe(20);
    world.rules.occupy(world, 20, { hotkey: 777_777, coldkey: 777_777 });
    expect(gate.feederUid(777_777)).toBe(20);
    expect(gate.feederUid(before)).toBeNull();
  });

  it('makes a member insist where members are promoted, and not else', () => {
    const insists = (promotes: boolean) => {
      const { feeder, higher } = feederPair(connected, deaf);
      const heard: boolean[] = [];
      const gate = new FeederGate(
        { ...connected, promotes },
        {
          met: () => {},
          entered: () => {},
          seated: () => {},
        },
      );
      const { arrivals } = higher.people;
      const expect_ = arrivals.expect.bind(arrivals);
      arrivals.expect = (candidate, block) => {
        heard.push(candidate.insistent);
        expect_(candidate, block);
      };
      gate.join(feeder.world, higher.world.network, arrivals);
      const person = arrivals.person(5000, higher.world.block);
      gate.feederSide.seated(3, { ...person, insistent: false }, higher.world.block);
      return heard;
    };
    expect(insists(true)).toEqual([true]);
    expect(insists(false)).toEqual([false]);
  });
});

describe('a nested network', () => {
  it('leaves its validators, and who is put out keeps neither scores nor immunity', () => {
    const seen: { uid: number; validates: boolean }[] = [];
    // So long that some who are put out are still immune, which the count below holds.
    const immunity = { feeder: 7200, higher: 65_535 };
    const plan = { ...smallPair, percentile: 50, graceDays: 2, seed: 'nest', immunity };
    const pair = feederPair(plan, {
      ...deaf,
      putOut: (uid) => seen.push({ uid, validates: Boolean(pair.higher.people.book.validator[uid]) }),
    });
    const { world, people } = pair.higher;
    const end = world.block + days(4);
    let wereImmune = 0;
    for (const { world: which, event } of advanceTogether(pair.stages, end)) {
      if (which !== 1 || event.kind !== 'step') continue;
      const known = seen.length;
      const registered = [...world.network.registrationBlock];
      pair.expulsion?.step();
      for (const { uid } of seen.slice(known)) {
        for (const { scores } of people.validators) expect(scores[uid]).toBe(0);
        const age = world.block - world.network.registrationBlock[uid];
        expect(age).toBeGreaterThanOrEqual(world.hyperparameters.immunityPeriod);
        if (world.block - registered[uid] < world.hyperparameters.immunityPeriod) wereImmune += 1;
      }
    }
    expect(wereImmune).toBeGreaterThan(0);
    expect(seen.filter(({ validates }) => validates)).toEqual([]);
  });

  it('counts those that it puts out', () => {
    const plan = { ...smallPair, percentile: 50, graceDays: 1, seed: 'nest' };
    const { putOut } = runPair(plan, { warmUp: 0, all: 15 });
    expect(putOut).toBeGreaterThan(0);
    expect(runPair({ ...plan, percentile: 0 }, { warmUp: 0, all: 15 }).putOut).toBe(0);
  });
});

describe('the record of a feeder', () => {
  it('gives one that it pays most the best score that others have, and the least paid a low one', () => {
    const { feeder, higher } = lived({ ...smallPair, correlation: 1 }, 6);
    const { network, lastStep } = feeder.world;
    const paid = [...Array(network.size).keys()].filter(
      (uid) => network.incentive[uid] > 0 && network.registrationBlock[uid] < lastStep,
    );
    paid.sort((one, other) => network.incentive[one] - network.incentive[other]);
    const newcomer = 20;
    const [validator] = higher.people.validators;
    const scoreAt = (uid: number | null) => {
      trustRecord(feeder.world, uid, higher.world, higher.people, newcomer);
      return validator.scores[newcomer];
    };
    const [least, most] = [scoreAt(paid[0]), scoreAt(paid[paid.length - 1])];
    expect(most).toBeGreaterThan(least);
    expect(scoreAt(null)).toBe(0);
  });

  it('says nothing of one that has its slot from a paid miner and was not paid itself', () => {
    const { feeder, higher } = lived({ ...smallPair, correlation: 1 }, 6);
    const { network } = feeder.world;
    const uid = [...Array(network.size).keys()].reduce((best, one) =>
      network.incentive[one] > network.incentive[best] ? one : best,
    );
    network.registrationBlock[uid] = feeder.world.lastStep;
    trustRecord(feeder.world, uid, higher.world, higher.people, 20);
    expect(higher.people.validators[0].scores[20]).toBe(0);
  });
});

describe('newcomers that are followed', () => {
  const { higher } = feederPair(smallPair, deaf);
  const person = (serial: number, arrived: number) => ({
    ...higher.people.arrivals.person(serial, arrived),
    serial,
    arrived,
  });
  const network = (hotkeys: readonly number[], pay: readonly number[]) => ({
    ...higher.world.network,
    size: hotkeys.length,
    hotkey: Float64Array.from(hotkeys),
    incentive: Float64Array.from(pay),
  });

  it('count as having waited the horizon where they are paid later or never, and those outside the window not at all', () => {
    const followed = new NewcomersFollowed({ window: [0, 1000], horizon: days(2), isGood: () => true });
    for (const [serial, arrived] of [
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 1001],
    ])
      followed.meet(person(serial, arrived));
    followed.seated(1, 100);
    followed.seated(2, days(3));
    followed.step(network([1, 2], [0.5, 0]), days(1));
    followed.step(network([1, 2], [0.5, 0.5]), days(4));
    expect(followed.found()).toEqual({ followed: 3, leftOut: 2, everPaid: 1, daysToPay: (1 + 2 + 2) / 3 });
  });
});

describe('what is measured of a pair', () => {
  const plan = { ...smallPair, percentile: 25, correlation: 1, isSteady: true };

  it('begins after the warm-up, and the cost of entry has both slots in it', () => {
    const [whole, late] = [0, 16].map((warmUp) => runPair(plan, { warmUp, all: 32 }));
    // Half of the days: about half of the registrations, so about the same rate; not the same number over fewer days.
    expect(late.feederRegistrations! / whole.feederRegistrations!).toBeLessThan(1.5);
    expect(late.registrations! / whole.registrations!).toBeLessThan(1.7);
    const promoted = runPair({ ...plan, promotes: true }, { warmUp: 0, all: 16 });
    // Who is promoted pays for the feeder's slot alone.
    expect(promoted.costOfEntry).toBeGreaterThan(0);
  });

  it('has few incumbents of 30 days and more where the world has just begun', () => {
    const young = runPair({ ...plan, isSteady: false, percentile: 0 }, { warmUp: 2, all: 16 });
    const steady = runPair({ ...plan, percentile: 0 }, { warmUp: 2, all: 16 });
    expect(young.incumbentPay).toBeLessThan(0.1);
    expect(steady.incumbentPay).toBeGreaterThan(0.2);
  });
});
