import { describe, expect, it } from 'vitest';
import { CirculationSpent } from '../../../sim/circulationSpent.ts';
import { freeBalance, outsiders } from '../../../sim/ledger.ts';
import { register, slotFor } from '../../../sim/registration.ts';
import { rowOf } from '../../../sim/row.ts';
import { readingOf } from '../../../sim/rules/reading.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { World } from '../../../sim/world.ts';
import { parsed } from '../../experiments/evidence/conform/recordedValues.ts';
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

const intervalSubnets = subnets.filter((name) => !isBurnSubnet(name));

/** A world of four who may all be replaced; the cheapest price of work and burn is out of the way. */
const open = (ruleset: RulesetName, more: Partial<Parameters<typeof smallWorld>[0]> = {}): World =>
  smallWorld({ ruleset, stakes: [0, 0, 0, 0], set: opened(ruleset), ...more });

const opened = (ruleset: RulesetName): Record<string, unknown> =>
  isBurnSubnet(ruleset)
    ? { immunityPeriod: 10, minNonImmuneUids: 0 }
    : { immunityPeriod: 10, maxRegistrationsPerBlock: 2, targetRegistrationsPerInterval: 2 };

/** Someone burns its way in; the uid it took. */
function enter(world: World, key: number): number {
  const { uid } = slotFor(world);
  register(world, uid, newcomer(key).newcomer, 'burn');
  return uid;
}

describe('the price of entry of a subnet', () => {
  it('follows the recorded trajectory of 2026 through every block and registration', () => {
    const { trajectory } = parsed('burn_price_2026.json.gz');
    const rows: [number, number, string][] = trajectory.rows_block_registrations_burnAfter;
    expect(rows.length).toBeGreaterThan(30);
    const world = open('burn-2026', { block: 1, burn: BigInt(trajectory.startBurn) });
    let jumps = 0;
    for (const [block, registrations, burnAfter] of rows) {
      passTo(world, block);
      for (let k = 0; k < registrations; k++) world.rules.entered(world);
      jumps += registrations;
      expect(String(world.gate.burn)).toBe(String(burnAfter));
    }
    expect(jumps).toBeGreaterThan(0);
  });

  it('of 2026 halves in 360 empty blocks, passed at once or one by one', () => {
    const [once, stepped] = [1, 2].map(() => open('burn-2026', { burn: 8n * tao }));
    passTo(once, once.block + 360);
    for (let k = 0; k < 360; k++) passTo(stepped, stepped.block + 1);
    expect(once.gate.burn).toBe(stepped.gate.burn);
    expect(Number(once.gate.burn) / 4e9).toBeCloseTo(1, 5);
  });

  it('of 2026 rises by 26 % with each registration, and the newcomer pays the price before', () => {
    const world = open('burn-2026', { burn: tao });
    const held = world.ledger.balances.get(outsiders)!;
    enter(world, 100);
    expect(held - world.ledger.balances.get(outsiders)!).toBe(tao);
    expect(Number(world.gate.burn)).toBe(1_260_000_000);
    enter(world, 101);
    expect(held - world.ledger.balances.get(outsiders)!).toBe(2_260_000_000n);
  });

  it.each(intervalSubnets)(
    'is adjusted at the end of every interval, and then counts anew (%s)',
    (ruleset) => {
      const world = open(ruleset, { burn: 8n * tao });
      const { priceInterval: adjustmentInterval } = readingOf(world.hyperparameters);
      const begun = world.block;
      for (let key = 0; key < 6; key++) {
        passTo(world, begun + 1 + key);
        enter(world, 100 + key);
      }
      expect([world.gate.burned, world.gate.burn]).toEqual([6, 8n * tao]);
      passTo(world, begun + adjustmentInterval - 1);
      expect(world.gate.burn).toBe(8n * tao);
      passTo(world, begun + adjustmentInterval);
      // Six where two were aimed at: 8 · (6 + 2) / (2 · 2) = 16 TAO, of which later versions go 3 % of the way.
      const part = ruleset === 'finney-2023' ? 1 : 0.03;
      expect(Number(world.gate.burn) / 1e9).toBeCloseTo(8 + 8 * part, 3);
      expect([world.gate.burned, world.gate.worked]).toEqual([0, 0]);
      expect(world.gate.lastAdjustment).toBe(begun + adjustmentInterval);
    },
  );

  it.each(intervalSubnets)(
    'lets in so many a block, and three times the target an interval (%s)',
    (ruleset) => {
      const world = open(ruleset);
      expect(world.rules.refusal(world)).toBeNull();
      enter(world, 100);
      expect(world.rules.refusal(world)).toBeNull();
      enter(world, 101);
      expect(world.rules.refusal(world)).toBe('block full');
      for (let key = 102; key < 106; key++) {
        passTo(world, world.block + 1);
        expect(world.rules.refusal(world)).toBeNull();
        enter(world, key);
      }
      passTo(world, world.block + 1);
      expect(world.rules.refusal(world)).toBe('interval full');
      passTo(world, world.gate.lastAdjustment + readingOf(world.hyperparameters).priceInterval);
      expect(world.rules.refusal(world)).toBeNull();
    },
  );

  it('of 2026 alone holds back the crowd: any number may enter in a block', () => {
    const world = open('burn-2026', { burn: tao });
    for (let key = 0; key < 3; key++) {
      expect(world.rules.refusal(world)).toBeNull();
      enter(world, 100 + key);
    }
    expect(Number(world.gate.burn) / 1e9).toBeCloseTo(1.26 ** 3, 8);
  });
});

