import { describe, expect, it } from 'vitest';
import { type Row, rowOf } from '../../../sim/row.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { World } from '../../../sim/world.ts';
import { allTo, isBurnSubnet, passTo, smallWorld } from './smallWorld.ts';

const withCommits = ['liquid-2025', 'dtao-2025', 'yuma3-2025', 'burn-2026', 'autumn-2026'] as const;
const withArithmetics = withCommits.flatMap((ruleset) =>
  (['float64', 'chain'] as const).map((arithmetic) => [ruleset, arithmetic] as const),
);

function committing(ruleset: RulesetName, more: Partial<Parameters<typeof smallWorld>[0]> = {}): World {
  const set = {
    tempo: 100,
    weightsSetRateLimit: 0,
    minAllowedWeights: 1,
    commitRevealWeightsEnabled: true,
    ...more.set,
  };
  return smallWorld({ ruleset, stakes: [600, 400, 0, 0, 0], weights: [allTo(2), allTo(2)], ...more, set });
}

/** Commits as a validator of the cast does; the reason if the chain refuses. */
function commit(world: World, uid: number, row: Row): string | null {
  const accepted = world.rules.acceptWeights(world, uid, row);
  if (typeof accepted === 'string') return accepted;
  world.rules.takeWeights(world, uid, accepted);
  return null;
}

/** Passes two epochs whatever their schedule, so that what was committed now is revealed. */
const passReveal = (world: World) => passTo(world, world.block + 205);

describe.each(withArithmetics)('committed weights of %s in %s', (ruleset, arithmetic) => {
  it('are hidden until the reveal, then count', () => {
    const world = committing(ruleset, { arithmetic });
    passTo(world, world.block + 1);
    expect(commit(world, 0, allTo(3))).toBeNull();
    expect([...world.network.weights[0].targets]).toEqual([2]);
    passReveal(world);
    expect([...world.network.weights[0].targets]).toEqual([3]);
  });

  it('need no permit when they are committed, and one when they are revealed', () => {
    const set = { maxAllowedValidators: 2 };
    const [permitted, barred] = [0, 1].map(() => committing(ruleset, { arithmetic, set }));
    for (const world of [permitted, barred]) {
      passTo(world, world.block + 1);
      world.network.validatorPermit[3] = 0;
      expect(world.rules.mayWeigh(world, 3)).toBe(true);
      expect(commit(world, 3, allTo(4))).toBeNull();
    }
    // With stake it has a permit after the next epoch, before the reveal.
    permitted.network.stakes.rao[3] = 500_000_000_000n;
    for (const world of [permitted, barred]) {
      world.network.weights[3] = rowOf([]);
      passReveal(world);
    }
    expect([...permitted.network.weights[3].targets]).toEqual([4]);
    expect([...barred.network.weights[3].targets]).toEqual([]);
  });
});

describe.each(withCommits)('commits of %s', (ruleset) => {
  it('wait ten at a time for a hotkey: the eleventh is refused, another hotkey may go on', () => {
    const world = committing(ruleset);
    passTo(world, world.block + 1);
    for (let k = 0; k < 10; k++) expect(commit(world, 0, allTo(3))).toBeNull();
    expect(commit(world, 0, allTo(3))).toMatch(
      /uid 0 committed weights while 10 of its commits .*; at most 10 may/,
    );
    expect(commit(world, 1, allTo(3))).toBeNull();
  });

  it('are counted anew after the epoch only where they are kept by epoch', () => {
    const world = committing(ruleset, { set: { revealPeriodEpochs: 5 } });
    passTo(world, world.block + 1);
    for (let k = 0; k < 10; k++) commit(world, 0, allTo(3));
    passTo(world, world.block + 105);
    const isByEpoch = ruleset === 'yuma3-2025' || isBurnSubnet(ruleset);
    expect(commit(world, 0, allTo(3)) === null).toBe(isByEpoch);
  });

  it('are checked as rows when they are revealed: one with too few weights is lost', () => {
    const world = committing(ruleset, { set: { minAllowedWeights: 2 } });
    passTo(world, world.block + 1);
    expect(commit(world, 0, allTo(3))).toBeNull();
    expect(
      commit(
        world,
        1,
        rowOf([
          [3, 2],
          [4, 1],
        ]),
      ),
    ).toBeNull();
    passReveal(world);
    expect([...world.network.weights[0].targets]).toEqual([2]);
    expect([...world.network.weights[1].values]).toEqual([65_535, 32_768]);
  });

  it('count as a sign of life, and the rate limit runs from them', () => {
    const world = committing(ruleset, { set: { weightsSetRateLimit: 50 } });
    passTo(world, world.block + 100);
    expect(commit(world, 0, allTo(3))).toBeNull();
    expect(world.network.lastUpdate[0]).toBe(world.block);
    passTo(world, world.block + 49);
    expect(commit(world, 0, allTo(3))).toMatch(/weightsSetRateLimit is 50/);
  });

  it('hide a row from newcomers that registered after them only from v3.2.2 on', () => {
    const world = committing(ruleset, {
      weights: [
        rowOf([
          [2, 65_535],
          [3, 65_535],
        ]),
        allTo(2),
      ],
    });
    passTo(world, world.block + 1);
    commit(world, 0, rowOf([[2, 1]]));
    world.network.registrationBlock[3] = world.block + 1;
    world.network.lastUpdate[0] = world.block + 2;
    passTo(world, world.block + 102);
    const reaches = world.network.incentive[3] > 0;
    expect(reaches).toBe(!isBurnSubnet(ruleset));
  });
});

it('finney-2023 has no such switch, and that of finney-2024 is not modelled', () => {
  expect(() => committing('finney-2023')).toThrow(/commitRevealWeightsEnabled.*it belongs to liquid-2025/);
  expect(() => committing('finney-2024')).toThrow(/commitRevealWeightsEnabled is of the chain, not modelled/);
});
