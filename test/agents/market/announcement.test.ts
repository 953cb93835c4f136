import { describe, expect, it } from 'vitest';
import { expectationsOf, type Outlook } from '../../../agents/market/prospects.ts';
import { contextFactor } from '../../../agents/miner.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { UnrunnableWorld } from '../../../sim/unrunnable.ts';

const change = {
  'market.on': true,
  'governance.change': 'validatorSequenceLength',
  'governance.value': 64,
  'governance.day': 3,
} as const;

const world = (set: Record<string, number | string | boolean>) =>
  runTrial({
    ruleset: 'nakamoto-2022',
    scenario: 'nakamoto-256',
    arithmetic: 'float64',
    set,
    warmUpDays: 0,
    days: 5,
    seed: '1',
  });

describe('a change of the rules', () => {
  it('that is announced is no news to those who ignore the future: the same bytes as a surprise', () => {
    const surprise = world(change);
    expect(world({ ...change, 'governance.noticeDays': 2 })).toEqual(surprise);
    const ahead = { ...change, 'market.foresightDays': 21 };
    expect(world(ahead)).toEqual(surprise);
    expect(world({ ...ahead, 'governance.noticeDays': 2 })).not.toEqual(surprise);
  });

  it('moves nothing before its day, and from its day on everybody serves its whole model at 64 tokens', () => {
    const able = (set: Record<string, number | string | boolean>) => world(set).market!;
    const [changed, same] = [able(change), able({ 'market.on': true })];
    const before = 3 * 6 - 1;
    expect(changed.slice(0, before)).toEqual(same.slice(0, before));
    expect(changed.at(-1)).not.toEqual(same.at(-1));
  });

  it('that lengthens sequences needs a market to be noticed by', () => {
    expect(() => world({ ...change, 'market.on': false })).toThrow(UnrunnableWorld);
  });
});

describe('what someone expects who looks ahead', () => {
  const [now, later] = [{ responds: 1 }, { responds: 0.5 }] as unknown as Outlook[];
  const changes = [{ block: 7200 * 7, outlook: later }];

  it('weighs the rules of the day and the announced ones by the time that each holds', () => {
    expect(expectationsOf(now, changes, 0, 21)).toEqual([
      { outlook: now, weight: 1 / 3 },
      { outlook: later, weight: 2 / 3 },
    ]);
  });

  it('is the changed rules alone at the block that changes them, for the rules of the day end with it', () => {
    expect(expectationsOf(now, changes, 7200 * 7, 21)).toEqual([
      { outlook: now, weight: 0 },
      { outlook: later, weight: 1 },
    ]);
  });

  it('is the rules of the day where the change lies beyond what is looked at, or behind', () => {
    for (const [block, days] of [
      [0, 0],
      [0, 7],
      [7200 * 8, 21],
    ])
      expect(expectationsOf(now, changes, block, days)).toEqual([{ outlook: now, weight: 1 }]);
  });
});

describe('context', () => {
  it('is worth nothing at 256 tokens, and what the published law of a 7 B model says elsewhere', () => {
    expect(contextFactor(256)).toBe(1);
    // Loss (25.4 / length)^0.45 + 1.56.
    const published = (length: number) => (25.4 / length) ** 0.45 + 1.56;
    for (const length of [64, 512, 2048, 32_768])
      expect(contextFactor(length)).toBeCloseTo(published(length) / published(256), 3);
  });
});
