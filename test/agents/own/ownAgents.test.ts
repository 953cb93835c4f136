import { describe, expect, it } from 'vitest';
import {
  defineAdversary,
  defineCandidate,
  defineMeasure,
  defineMiner,
  defineValidator,
} from '../../../agents/index.ts';
import type { Definition, OwnDefinitions } from '../../../agents/own/definition.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import type { HyperparameterError } from '../../../sim/hyperparameters/registry.ts';

const plan = {
  scenario: 'synthetic',
  ruleset: 'finney-2023',
  arithmetic: 'float64',
  warmUpDays: 0.2,
  days: 1,
  seed: '1',
} as const;

function own(...definitions: readonly Definition[]): OwnDefinitions {
  const file = 'mine.ts';
  return {
    agents: definitions.flatMap((one) => (one.kind === 'measure' ? [] : [{ ...one, file }])),
    measures: definitions.flatMap((one) => (one.kind === 'measure' ? [{ ...one, file }] : [])),
  };
}

const run = (definitions: OwnDefinitions, set: TrialPlan['set'] = {}, more: Partial<TrialPlan> = {}) =>
  runTrial({ ...plan, set, ...more }, { own: definitions }).measures;

const still = { start: () => null };

describe('a miner of one’s own', () => {
  const idle = defineMiner({
    ...still,
    name: 'idle',
    share: 0,
    settings: { answers: { default: 1, range: [0, 1], unit: 'share', definition: 'what it answers' } },
    act: (_, { settings }) => ({ responds: settings.answers }),
  });

  it('that is as its model serves as well as the others, and one that is silent is paid for nothing', () => {
    const none = run(own(idle));
    const asModel = run(own(idle), { 'idle.share': 0.5, 'idle.answers': 0.99 });
    const silent = run(own(idle), { 'idle.share': 0.5, 'idle.answers': 0 });
    expect(Math.abs(asModel.servedQuality! - none.servedQuality!)).toBeLessThan(0.1);
    expect(silent.networkQuality).not.toBe(none.networkQuality);
    expect(silent.registrations).not.toBeNull();
  });

  it('is asked at its slot and at its own interval, with the age of its key', () => {
    const ages = new Map<number, number[]>();
    const watching = defineMiner({
      ...still,
      name: 'watching',
      share: 1,
      everyBlocks: 1000,
      act: (_, { serial, age }) => {
        ages.set(serial, [...(ages.get(serial) ?? []), age]);
        return {};
      },
    });
    run(own(watching));
    const newcomers = [...ages].filter(([serial]) => serial >= 48).map(([, all]) => all);
    expect(newcomers.length).toBeGreaterThan(3);
    for (const [first, ...rest] of newcomers) {
      expect(first).toBe(0);
      for (const [k, age] of rest.entries()) expect(age - rest[0]).toBe(1000 * k);
    }
  });

  it('draws the same under every setting of the chain, turn by turn', () => {
    const drawn = (immunityPeriod: number) => {
      const draws = new Map<string, number>();
      const lucky = defineMiner({
        name: 'lucky',
        share: 1,
        start: () => ({ turn: 0 }),
        act(state, { serial }, random) {
          draws.set(`${serial} ${state.turn}`, random.next());
          state.turn += 1;
          return {};
        },
      });
      run(own(lucky), { immunityPeriod });
      return draws;
    };
    const [one, other] = [drawn(500), drawn(4000)];
    const both = [...one.keys()].filter((key) => other.has(key));
    expect(both.length).toBeGreaterThan(500);
    for (const key of both) expect(one.get(key)).toBe(other.get(key));
    expect(new Set(one.values()).size).toBe(one.size);
  });

  it('whose answers show less loss than they have earns more than it is worth, and is no better for the network', () => {
    const faker = defineMiner({
      ...still,
      name: 'faker',
      share: 0.3,
      settings: { shown: { default: 1, range: [0.1, 1], unit: 'of its loss', definition: 'what it shows' } },
      act: (_, { model, settings: { shown } }) => (shown < 1 ? { shown: model.loss * shown } : {}),
    });
    const [open, faked] = [run(own(faker)), run(own(faker), { 'faker.shown': 0.5 })];
    expect(faked.spearman!).toBeLessThan(open.spearman!);
    expect(() => run(own(faker), { 'faker.shown': 0.5, 'validator.scoringRule': 'base' })).toThrow(
      /faker of mine\.ts, uid \d+ at block \d+: answers with shown, which scoringRule synergy alone is told/,
    );
  });

  it('pays no rent, so a market with it is refused', () => {
    expect(() => run(own(idle), { 'idle.share': 0.1, 'market.on': true })).toThrow(/set market\.on to false/);
  });
});

describe('a validator of one’s own', () => {
  const seen: { scores: number; allies: number }[] = [];
  const looking = (asks: boolean) =>
    defineValidator({
      ...still,
      name: 'looking',
      share: 0.5,
      asks,
      act: (_, { scores, allies }) => {
        seen.push({ scores: scores.reduce((sum, score) => sum + score, 0), allies: allies.length });
        return [...scores.entries()];
      },
    });

  it('that asks has scores as an honest one has, and setting them as weights changes nothing but who it is', () => {
    const [honest, same] = [run(own()), run(own(looking(true)))];
    expect(seen.every(({ scores }) => scores > 0)).toBe(true);
    expect(same).toEqual(honest);
  });

  it('that asks nobody has no scores and counts as idle', () => {
    seen.length = 0;
    const idle = run(own(looking(false)));
    expect(seen.every(({ scores }) => scores === 0)).toBe(true);
    expect(idle.idlerRatio).not.toBeUndefined();
    expect(run(own()).idlerRatio).toBeUndefined();
  });
});

