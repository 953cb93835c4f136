import { describe, expect, it } from 'vitest';
import { populate } from '../../../agents/scenarios/populate.ts';
import { canonical } from '../../../experiments/base/canonical.ts';
import { runTrial, scenarioNamed } from '../../../experiments/plan/trial.ts';
import type { Arithmetic } from '../../../sim/chainState.ts';
import { freeBalance, parkedStake, rootStakers, subnetOwner } from '../../../sim/ledger.ts';
import { rowOf } from '../../../sim/row.ts';
import { type RulesetName, rulesetNames } from '../../../sim/rulesets.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import type { World } from '../../../sim/world.ts';
import { allTo, alphaSubnets, smallWorld, subnets, tao } from './smallWorld.ts';

const arithmetics = ['float64', 'chain'] as const;
const each = rulesetNames.flatMap((ruleset) =>
  arithmetics.map((arithmetic) => [ruleset, arithmetic] as const),
);

/**
 * What an epoch may lose, RAO: server and validator parts are floored apart, and the fixed point floors shares
 * before. Since v2.0 the validators' half is shared by itself, each quotient floored once more (e / 2^32 at most), so a
 * share floored the other way may also gain: the half is whole where the epoch's own shares add up to a little less.
 */
function boundOf(ruleset: RulesetName, n: number, emission: number): readonly [number, number] {
  if (ruleset === 'nakamoto-2022') return [0, n + 1];
  const shares = Math.ceil((2 * n * emission) / 2 ** 32);
  const isAlpha = alphaSubnets.some((name) => name === ruleset);
  const quotients = Math.ceil((n * emission) / 2 ** 32);
  return isAlpha ? [-shares, 2 * n + 1 + shares + quotients] : [0, 2 * n + shares];
}

describe('issuance balances in whole RAO at every event of three days', () => {
  it.each(each)('%s in %s', (ruleset, arithmetic) => {
    // At an alpha for a TAO a burn takes as much off the issuance as its price says.
    const set = { 'scenario.alphaPrice': 1 };
    const plan = { scenario: scenarioNamed('synthetic'), ruleset, arithmetic, set, seed: 'balance' };
    const { world, cast } = populate(plan);
    const { network, ledger, gate } = world;
    let { issuance } = ledger;
    let price = gate.burn;
    let steps = 0;
    for (const event of simulate(world, cast, world.block + 3 * blocksPerDay)) {
      let minted = 0n;
      if (event.kind === 'eviction') price = gate.burn;
      if (event.kind === 'step') {
        const { emission, credited, withheld } = event.payout;
        minted = BigInt(credited + withheld.burned);
        const [least, most] = boundOf(ruleset, network.size, emission);
        const lost = emission - credited - withheld.burned - withheld.recycled;
        expect(lost).toBeGreaterThanOrEqual(least);
        expect(lost).toBeLessThanOrEqual(most);
        expect(network.incentive.every(Number.isFinite)).toBe(true);
        expect(network.dividends.every(Number.isFinite)).toBe(true);
        steps += 1;
      }
      if (event.kind === 'registration' && event.application.payment === 'burn') minted = -price;
      expect(ledger.issuance - issuance).toBe(minted);
      issuance = ledger.issuance;
      const staked = network.stakes.rao.reduce((sum, rao) => sum + rao, 0n);
      expect(staked + freeBalance(ledger) + parkedStake(ledger) + ledger.alphaBurned).toBe(ledger.issuance);
    }
    expect(steps).toBeGreaterThanOrEqual(59);
  });
});

describe('a world gives the same bytes twice', () => {
  it.each(each)('%s in %s', (ruleset, arithmetic) => {
    const plan = { scenario: 'synthetic', ruleset, arithmetic, set: {}, days: 0.4, warmUpDays: 0, seed: 'b' };
    const once = canonical(runTrial(plan));
    expect(canonical(runTrial(plan))).toBe(once);
    expect(once).not.toMatch(/NaN|Infinity/);
  });
});

/** Two validators who agree that uid 2 deserves twice as much as uid 3. */
function agreeing(
  ruleset: RulesetName,
  arithmetic: Arithmetic,
  more: Partial<Parameters<typeof smallWorld>[0]> = {},
) {
  const row = rowOf([
    [2, 65_535],
    [3, 32_768],
  ]);
  return smallWorld({ ruleset, arithmetic, stakes: [600, 400, 0, 0], weights: [row, row], ...more });
}

