import { describe, expect, it } from 'vitest';
import { register, slotFor } from '../../../sim/registration.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { World } from '../../../sim/world.ts';
import { alphaSubnets, isBurnSubnet, newcomer, smallWorld, subnets } from './smallWorld.ts';

/** Six neurons with these scores (u16, or RAO at v3.4.9), registered at these blocks, at block 10,000. */
function scored(
  ruleset: RulesetName,
  scores: readonly number[],
  registered: readonly number[],
  more: { readonly ownerUid?: number; readonly set?: Record<string, unknown> } = {},
): World {
  const kept = isBurnSubnet(ruleset) ? { minNonImmuneUids: 0 } : {};
  const world = smallWorld({
    ruleset,
    stakes: scores.map(() => 0),
    set: { immunityPeriod: 5000, ...kept, ...more.set },
    ownerUid: more.ownerUid ?? null,
  });
  // Only one of the two is read; the other would name somebody else.
  const other = scores.map((score) => 60_000 - score);
  world.network.pruningScore.set(isBurnSubnet(ruleset) ? other : scores);
  world.network.emission.set(isBurnSubnet(ruleset) ? scores : other);
  world.network.registrationBlock.set(registered);
  return world;
}

const named = (world: World) => world.rules.neuronToPrune(world);
const old = [10, 20, 30, 40, 50, 60];

describe.each(subnets)('whom a newcomer to a full %s replaces', (ruleset) => {
  const sparesOwner = alphaSubnets.some((name) => name === ruleset);
  const youngestFirst = ruleset === 'finney-2023' || ruleset === 'finney-2024';

  it('the one that the last epoch said least of', () => {
    expect(named(scored(ruleset, [9, 8, 3, 7, 4, 5], old))).toBe(2);
  });

  it('among equals the highest uid until v1.1.1, since then who came first, then the lowest uid', () => {
    expect(named(scored(ruleset, [9, 3, 3, 3, 9, 9], [10, 40, 20, 20, 50, 60]))).toBe(youngestFirst ? 3 : 2);
  });

  it('nobody in immunity while somebody is out of it, to the block', () => {
    const atEnd = [10, 20, 5001, 40, 50, 60];
    expect(named(scored(ruleset, [9, 8, 0, 7, 4, 5], atEnd))).toBe(4);
    expect(named(scored(ruleset, [9, 8, 0, 7, 4, 5], [10, 20, 5000, 40, 50, 60]))).toBe(2);
  });

  it('if all are immune, the least of them', () => {
    const young = [9001, 9002, 9003, 9004, 9005, 9006];
    expect(named(scored(ruleset, [9, 8, 3, 7, 4, 5], young))).toBe(2);
  });

  it('the owner’s hotkey like any other before 2025, never since then', () => {
    expect(named(scored(ruleset, [9, 8, 3, 7, 4, 5], old, { ownerUid: 2 }))).toBe(sparesOwner ? 4 : 2);
  });

  it('six newcomers of one block replace six others, not one another', () => {
    const world = scored(ruleset, [9, 8, 3, 7, 4, 5], old);
    const taken = new Set<number>();
    for (let key = 100; key < 106; key++) {
      const { uid } = slotFor(world);
      register(world, uid, newcomer(key).newcomer, 'work');
      taken.add(uid);
    }
    expect(taken.size).toBe(6);
  });
});

describe('at v3.4.9', () => {
  const scores = [9, 8, 3, 7, 4, 5];
  it('an immune neuron goes while no more than minNonImmuneUids are out of immunity', () => {
    const half = [10, 20, 30, 9004, 9005, 9006];
    const kept = (minNonImmuneUids: number) =>
      named(scored('burn-2026', scores, half, { set: { minNonImmuneUids } }));
    expect(kept(2)).toBe(2);
    expect(kept(3)).toBe(4);
  });

  it('nobody enters if nobody may be replaced', () => {
    const world = scored('burn-2026', scores, old, { set: { minNonImmuneUids: 10 } });
    expect(world.rules.refusal(world)).toBe('nobody to replace');
    expect(() => named(world)).toThrow(/no neuron may be replaced: ask refusal before/);
  });

  it('the owner does not count among those out of immunity', () => {
    const kept = (ownerUid: number) =>
      named(
        scored('burn-2026', scores, [10, 20, 30, 9004, 9005, 9006], {
          ownerUid,
          set: { minNonImmuneUids: 2 },
        }),
      );
    expect(kept(5)).toBe(2);
    expect(kept(0)).toBe(4);
  });
});