describe('a candidate of one’s own', () => {
  const bidder = defineCandidate({
    name: 'bidder',
    share: 1,
    settings: { most: { default: 0, range: [0, 1e9], unit: 'TAO', definition: 'what it pays at most' } },
    start: ({ block }) => ({ came: block, looks: 0 }),
    act(state, { settings, waited, block }) {
      if (block - state.came !== waited) throw new Error('time went astray');
      state.looks += 1;
      return { pays: settings.most };
    },
  });

  it('stays outside for nothing, and comes in for any price', () => {
    expect(run(own(bidder)).registrations).toBe(0);
    const eager = run(own(bidder), { 'bidder.most': 1e9 });
    expect(eager.registrations).toBeGreaterThan(20);
  });

  it('waits as long as it says', () => {
    const looks: number[] = [];
    const patient = defineCandidate({
      ...still,
      name: 'patient',
      share: 1,
      act: (_, { waited }) => {
        looks.push(waited);
        return { pays: 0, waits: 777 };
      },
    });
    run(own(patient));
    expect(looks.every((waited) => waited % 777 === 0)).toBe(true);
    expect(Math.max(...looks)).toBeGreaterThan(777);
  });
});

describe('an adversary of one’s own', () => {
  const ring = (seatsAgain: boolean, responds: number) =>
    defineAdversary({
      name: 'ring',
      share: 0.25,
      seatsAgain,
      validator: {
        ...still,
        act: (_, { allies }) => allies.map((uid): readonly [number, number] => [uid, 1]),
      },
      miner: { ...still, act: () => ({ responds }) },
    });

  it('pays its own miners, which the metrics class as cheaters', () => {
    const measures = run(own(ring(false, 0.9)));
    expect(measures.cheaterRatio).toBeGreaterThan(0);
    expect(run(own()).cheaterRatio).toBeUndefined();
  });

  it('whose miners come back under new keys registers more often', () => {
    const few = { 'scenario.arrivalRate': 0.1 };
    const [once, again] = [false, true].map(
      (seatsAgain) => run(own(ring(seatsAgain, 0)), few).registrations!,
    );
    expect(again).toBeGreaterThan(once);
  });
});

describe('what a definition returns', () => {
  const wrong: [string, Definition, RegExp][] = [
    [
      'a loss that is NaN',
      defineMiner({ ...still, name: 'm', share: 1, act: () => ({ loss: Number.NaN }) }),
      /m of mine\.ts, uid \d+ at block \d+: returned loss NaN; a loss is above 0/,
    ],
    [
      'a probability above 1',
      defineMiner({ ...still, name: 'm', share: 1, act: () => ({ responds: 2 }) }),
      /returned responds 2; it is a probability, 0 … 1/,
    ],
    [
      'a negative bid',
      defineCandidate({ ...still, name: 'c', share: 1, act: () => ({ pays: -1 }) }),
      /c of mine\.ts at block \d+: returned pays -1; it is TAO, 0 or more/,
    ],
    [
      'a look in the past',
      defineCandidate({ ...still, name: 'c', share: 1, act: () => ({ pays: 0, waits: -5 }) }),
      /returned waits -5; it is blocks, 1 or more/,
    ],
    [
      'a state with a class',
      defineMiner({ name: 'm', share: 1, start: () => ({ when: new Date(0) }), act: () => ({}) }),
      /its state\.when is a Date; a state is plain data that can be copied/,
    ],
    [
      'a measure that is NaN',
      defineMeasure({
        ...still,
        name: 'odd',
        family: 'cost',
        unit: '',
        better: 'none',
        definition: '',
        finish: () => Number.NaN,
      }),
      /measure odd of mine\.ts is NaN; it must be a finite number, or null/,
    ],
    [
      'a measure that throws',
      defineMeasure({
        ...still,
        name: 'odd',
        family: 'cost',
        unit: '',
        better: 'none',
        definition: '',
        see: () => {
          throw new Error('no eyes');
        },
        finish: () => 1,
      }),
      /measure odd of mine\.ts threw “no eyes”/,
    ],
  ];
  it.each(wrong)('by %s ends the trial with its name and file', (_, definition, message) => {
    expect(() => run(own(definition))).toThrow(message);
  });

  it('as settings is held against their rows with those of the chain', () => {
    const mine = defineMiner({ ...still, name: 'mine', share: 0, act: () => ({}) });
    const refused = (set: TrialPlan['set']): string => {
      try {
        run(own(mine), set);
      } catch (error) {
        return (error as HyperparameterError).message;
      }
      return '';
    };
    expect(refused({ 'mine.share': 2 })).toMatch(
      /mine\.share must be a number of 0 … 1 share of miners; received 2/,
    );
    expect(refused({ 'mine.greed': 2 })).toMatch(/unknown hyperparameter "mine\.greed"/);
  });
});
