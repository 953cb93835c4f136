import { type Arithmetic, createGate, type Gate } from '../../sim/chainState.ts';
import { type Hyperparameters, knownSettings, resolve } from '../../sim/hyperparameters/registry.ts';
import { createLedger, pay } from '../../sim/ledger.ts';
import type { Truth } from '../../sim/metrics/truth.ts';
import { createNetwork } from '../../sim/network.ts';
import { outsiders } from '../../sim/registration.ts';
import type { Cast } from '../../sim/roles.ts';
import { rulesOf } from '../../sim/rules/byName.ts';
import { type PriceBounds, readingOf } from '../../sim/rules/reading.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { TurnNote } from '../../sim/turn.ts';
import { type Blocks, blocksPerDay, raoPerTao } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import { amended } from '../governance.ts';
import { MarketTally } from '../market/tally.ts';
import { createMinerBook } from '../minerBook.ts';
import { nothingOwn, type OwnDefinitions } from '../own/definition.ts';
import { OwnCandidates } from '../own/ownCandidates.ts';
import { besideFailures, type OwnMiners, ownMinersOf } from '../own/ownMiners.ts';
import { ownKindsOf } from '../own/ownValidator.ts';
import { splitSettings } from '../own/setting.ts';
import { settledOf } from '../own/settled.ts';
import { livingModel } from '../qualityModel.ts';
import { trickCatalogue } from '../tricks/catalogue.ts';
import { truthOf } from '../truth.ts';
import { sweepBlocksOf } from '../validatorHardware.ts';
import { validatorKinds } from '../validators/catalogue.ts';
import { WaitingList } from '../waitingList.ts';
import { kindsOf, validatorsOf } from './castValidators.ts';
import { fatesOf } from './fatesOf.ts';
import { found } from './found.ts';
import { arrivalsOf } from './gate.ts';
import { announcementOf, scheduleOf } from './governanceOf.ts';
import { marketOf } from './marketOf.ts';
import type { Scenario } from './scenario.ts';
import { settle } from './settle.ts';

/** A world with its people, ready to run. */
export interface Population {
  readonly world: World;
  readonly cast: Cast;
  readonly truth: Truth;
  /** What the market wrote down; null where miners pay nothing. */
  readonly tally: MarketTally | null;
  /** RAO from which the metrics count a uid as ranked by stake: 1,024 TAO at the scenario's scale; ∞ where none does. */
  readonly stakeLimit: number;
}

/** What a trial says about its world. */
export interface WorldPlan {
  readonly scenario: Scenario;
  readonly ruleset: RulesetName;
  readonly arithmetic: Arithmetic;
  /** Hyperparameters and settings that differ from the scenario's. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly seed: string;
  /** Days before anything is measured. */
  readonly warmUpDays?: number;
}

/** Free balances outside the cast at genesis, RAO: what newcomers buy their burns from. */
const circulating = 1_819_812n * 1_000_000_000n;

/**
 * Builds the world of a plan: founders and miners, validators with settled opinions, candidates to come.
 * Throws `HyperparameterError` for settings that do not exist or are out of range. `own` are the definitions of one's own that may act in
 * it, and `note` is told when they do.
 */