/** Steps `blocks` blocks on; TAO that the uids, the owner's account and root's got. */
function step(world: World, blocks: number) {
  const before = world.network.stakes.rao.slice();
  world.block += blocks;
  const { emission } = world.rules.step(world);
  const gained = Array.from(world.network.stakes.rao, (rao, uid) => Number(rao - before[uid]) / emission);
  const account = (key: number) => Number(world.ledger.balances.get(key) ?? 0n) / emission;
  return { gained, owner: account(subnetOwner), root: account(rootStakers), emission };
}

describe('of a subnet’s emission', () => {
  it.each(subnets.flatMap((ruleset) => arithmetics.map((arithmetic) => [ruleset, arithmetic] as const)))(
    'the owner gets 18 %%, miners 41 %%, validators 41 %%, but nothing goes to owners before 2024 (%s, %s)',
    (ruleset, arithmetic) => {
      const cut = ruleset === 'finney-2023' ? 0 : 11_796 / 65_535;
      const { gained, owner } = step(agreeing(ruleset, arithmetic), 361);
      expect(owner).toBeCloseTo(cut, 6);
      expect(gained[2] + gained[3]).toBeCloseTo((1 - cut) / 2, 6);
      expect(gained[0] + gained[1]).toBeCloseTo((1 - cut) / 2, 6);
      // Weights are stored as u16, so two to one is 65,535 to 32,768.
      expect(gained[2] / gained[3]).toBeCloseTo(65_535 / 32_768, 5);
    },
  );

  it('subnet 1 of November 2025 pays 41.000229 to miners and as much to validators in 100 blocks', () => {
    const { gained, emission } = step(agreeing('yuma3-2025', 'chain'), 100);
    expect(((gained[2] + gained[3]) * emission) / 1e9).toBeCloseTo(41.000229, 6);
    expect(((gained[0] + gained[1]) * emission) / 1e9).toBeCloseTo(41.000229, 6);
  });

  it.each(alphaSubnets)('the owner’s cut is staked on its hotkey where it has one (%s)', (ruleset) => {
    const { gained, owner } = step(agreeing(ruleset, 'chain', { ownerUid: 3 }), 360);
    expect(owner).toBe(0);
    expect(gained[3]).toBeCloseTo(11_796 / 65_535, 6);
  });

  it.each(alphaSubnets)('validators get the miners’ half when no miner earns anything (%s)', (ruleset) => {
    const silent = agreeing(ruleset, 'chain', { weights: [] });
    const { gained } = step(silent, 360);
    expect(gained[0] + gained[1]).toBeCloseTo(1 - 11_796 / 65_535, 6);
    expect(gained[0] / gained[1]).toBeCloseTo(1.5, 5);
  });

  it.each(alphaSubnets)('root’s share comes out of the validators’ half alone (%s)', (ruleset) => {
    const rest = 1 - 11_796 / 65_535;
    const { gained, root } = step(agreeing(ruleset, 'float64', { set: { rootProportion: 0.2 } }), 360);
    expect(root).toBeCloseTo(0.1 * rest, 6);
    expect(gained[0] + gained[1]).toBeCloseTo(0.4 * rest, 6);
    expect(gained[2] + gained[3]).toBeCloseTo(0.5 * rest, 6);
  });
});

describe('the emission halves', () => {
  const mints = (ruleset: RulesetName, millions: bigint) => {
    const world = agreeing(ruleset, 'float64', { circulating: millions * 1_000_000n * tao });
    return step(world, 10).emission;
  };
  it.each(subnets)('with the issuance, from 2024 on (%s)', (ruleset) => {
    const halves = ruleset !== 'finney-2023';
    expect(mints(ruleset, 10n)).toBe(1e10);
    expect(mints(ruleset, 11n)).toBe(halves ? 5e9 : 1e10);
    expect(mints(ruleset, 16n)).toBe(halves ? 2.5e9 : 1e10);
    expect(mints(ruleset, 22n)).toBe(halves ? 0 : 1e10);
  });

  it('and what an agent sees of it is what reaches the neurons', () => {
    const world = agreeing('burn-2026', 'float64', { circulating: 11_000_000n * tao });
    expect(world.rules.distributed(world) / 5e8).toBeCloseTo(1 - 11_796 / 65_535, 7);
  });
});

describe('a subnet in which nobody is staked', () => {
  it.each(subnets)('pays its owner and nobody else (%s)', (ruleset) => {
    const world = smallWorld({ ruleset, stakes: [0, 0, 0], weights: [allTo(1)] });
    const { gained, owner } = step(world, 360);
    expect(gained).toEqual([0, 0, 0]);
    expect(owner).toBeCloseTo(ruleset === 'finney-2023' ? 0 : 11_796 / 65_535, 6);
  });
});