describe.each(subnets)('what circulates outside the cast of %s', (ruleset) => {
  const unit = alphaSubnets.some((name) => name === ruleset) ? 'alpha' : 'TAO';

  it('is burned by newcomers to the last RAO', () => {
    const world = open(ruleset, { burn: 3n * tao, circulating: 3n * tao });
    enter(world, 100);
    expect(world.ledger.balances.get(outsiders)).toBe(0n);
  });

  it('ends the world where it is less than a newcomer must burn, who has then no slot and has burned nothing', () => {
    const world = open(ruleset, { burn: 3n * tao, circulating: 3n * tao - 1n });
    const [hotkeys, { issuance }] = [[...world.network.hotkey], world.ledger];
    const said = new RegExp(
      `block 10000 a newcomer must burn 3000000000 RAO of ${unit}, but only 2999999999 .*\\(coldkey -1\\).* have burned the rest: lower scenario.arrivalRate or maxBurn, `,
    );
    expect(() => enter(world, 100)).toThrow(said);
    expect(() => enter(world, 100)).toThrow(CirculationSpent);
    expect([...world.network.hotkey]).toEqual(hotkeys);
    expect(world.ledger.issuance).toBe(issuance);
    expect(world.ledger.balances.get(outsiders)).toBe(3n * tao - 1n);
  });
});

