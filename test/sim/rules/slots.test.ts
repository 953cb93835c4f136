import { describe, expect, it } from 'vitest';
import { freeBalance, parkedStake } from '../../../sim/ledger.ts';
import { register } from '../../../sim/registration.ts';
import { immortalUids } from '../../../sim/rules/ownedUids.ts';
import {
  allTo,
  alphaSubnets,
  isBurnSubnet,
  newcomer,
  passTo,
  smallWorld,
  subnets,
  tao,
} from './smallWorld.ts';

const arithmetics = ['float64', 'chain'] as const;

describe('a newcomer in the slot of a validator', () => {
  it.each(arithmetics)(
    'has no permit from v3.4.0 on, and decides nothing before an epoch (%s)',
    (arithmetic) => {
      const world = smallWorld({
        ruleset: 'burn-2026',
        arithmetic,
        stakes: [100, 100, 0, 0],
        weights: [allTo(2), allTo(2)],
        set: { tempo: 100, commitRevealWeightsEnabled: false },
      });
      register(world, 1, newcomer(7).newcomer, 'burn');
      world.network.stakes.rao[1] = 110n * tao;
      expect(world.rules.mayWeigh(world, 1)).toBe(false);
      expect(world.rules.acceptWeights(world, 1, allTo(3))).toMatch(
        /uid 1 set weights without a validator permit/,
      );
      // What it could not say has no part in the consensus; after the epoch it may speak.
      passTo(world, world.block + 101);
      expect(world.network.incentive[3]).toBe(0);
      expect(world.rules.mayWeigh(world, 1)).toBe(true);
    },
  );

  it.each(subnets)('keeps the permit of its predecessor in every version before (%s)', (ruleset) => {
    const world = smallWorld({ ruleset, stakes: [100, 100, 0, 0], set: { maxAllowedValidators: 3 } });
    register(world, 1, newcomer(7).newcomer, 'burn');
    expect(world.network.validatorPermit[1]).toBe(isBurnSubnet(ruleset) ? 0 : 1);
  });
});

describe('the stake of a replaced hotkey', () => {
  const isAlpha = (ruleset: string) => alphaSubnets.some((name) => name === ruleset);

  it.each(subnets)('is paid out before dTAO, and stays on the hotkey since (%s)', (ruleset) => {
    const world = smallWorld({ ruleset, stakes: [100, 60, 0, 0] });
    register(world, 1, newcomer(7).newcomer, 'burn');
    expect(world.ledger.balances.get(1) ?? 0n).toBe(isAlpha(ruleset) ? 0n : 60n * tao);
    expect(parkedStake(world.ledger)).toBe(isAlpha(ruleset) ? 60n * tao : 0n);
    expect(world.network.stakes.rao[1]).toBe(0n);
  });

  it.each(alphaSubnets)('is there again when the hotkey returns, to another uid too (%s)', (ruleset) => {
    const world = smallWorld({ ruleset, stakes: [100, 60, 0, 0] });
    register(world, 1, newcomer(7).newcomer, 'burn');
    register(world, 3, newcomer(1).newcomer, 'burn');
    expect(world.network.stakes.rao[3]).toBe(60n * tao);
    expect(parkedStake(world.ledger)).toBe(0n);
  });

  it.each(subnets)('is counted once whatever happens (%s)', (ruleset) => {
    const world = smallWorld({ ruleset, stakes: [100, 60, 5, 0] });
    const { ledger, network } = world;
    const held = () =>
      network.stakes.rao.reduce((sum, rao) => sum + rao, freeBalance(ledger) + parkedStake(ledger));
    for (const [uid, key] of [
      [1, 7],
      [2, 8],
      [3, 1],
      [1, 2],
    ] as const) {
      register(world, uid, newcomer(key).newcomer, 'burn');
      expect(held()).toBe(ledger.issuance);
    }
  });
});

describe("the owner's uids", () => {
  /** Uids 0, 2, 3, 4 are the owner's, registered at blocks 5, 3, 4 and 2. */
  const owned = (limit: number, ownerUid = 0) => {
    const world = smallWorld({
      ruleset: 'burn-2026',
      stakes: [10, 20, 0, 0, 0],
      ownerUid,
      set: { immunityPeriod: 10, minNonImmuneUids: 0, immuneOwnerUidsLimit: limit },
    });
    const { network } = world;
    for (const uid of [2, 3, 4]) network.coldkey[uid] = network.coldkey[0];
    network.registrationBlock.set([5, 1, 3, 4, 2]);
    network.emission.set([9, 8, 1, 2, 3]);
    return world;
  };

  it.each([
    [1, [0]],
    [2, [0, 4]],
    [3, [0, 4, 2]],
    [4, [4, 2, 3, 0]],
    [10, [4, 2, 3, 0]],
  ])('that nobody replaces are %i at most: its hotkey, then the earliest registered', (limit, expected) => {
    expect(immortalUids(owned(limit).network, 0, limit)).toEqual(expected);
  });

  it.each([
    [1, 2],
    [2, 2],
    [3, 3],
    [4, 1],
  ])('leave with a limit of %i uid %i as the next to go', (limit, uid) => {
    const world = owned(limit);
    expect(world.rules.neuronToPrune(world)).toBe(uid);
  });

  it('are its hotkey alone in dtao-2025 and yuma3-2025', () => {
    for (const ruleset of ['dtao-2025', 'yuma3-2025'] as const) {
      const world = smallWorld({ ruleset, stakes: [0, 0, 0], ownerUid: 0, set: { immunityPeriod: 10 } });
      world.network.coldkey[1] = world.network.coldkey[0];
      world.network.pruningScore.set([0, 1, 2]);
      expect(world.rules.neuronToPrune(world)).toBe(1);
    }
  });
});

describe('the limit per block', () => {
  it.each(subnets.filter((name) => !isBurnSubnet(name)))(
    'counts over as many blocks as a world is scaled down, from the first registration on (%s)',
    (ruleset) => {
      const set = { immunityPeriod: 10, maxRegistrationsPerBlock: 2, targetRegistrationsPerInterval: 100 };
      const world = smallWorld({ ruleset, stakes: [0, 0, 0, 0], set, limitBlocks: 16 });
      const enter = (key: number) => {
        expect(world.rules.refusal(world)).toBeNull();
        register(world, world.rules.neuronToPrune(world), newcomer(key).newcomer, 'burn');
      };
      enter(100);
      passTo(world, world.block + 15);
      enter(101);
      expect(world.rules.refusal(world)).toBe('block full');
      passTo(world, world.block + 1);
      enter(102);
    },
  );
});
