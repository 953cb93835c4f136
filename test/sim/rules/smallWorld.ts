import { type Arithmetic, createGate } from '../../../sim/chainState.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { createLedger, pay } from '../../../sim/ledger.ts';
import { createNetwork } from '../../../sim/network.ts';
import { outsiders } from '../../../sim/registration.ts';
import type { Application, Cast } from '../../../sim/roles.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import { rulesOf } from '../../../sim/rules/byName.ts';
import { type RulesetName, rulesetNames } from '../../../sim/rulesets.ts';
import { simulate } from '../../../sim/simulate.ts';
import type { World } from '../../../sim/world.ts';

export const tao = 1_000_000_000n;

export const subnets = rulesetNames.filter((name) => name !== 'nakamoto-2022');
/** Those in which every subnet has its own alpha. */
/** Rulesets in which entry is by burn alone, at a price that moves with every block. */
export const burnSubnets = ['burn-2026', 'autumn-2026'] as const;
export const isBurnSubnet = (ruleset: RulesetName): boolean =>
  (burnSubnets as readonly string[]).includes(ruleset);
export const alphaSubnets = ['dtao-2025', 'yuma3-2025', ...burnSubnets] as const;

export interface SmallWorld {
  readonly ruleset: RulesetName;
  readonly arithmetic?: Arithmetic;
  /** [uid] TAO. */
  readonly stakes: readonly number[];
  /** [uid] */
  readonly weights?: readonly (Row | undefined)[];
  readonly set?: Readonly<Record<string, unknown>>;
  readonly ownerUid?: number | null;
  /** RAO outside the network at the start. */
  readonly circulating?: bigint;
  readonly burn?: bigint;
  readonly block?: number;
  readonly limitBlocks?: number;
}

/** A full network at rest: everyone registered long ago, has just spoken and holds a permit if it has stake. */
export function smallWorld(given: SmallWorld): World {
  const { ruleset, stakes, weights = [], block = 10_000, circulating = 1_000_000n * tao } = given;
  const network = createNetwork(stakes.length);
  network.size = stakes.length;
  const ledger = createLedger(circulating);
  pay(ledger, outsiders, circulating);
  for (const [uid, stake] of stakes.entries()) {
    network.stakes.rao[uid] = BigInt(stake) * tao;
    ledger.issuance += network.stakes.rao[uid];
    network.hotkey[uid] = network.coldkey[uid] = uid;
    network.registrationBlock[uid] = 1 + uid;
    network.lastUpdate[uid] = block - 1;
    network.validatorPermit[uid] = stake > 0 ? 1 : 0;
    network.weights[uid] = weights[uid] ?? rowOf([]);
  }
  return {
    rules: rulesOf(ruleset, stakes.length, null),
    arithmetic: given.arithmetic ?? 'float64',
    hyperparameters: resolve(ruleset, { 'scenario.alphaPrice': 1, ...given.set }),
    network,
    ledger,
    gate: createGate(2n ** 60n, given.burn ?? tao, block),
    limitBlocks: given.limitBlocks ?? 1,
    emissionPerBlock: 1e9,
    ownerUid: given.ownerUid ?? null,
    block,
    lastStep: block,
  };
}

/** Nobody acts. */
export const empty: Cast = {
  validators: [],
  entry: {
    nextBlock: Number.POSITIVE_INFINITY,
    ask: () => null,
    turnedAway: () => {},
    seated: () => {},
  },
  failures: { nextBlock: Number.POSITIVE_INFINITY, act: () => {} },
};

/** Blocks of the epochs until `end`, nobody acting. */
export function epochsUntil(world: World, end: number): number[] {
  const steps: number[] = [];
  for (const event of simulate(world, empty, end)) if (event.kind === 'step') steps.push(event.block);
  return steps;
}

/** Moves the world to a block, nobody acting, and lets it arrive there. */
export function passTo(world: World, block: number): void {
  for (const _ of simulate(world, empty, block));
}

/** A newcomer with a key of its own who pays by burn. */
export const newcomer = (key: number): Application => ({
  newcomer: { hotkey: key, coldkey: key },
  payment: 'burn',
});

/** One validator that gives everything to one target. */
export const allTo = (uid: number): Row => rowOf([[uid, 65_535]]);
