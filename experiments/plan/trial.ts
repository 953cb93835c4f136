import type { RuleChange, Schedule } from '../../agents/governance.ts';
import { marketPathNames } from '../../agents/market/marketPath.ts';
import type { MarketPoint } from '../../agents/market/series.ts';
import type { MarketTally } from '../../agents/market/tally.ts';
import { nothingOwn, type OwnDefinitions } from '../../agents/own/definition.ts';
import { measuresOf } from '../../agents/own/ownMeasure.ts';
import { withoutOwn } from '../../agents/own/setting.ts';
import { qualityModelOf } from '../../agents/qualityModel.ts';
import { scenarioNames, scenarioOf } from '../../agents/scenarios/catalogue.ts';
import { amendmentOf, changedSettings, type WorldFounding } from '../../agents/scenarios/changeable.ts';
import { networkScenario, scenarioOfNetwork } from '../../agents/scenarios/networkScenario.ts';
import { populate } from '../../agents/scenarios/populate.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import type { Arithmetic } from '../../sim/chainState.ts';
import { shared } from '../../sim/copy.ts';
import { type Hyperparameters, knownSettings, resolve } from '../../sim/hyperparameters/registry.ts';
import type { DayPoint } from '../../sim/metrics/days.ts';
import type { LifeTable } from '../../sim/metrics/lifeTable.ts';
import { Observer } from '../../sim/metrics/observer.ts';
import type { DailyValues } from '../../sim/metrics/path.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { advance, closeAt, stageOf } from '../../sim/simulate.ts';
import type { Stage } from '../../sim/tempo.ts';
import type { TurnNote } from '../../sim/turn.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { followable, isFollowable } from './followable.ts';
import { type OwnFile, type OwnMark, ownRow, ownRows } from './ownFiles.ts';

/** Everything a trial depends on: plain data, hashed into its id. */
export interface TrialPlan extends OwnMark<OwnFile> {
  readonly ruleset: RulesetName;
  /** Name of the starting state, such as `nakamoto-256`. */
  readonly scenario: string;
  /** `float64` for studies, `chain` for the chain's fixed point, the same bits. */
  readonly arithmetic: Arithmetic;
  /** Hyperparameters and settings that differ from the scenario's, each in the unit that `hyperparametersOf` gives. */
  readonly set: Readonly<Record<string, number | string | boolean>>;
  /** Days that run before anything is measured, of 7,200 blocks. */
  readonly warmUpDays: number;
  /** Days measured. */
  readonly days: number;
  /** What changes a number of days after the founding, unannounced, from the end of that block on; absent: nothing. */
  readonly change?: RuleChange;
  /** Names the random draws: worlds of one seed share their luck. */
  readonly seed: string;
  /** Measures whose values of every measured day are kept as well. */
  readonly path?: readonly string[];
}

/** What a trial brings back: plain data, the same bytes wherever it runs. */
export interface TrialResult {
  /** By the names of `metrics`; null where a rate has no denominator. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** Life tables of viable newcomers: blocks until half and nine tenths of their score shows, and how long each class of quality stays. */
  readonly tables: {
    readonly to50: LifeTable;
    readonly to90: LifeTable;
    readonly survival: readonly LifeTable[];
  };
  /** One entry for each measured day. */
  readonly days: readonly DayPoint[];
  /** Looks at the market every four hours, columns as `marketColumns`; absent where miners pay nothing. */
  readonly market?: readonly MarketPoint[];
  /** [day] values of the measures of its plan's `path` that its world has; absent where the plan names none. */
  readonly path?: DailyValues;
}

/** The scenario of a name; throws a `UserError` with the nearest right names. */
export function scenarioNamed(name: string): Scenario {
  const scenario = scenarioOf(name);
  if (scenario === undefined) throw unknownName('scenario', name, scenarioNames);
  return scenario;
}

/** The scenario of a plan: of a name, or of the network of one’s own that the plan holds. Throws as `scenarioNamed` does. */
export const scenarioOfPlan = ({ scenario, network }: ScenarioOf): Scenario =>
  network !== undefined && scenario === networkScenario
    ? scenarioOfNetwork(network)
    : scenarioNamed(scenario);

type ScenarioOf = Pick<TrialPlan, 'scenario' | 'network'>;