export function populate(
  { scenario, ruleset, arithmetic, set, seed, warmUpDays = 0 }: WorldPlan,
  own: OwnDefinitions = nothingOwn,
  note?: TurnNote,
): Population {
  const { chain, own: values } = splitSettings(own.agents.map(settledOf), set);
  const declared = resolve(ruleset, { ...knownSettings(ruleset, scenario.settings), ...chain });
  const onDevice = (changed: Hyperparameters) =>
    sweepingOn(ruleset, changed, scenario, declared['validator.sweepBlocks']);
  const hyperparameters = onDevice(declared);
  const world = emptyWorld(scenario, ruleset, arithmetic, hyperparameters, seed);
  const book = createMinerBook(scenario.uids);
  const qualityModel = livingModel(hyperparameters, seed, trickCatalogue);
  const validatorUids = found(world, book, qualityModel, scenario, seed, validatorKinds);
  for (const uid of validatorUids) book.validator[uid] = 1;
  for (const rao of world.network.stakes.rao) world.ledger.issuance += rao;
  const turns = { seed, ...(note !== undefined && { note }) };
  const ownMiners = ownMinersOf(own, values, turns, { world, book, qualityModel });
  ownMiners.found();
  const alliesOf = (name: string) => ownMiners.uidsOf(name);
  const kinds = kindsOf(world, validatorUids, [
    ...validatorKinds,
    ...ownKindsOf(own, values, turns, alliesOf),
  ]);
  const validators = validatorsOf(world, validatorUids, kinds, book, qualityModel, seed);
  settle(world, validators);
  refuseRent(hyperparameters, ownMiners);
  const tally = tallyOf(world, warmUpDays);
  const waiting = new WaitingList();
  const announcement = announcementOf(world, ruleset);
  const market = marketOf(world, book, qualityModel, scenario, seed, tally, announcement, waiting);
  const governance = scheduleOf(world, ruleset, (changed) => {
    changed.hyperparameters = onDevice(changed.hyperparameters);
    qualityModel.revise(changed.hyperparameters);
    market?.heed(changed.hyperparameters);
  });
  const candidates = new OwnCandidates(own, values, turns);
  const gate = { market, waiting, ownMiners, candidates };
  const entry = arrivalsOf(world, book, qualityModel, scenario, seed, gate);
  const failures = fatesOf(world, book, qualityModel, seed, market, ownMiners);
  const isDeceitful = qualityModel.isDeceitful || ownMiners.hasCheaters;
  return {
    world,
    cast: {
      validators,
      entry,
      failures: ownMiners.isNobody ? failures : besideFailures(failures, ownMiners),
      ...(market !== null && { market }),
      ...(governance !== null && { governance }),
    },
    tally: market === null ? null : tally,
    truth: truthOf(world, { book, validators, kinds, isDeceitful }, seed),
    stakeLimit: scenario.peersOfAnyStake ? Number.POSITIVE_INFINITY : 1024 * raoPerTao * scenario.scale,
  };
}

function refuseRent(hyperparameters: Hyperparameters, ownMiners: OwnMiners): void {
  if (hyperparameters['market.on'] && !ownMiners.isNobody)
    throw new UnrunnableWorld(
      'miners of one’s own pay no rent, so they cannot live in a market: set market.on to false, or their share to 0',
    );
}

const tallyOf = ({ hyperparameters, block }: World, warmUpDays: number): MarketTally =>
  new MarketTally(hyperparameters, block, block + Math.round(warmUpDays * blocksPerDay));

/** The settings with the time that the validators' device takes for a sweep; a scaled world represents all its uids. */
function sweepingOn(
  ruleset: RulesetName,
  hyperparameters: Hyperparameters,
  { uids, scale }: Scenario,
  least: Blocks,
): Hyperparameters {
  if (hyperparameters['validator.device'] === 'none') return hyperparameters;
  const sweepBlocks = sweepBlocksOf(hyperparameters, Math.round(uids / scale), least);
  return amended(ruleset, hyperparameters, { 'validator.sweepBlocks': sweepBlocks });
}

function emptyWorld(
  scenario: Scenario,
  ruleset: RulesetName,
  arithmetic: Arithmetic,
  hyperparameters: Hyperparameters,
  seed: string,
): World {
  const ledger = createLedger(circulating);
  pay(ledger, outsiders, circulating);
  return {
    rules: rulesOf(ruleset, scenario.uids, hyperparameters['scenario.tieOrder'] === 'random' ? seed : null),
    arithmetic,
    hyperparameters,
    network: createNetwork(scenario.uids),
    ledger,
    gate: gateOf(scenario, hyperparameters),
    limitBlocks: scenario.limitBlocks ?? 1,
    emissionPerBlock: scenario.emissionPerBlock,
    ownerUid: scenario.ownerUid ?? null,
    block: scenario.start,
    lastStep: scenario.start,
  };
}

/** The prices of the start, within the ruleset's bounds; one that is not taken says that its gate is shut. */
function gateOf({ gate, start }: Scenario, hyperparameters: Hyperparameters): Gate {
  const { difficultyBounds, burnBounds } = readingOf(hyperparameters);
  const difficulty = difficultyBounds === null ? 2n ** 64n - 1n : bounded(gate.difficulty, difficultyBounds);
  const burn = burnBounds === null ? 0n : bounded(BigInt(gate.burn), burnBounds);
  return createGate(difficulty, burn, start);
}

const bounded = (price: bigint, [least, most]: PriceBounds): bigint =>
  price > most ? most : price < least ? least : price;
