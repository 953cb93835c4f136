import { describe, expect, it } from 'vitest';
import type { MinerBook } from '../../../agents/minerBook.ts';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/** Money without bite: everyone rents what its model needs, keeps it, and no miner leaves for losses. */
const easy = {
  'market.on': true,
  'market.gpuAccess': 1,
  'market.startPrice': 1e5,
  'market.exitDays': 1000,
  'market.switchDays': 10_000,
};

/** Truth about the founders after some days in which nobody comes. */
function bookAfter(days: number, set: Record<string, number | string | boolean>, name = 'nakamoto-256') {
  const scenario = scenarioOf(name)!;
  const { ruleset } = scenario;
  const all = { 'scenario.arrivalRate': 0, ...set };
  const { world, cast, truth } = populate({ scenario, ruleset, arithmetic: 'float64', set: all, seed: '1' });
  for (const _ of simulate(world, cast, world.block + days * blocksPerDay));
  return { truth, size: world.network.size };
}

/** [uid] the losses of a book, to nine digits. */
const losses = ({ truth, size }: ReturnType<typeof bookAfter>) =>
  Array.from({ length: size }, (_, uid) => Number((truth.loss as MinerBook['loss'])[uid].toPrecision(9)));

describe('a market of miners, in company', () => {
  it('of incumbents that fail: the same ones fail at the same time, and answer as badly, as without money', () => {
    const fail = { 'scenario.failPerDay': 0.2 };
    const [paid, free] = [bookAfter(4, { ...easy, ...fail }), bookAfter(4, fail)];
    expect(losses(paid)).toEqual(losses(free));
    const first = losses(bookAfter(0, {}));
    const changed = losses(free).filter((loss, uid) => loss !== first[uid]).length;
    // 1 − exp(−0.8) of 224 are 123, give or take 7.
    expect(changed).toBeGreaterThan(100);
    expect(changed).toBeLessThan(146);
  });

  it('of deceivers: founders keep their tricks and what they pretend', () => {
    const tricks = {
      'scenario.lookupShare': 0.2,
      'scenario.varianceShare': 0.2,
      'scenario.sybilShare': 0.2,
    };
    const [paid, free] = [bookAfter(2, { ...easy, ...tricks }), bookAfter(2, tricks)];
    const kinds = ({ truth, size }: typeof paid) =>
      Array.from({ length: size }, (_, uid) => truth.adversaries!.kindOf(uid));
    expect(kinds(paid)).toEqual(kinds(free));
    expect(kinds(free)).toContain('cheater');
    expect(losses(paid)).toEqual(losses(free));
    expect([...paid.truth.quality].map(rounded)).toEqual([...free.truth.quality].map(rounded));
  });

  it('of spammers: they answer nothing, and pay no rent for it', () => {
    const plan = {
      ruleset: 'nakamoto-2022',
      scenario: 'nakamoto-256',
      arithmetic: 'float64',
      set: { 'market.on': true, 'scenario.spamShare': 0.5 },
      warmUpDays: 0,
      days: 3,
      seed: '1',
    } as const;
    const { measures } = runTrial(plan);
    expect(measures.cheaterShare).toBeGreaterThan(0);
    // Only what a new key inherits until it is known.
    expect(measures.cheaterRatio).toBeLessThan(0.1);
  });

  it('of miners known by their answers: subnet 31 starts with the losses on record', () => {
    const [paid, free] = [bookAfter(0, easy, 'finney-sn31'), bookAfter(0, {}, 'finney-sn31')];
    expect(losses(paid)).toEqual(losses(free));
    expect(new Set(losses(free)).size).toBeGreaterThan(100);
  });
});

const rounded = (value: number) => Number(value.toPrecision(9));