describe.each(subnets)('a newcomer to %s', (ruleset) => {
  const world = open(ruleset, {
    stakes: [50, 0, 0, 7],
    weights: [allTo(3), undefined, undefined, allTo(1)],
    burn: 3n * tao,
  });
  const { network, ledger } = world;
  network.bonds[3] = rowOf([[1, 65_535]]);
  for (const results of [network.incentive, network.dividends]) results[3] = 0.5;
  // Everyone else earned more.
  network.pruningScore.set([500, 500, 500, 1]);
  network.emission.set([500, 500, 500, 1]);
  network.lastUpdate[3] = 9000;
  const [issuance, free] = [ledger.issuance, freeBalance(ledger)];
  const uid = enter(world, 100);

  it('burns the price, and the replaced hotkey keeps its stake: paid out, or since dTAO left where it is', () => {
    const stays = alphaSubnets.some((name) => name === ruleset);
    expect(uid).toBe(3);
    expect(ledger.issuance).toBe(issuance - 3n * tao);
    expect(ledger.balances.get(3) ?? 0n).toBe(stays ? 0n : 7n * tao);
    expect(ledger.parked.get(3) ?? 0n).toBe(stays ? 7n * tao : 0n);
    expect(network.stakes.rao[3]).toBe(0n);
    expect(freeBalance(ledger)).toBe(free - 3n * tao + (stays ? 0n : 7n * tao));
  });

  it('is new in its slot', () => {
    expect([network.hotkey[3], network.coldkey[3], network.registrationBlock[3]]).toEqual([
      100,
      100,
      world.block,
    ]);
    expect(ledger.balances.get(100)).toBe(0n);
  });

  it('finds of its predecessor what its version leaves', () => {
    const isAlpha = alphaSubnets.some((name) => name === ruleset);
    const isCurrent = isBurnSubnet(ruleset);
    expect(network.incentive[3]).toBe(isAlpha ? 0 : 0.5);
    expect(network.dividends[3]).toBe(isAlpha ? 0 : 0.5);
    expect(network.emission[3]).toBe(isAlpha ? 0 : 1);
    expect(network.bonds[3].targets).toHaveLength(isAlpha ? 0 : 1);
    expect(network.weights[3].targets).toHaveLength(isCurrent ? 0 : 1);
    expect([...network.weights[0].values]).toEqual([isCurrent ? 0 : 65_535]);
    expect(network.lastUpdate[3]).toBe(isCurrent ? world.block : 9000);
  });

  it('is not replaced by the next one while another can be', () => {
    expect(enter(world, 101)).not.toBe(3);
  });
});

describe('weights', () => {
  const row = rowOf([
    [2, 65_535],
    [3, 32_768],
  ]);
  const staked = (ruleset: RulesetName, more: Partial<Parameters<typeof smallWorld>[0]> = {}) =>
    smallWorld({
      ruleset,
      stakes: [600, 400, 0, 0],
      ...more,
      set: { ...atOnce(ruleset), ...more.set },
    });
  /** Rows of more than one weight are taken, and count at once. */
  const atOnce = (ruleset: RulesetName): Record<string, unknown> =>
    ruleset === 'finney-2023'
      ? { minAllowedWeights: 1, maxWeightsLimit: 65_535 }
      : isBurnSubnet(ruleset)
        ? { commitRevealWeightsEnabled: false }
        : {};

  it.each(subnets)('of a uid without a permit are refused, but for weights on itself (%s)', (ruleset) => {
    const world = staked(ruleset, { block: 20_000 });
    world.network.lastUpdate.fill(100);
    expect(world.rules.mayWeigh(world, 2)).toBe(false);
    expect(world.rules.acceptWeights(world, 2, row)).toMatch(/uid 2 set weights without a validator permit/);
    expect(typeof world.rules.acceptWeights(world, 2, allTo(2))).toBe('object');
    expect(world.rules.mayWeigh(world, 0)).toBe(true);
  });

  it('of the owner need no permit at v3.4.9', () => {
    for (const ruleset of alphaSubnets) {
      const world = staked(ruleset, { ownerUid: 2 });
      expect(world.rules.mayWeigh(world, 2)).toBe(isBurnSubnet(ruleset));
    }
  });

  it.each(alphaSubnets)('want a stake of stakeThreshold (%s)', (ruleset) => {
    const set = { stakeThreshold: Number(500n * tao) };
    const world = staked(ruleset, { set });
    expect(world.rules.mayWeigh(world, 0)).toBe(true);
    expect(world.rules.mayWeigh(world, 1)).toBe(false);
  });

  it.each(subnets)('come no sooner than weightsSetRateLimit blocks after the last (%s)', (ruleset) => {
    const world = staked(ruleset);
    world.network.lastUpdate[0] = world.block - 99;
    const limited = ruleset !== 'finney-2023';
    const answer = world.rules.acceptWeights(world, 0, row);
    if (limited) expect(answer).toMatch(/99 blocks after the last ones; weightsSetRateLimit is 100/);
    else expect(typeof answer).toBe('object');
    world.network.lastUpdate[0] = world.block - 100;
    expect(typeof world.rules.acceptWeights(world, 0, row)).toBe('object');
  });
});
