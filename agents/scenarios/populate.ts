import { type Arithmetic, createGate, type Gate } from '../../sim/chainState.ts';
import { over, shared } from '../../sim/copy.ts';
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
import type { Arrivals } from '../arrivals.ts';
import type { Connection } from '../connection.ts';
import { type Amendment, amended, type Notices, type RuleChange, type Schedule } from '../governance.ts';
import type { Market } from '../market/market.ts';
import { MarketTally } from '../market/tally.ts';
import { createMinerBook, type MinerBook } from '../minerBook.ts';
import { nothingOwn, type OwnDefinitions } from '../own/definition.ts';
import { OwnCandidates } from '../own/ownCandidates.ts';
import { besideFailures, type OwnMiners, ownMinersOf } from '../own/ownMiners.ts';
import { type AlliesOf, ownKindsOf } from '../own/ownValidator.ts';
import { splitSettings } from '../own/setting.ts';
import { settledOf } from '../own/settled.ts';
import { type LivingModel, livingModel } from '../qualityModel.ts';
import { trickCatalogue } from '../tricks/catalogue.ts';
import { truthOf } from '../truth.ts';
import { sweepBlocksOf } from '../validatorHardware.ts';
import { validatorKinds } from '../validators/catalogue.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import type { Validator } from '../validators/validator.ts';
import { WaitingList } from '../waitingList.ts';
import { comebacksOf, kindsOf, validatorsOf } from './castValidators.ts';
import { amendmentOf, type WorldFounding } from './changeable.ts';
import { fatesOf } from './fatesOf.ts';
import { found } from './found.ts';
import { arrivalsOf } from './gate.ts';
import { announcementOf, decidedBy, scheduleOf } from './governanceOf.ts';
import { marketOf } from './marketOf.ts';
import type { Scenario } from './scenario.ts';
import { settle } from './settle.ts';

/** A world with its people, ready to run. */
export interface Population {
  readonly world: World;
  readonly cast: Cast;
  /** What is to change; it takes changes more. */
  readonly governance: Schedule;
  readonly founding: WorldFounding;
  readonly truth: Truth;
  readonly people: People;
  /** What the market wrote down; null where miners pay nothing. */
  readonly tally: MarketTally | null;
  /** RAO from which the metrics count a uid as ranked by stake: 1,024 TAO at the scenario's scale; ∞ where none does. */
  readonly stakeLimit: number;
}

/** The agents of a world, for those who join it with another. */
export interface People {
  readonly book: MinerBook;
  readonly qualityModel: LivingModel;
  readonly validators: readonly Validator[];
  readonly arrivals: Arrivals;
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
  /** Measures that are followed day by day; absent: none. */
  readonly path?: readonly string[];
  /** What changes while it runs; absent: nothing but what `set` announces. */
  readonly change?: RuleChange;
}

/** Free balances outside the cast at genesis, RAO: what newcomers buy their burns from. */
const circulating = 1_819_812n * 1_000_000_000n;

/**
 * Builds the world of a plan: founders and miners, validators with settled opinions, candidates to come.
 * Throws `HyperparameterError` for settings that do not exist or are out of range. `own` are the definitions of one's own that may act in
 * it, and `note` is told when they do. `connection`: another network has a say in who comes.
 */