/** Checks a plan without running it. Throws `UserError`, `HyperparameterError` or `UnrunnableWorld` for one that cannot run. `own`: files that its study names. */
export function checkPlan(plan: TrialPlan, own: OwnMark = {}): void {
  const { scenario, ruleset, set: stated, path } = plan;
  const { settings, uids } = scenarioOfPlan(plan);
  const set = withoutOwn(ownRows(own), stated);
  const hyperparameters = resolve(ruleset, { ...knownSettings(ruleset, settings), ...set });
  const { maxAllowedUids } = hyperparameters;
  qualityModelOf(hyperparameters);
  checkPath(path ?? []);
  if (maxAllowedUids !== uids && 'maxAllowedUids' in set) {
    throw new UserError(
      `maxAllowedUids is the scenario’s, ${uids} for ${scenario}; received ${maxAllowedUids} (leave it out)`,
    );
  }
  if (plan.change !== undefined) checkChange(plan, plan.change, hyperparameters, own);
}

/** A change that could not be made, or that nothing would show. */
function checkChange(
  { ruleset, warmUpDays, days }: TrialPlan,
  { day, set }: RuleChange,
  hyperparameters: Hyperparameters,
  own: OwnMark,
): void {
  const end = warmUpDays + days;
  if (!(day >= 0 && day < end))
    throw new UserError(
      `the day of a change must lie from 0 to before the end of the trial, ${end} days after the founding; received ${day} (change it earlier, or measure longer)`,
    );
  const ownName = Object.keys(set).find((name) => ownRow(own, name) !== undefined);
  if (ownName !== undefined)
    throw new UserError(
      `${ownName} is a setting of one’s own, which a definition has from the founding on; received a change to ${set[ownName]} (state it in set)`,
    );
  changedSettings(ruleset, hyperparameters, set);
}

function checkPath(names: readonly string[]): void {
  const unknown = names.find((name) => !isFollowable(name));
  if (unknown !== undefined) throw unknownName('measure with daily values', unknown, followable);
}

/** What runs a trial is given besides its plan. */
export interface TrialCompany {
  /** What the files of its `with` define. */
  readonly own?: OwnDefinitions;
  /** Is told whose turn it is. */
  readonly note?: TurnNote;
  /** Names of the measures that are wanted; absent: all. */
  readonly wanted?: readonly string[] | undefined;
}

/**
 * Runs one world from its founding to the end of its measured window, in the calling thread. Pure: the plan, and the definitions that its
 * `with` names by their hash, decide every byte. Throws as `checkPlan` does, and `AgentFault` for what an agent did that no agent may do.
 */
export function runTrial(plan: TrialPlan, company: TrialCompany = {}): TrialResult {
  const { change, ...stem } = plan;
  const live = begin(stem, company);
  if (change !== undefined) amend(live, change);
  return finish(live);
}

/** A trial on its way: its world and all that watches it, which `copyOf` copies. */
export interface LiveTrial {
  readonly stage: Stage;
  readonly governance: Schedule;
  readonly founding: WorldFounding;
  readonly observer: Observer;
  /** What the market wrote down; null where miners pay nothing. */
  readonly tally: MarketTally | null;
  /** Last block of the measured window. */
  readonly end: Block;
}

/** Founds the world of a plan, before its first block. Throws as `checkPlan` does. */
export function begin(
  plan: Omit<TrialPlan, 'change'>,
  { own = nothingOwn, note, wanted }: TrialCompany = {},
): LiveTrial {
  const scenario = scenarioOfPlan(plan);
  const { world, cast, governance, founding, truth, stakeLimit, tally } = populate(
    { ...plan, scenario },
    own,
    note,
  );
  const from = world.block + Math.round(plan.warmUpDays * blocksPerDay);
  const watch = { from, stakeLimit, binBlocks: world.rules.period(world) };
  return {
    stage: stageOf(world, cast, note === undefined ? note : shared(note)),
    governance,
    founding,
    observer: new Observer(world, truth, watch, {
      others: measuresOf(own),
      followed: plan.path?.filter((name) => !marketPathNames.includes(name)),
      wanted,
    }),
    tally,
    end: from + Math.round(plan.days * blocksPerDay),
  };
}

/** Adds a change that lies ahead of the trial. Throws `HyperparameterError` for one that cannot be, or that nobody would notice. */
export function amend({ governance, founding }: LiveTrial, change: RuleChange): void {
  governance.add(amendmentOf(founding, change));
}

/** Runs on to the end of a block. */
export function runTo({ stage, observer }: LiveTrial, block: Block): void {
  for (const event of advance(stage, block)) observer.see(event);
}

/** Runs to the end of the window and sums up. */
export function finish(live: LiveTrial): TrialResult {
  const { stage, observer, tally, end } = live;
  runTo(live, end);
  closeAt(stage, end);
  const { measures, tables, days, path } = observer.finish();
  const market = tally?.finish(end);
  const followed = { ...path, ...market?.path };
  return {
    measures: { ...measures, ...market?.measures },
    tables,
    days,
    ...(market !== undefined && { market: market.series }),
    ...((path !== undefined || Object.keys(followed).length > 0) && { path: followed }),
  };
}