export function populate(
  { scenario, ruleset, arithmetic, set, seed, warmUpDays = 0, change, path = [] }: WorldPlan,
  own: OwnDefinitions = nothingOwn,
  note?: TurnNote,
  connection: Connection | null = null,
): Population {
  const { chain, own: values } = splitSettings(own.agents.map(settledOf), set);
  const declared = resolve(ruleset, { ...knownSettings(ruleset, scenario.settings), ...chain });
  const bench = { ruleset, scenario, least: declared['validator.sweepBlocks'] };
  const hyperparameters = sweepingOn(bench, declared);
  const world = emptyWorld(scenario, ruleset, arithmetic, hyperparameters, seed);
  const book = createMinerBook(scenario.uids);
  const qualityModel = livingModel(hyperparameters, seed, trickCatalogue);
  const validatorUids = found(world, book, qualityModel, scenario, seed, validatorKinds, connection);
  for (const uid of validatorUids) book.validator[uid] = 1;
  for (const rao of world.network.stakes.rao) world.ledger.issuance += rao;
  const turns = { seed, ...(note !== undefined && { note: shared(note) }) };
  const ownMiners = ownMinersOf(own, values, turns, { world, book, qualityModel });
  ownMiners.found();
  const alliesOf = over({ ownMiners }, alliesOver);
  const kinds = kindsOf(world, validatorUids, [
    ...validatorKinds,
    ...ownKindsOf(own, values, turns, alliesOf),
  ]);
  const validators = validatorsOf(world, validatorUids, kinds, book, qualityModel, seed);
  settle(world, validators);
  refuseRent(hyperparameters, ownMiners);
  const tally = tallyOf(world, warmUpDays, path);
  const waiting = new WaitingList();
  const notices = { announcement: announcementOf(world, ruleset) };
  const market = marketOf(world, book, qualityModel, scenario, seed, tally, notices, waiting);
  const governance = scheduleOf(world, ruleset, over({ bench, qualityModel, market, notices }, heedOver));
  const founding = { ruleset, block: world.block, hyperparameters };
  if (change !== undefined) governance.add(amendmentOf(founding, change));
  const candidates = new OwnCandidates(own, values, turns);
  const comebacks = comebacksOf(world, validators, kinds, book, seed);
  const gate = { market, waiting, notices, ownMiners, candidates, comebacks, connection };
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
      governance,
    },
    governance,
    founding,
    people: { book, qualityModel, validators, arrivals: entry },
    tally: market === null ? null : tally,
    truth: truthOf(world, { book, validators, ...mannersOf(validators, kinds), isDeceitful }, seed),
    stakeLimit: scenario.peersOfAnyStake ? Number.POSITIVE_INFINITY : 1024 * raoPerTao * scenario.scale,
  };
}

/** The validators that ask no miner, and those that favour some, by hotkey, which is a founder’s uid and stays theirs in every slot. */
function mannersOf(validators: readonly Validator[], kinds: ReadonlyMap<number, ValidatorKind>) {
  const cast = validators.flatMap(({ serial }) => {
    const kind = kinds.get(serial);
    return kind === undefined ? [] : [[serial, kind] as const];
  });
  return {
    idlers: new Set(cast.filter(([, { isIdle }]) => isIdle).map(([serial]) => serial)),
    favouring: new Map(cast.filter(([, { favours }]) => favours !== undefined)),
  };
}

const alliesOver =
  (company: { readonly ownMiners: OwnMiners }): AlliesOf =>
  (name) =>
    company.ownMiners.uidsOf(name);

/** Those who are told of a change of the rules. */
interface Heeding {
  readonly bench: Bench;
  readonly qualityModel: LivingModel;
  readonly market: Market | null;
  readonly notices: Notices;
}

const heedOver =
  (heeding: Heeding) =>
  (world: World, set: Amendment['set']): readonly Amendment[] => {
    const following = decidedBy(world, heeding.bench.ruleset, set, heeding.notices);
    world.hyperparameters = sweepingOn(heeding.bench, world.hyperparameters);
    heeding.qualityModel.revise(world.hyperparameters);
    heeding.market?.heed(world.hyperparameters, world.block);
    return following;
  };

function refuseRent(hyperparameters: Hyperparameters, ownMiners: OwnMiners): void {
  if (hyperparameters['market.on'] && !ownMiners.isNobody)
    throw new UnrunnableWorld(
      'miners of one’s own pay no rent, so they cannot live in a market: set market.on to false, or their share to 0',
    );
}

const tallyOf = (
  { hyperparameters, block }: World,
  warmUpDays: number,
  path: readonly string[],
): MarketTally =>
  new MarketTally(hyperparameters, block, block + Math.round(warmUpDays * blocksPerDay), path);

/** What the time of a sweep depends on besides the settings of the day. */
interface Bench {
  readonly ruleset: RulesetName;
  readonly scenario: Scenario;
  /** Blocks of a sweep without a device. */
  readonly least: Blocks;
}

/** The settings with the time that the validators' device takes for a sweep; a scaled world represents all its uids. */
function sweepingOn({ ruleset, scenario, least }: Bench, hyperparameters: Hyperparameters): Hyperparameters {
  if (hyperparameters['validator.device'] === 'none') return hyperparameters;
  const { uids, scale } = scenario;
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
