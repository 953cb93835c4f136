import { changedSettings } from '../../agents/scenarios/changeable.ts';
import { HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import {
  type Hyperparameter,
  type Hyperparameters,
  hyperparametersOf,
  knownSettings,
  resolve,
} from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { decisionOf } from '../plan/decision.ts';
import { metric } from '../plan/measures.ts';
import type { Level } from '../plan/rows.ts';
import type { Factor, Study } from '../plan/study.ts';
import { scenarioOfPlan } from '../plan/trial.ts';
import { usualMargin } from '../plan/usualMargins.ts';
import { usualObjective } from '../plan/usualObjective.ts';
import type { Knob, NumberKnob, PanelFacts, PanelWorld, Told } from './facts.ts';
import { stopsOf } from './slider.ts';

/** What a panel is asked for. */
export interface PanelRequest {
  /** With the days that its rule found, where it has one. */
  readonly study: Study;
  /** What the command `try` names to find the study again: a results folder, or the words of a named study. */
  readonly command: string;
  /** Levels that the page recommends, which the panel begins with; absent: those next to the status quo. */
  readonly start?: Readonly<Record<string, Level>>;
}

/** Why a page has no panel, a sentence for its reader. */
export class NoPanel extends Error {
  override readonly name = 'NoPanel';
}

const worldChoices = [4, 12, 24, 48];
/** Days of settling from which a world takes seconds before its first day is measured. */
const longDays = 10;
/** Uids from which a world of two days takes seconds. */
const manyUids = 1024;

/**
 * The panel of a study: its knobs with the status quo, the world they act in, and what is compared. Throws `NoPanel` where its worlds do not
 * run in a page.
 */
export function panelFacts({ study, command, start = {} }: PanelRequest): PanelFacts {
  if (study.with !== undefined)
    throw new NoPanel('its worlds have agents of one’s own, from files that are not part of the page');
  const { ruleset, scenario, arithmetic, set, warmUpDays, network } = study;
  const world: PanelWorld = {
    ruleset,
    scenario,
    arithmetic,
    set,
    settlingDays: warmUpDays,
    ...(network !== undefined && { network }),
  };
  const settings = settingsOf(study);
  const first = startsOf(study, settings, start);
  const knobs = study.factors.map((factor) => knobOf(study, settings, factor, first[factor.name]));
  const { uids } = scenarioOfPlan({
    scenario: firstScenario(study),
    ...(network !== undefined && { network }),
  });
  const days = [...new Set([Math.min(2, study.days), Math.min(10, study.days), study.days])];
  const isSmall = uids <= manyUids;
  return {
    study: study.name,
    world,
    knobs: [
      ...knobs.filter(({ acts }) => acts !== 'common'),
      ...knobs.filter(({ acts }) => acts === 'common'),
    ],
    measures: measuresOf(study),
    firstSeed: study.firstSeed ?? 1,
    worlds: !isSmall ? 4 : warmUpDays > longDays ? 12 : 24,
    worldChoices,
    days: days[0],
    dayChoices: days,
    studyDays: study.days,
    command,
    runsAtOnce: isSmall,
  };
}

const firstScenario = ({ scenario, factors }: Study): string =>
  String(factors.find(({ name }) => name === 'scenario')?.values[0] ?? scenario);

/** The settings of the study's first world under the status quo. */
function settingsOf(study: Study): Hyperparameters {
  const { ruleset, set, network } = study;
  const { settings } = scenarioOfPlan({
    scenario: firstScenario(study),
    ...(network !== undefined && { network }),
  });
  const common = study.factors.flatMap(({ name, values: [first] }) =>
    name === 'scenario' || isAsked(study, name) ? [] : [[name, first] as const],
  );
  return resolve(ruleset, { ...knownSettings(ruleset, settings), ...set, ...Object.fromEntries(common) });
}

/** Whether the two sides of a comparison differ by a factor; the others say in which world is compared. */
function isAsked({ asks, beginning, factors }: Study, name: string): boolean {
  if (beginning !== undefined) return Object.hasOwn(beginning.statusQuo, name);
  if (asks !== undefined) return asks.some((one) => one.name === name);
  return factors[0].name === name;
}

function knobOf(study: Study, settings: Hyperparameters, factor: Factor, start: Level | undefined): Knob {
  const { name, values } = factor;
  const asked = isAsked(study, name);
  const statusQuo = asked ? statusQuoOf(study, settings, factor) : values[0];
  const row = hyperparametersOf(study.ruleset).find((known) => known.name === name);
  const other = values.find((value) => value !== statusQuo);
  const isNoticed = notices(study.ruleset, settings, { name, statusQuo, other });
  const acts = !asked ? 'common' : isNoticed ? 'changes' : 'founds';
  const head = {
    name,
    note: row?.influences ?? 'the world in which both sides are compared',
    unit: row?.unit ?? '',
    statusQuo,
    start: start ?? statusQuo,
    acts,
  } as const;
  const isNumber = row?.type === 'integer' || row?.type === 'number';
  if (asked && isNumber && typeof statusQuo === 'number' && typeof head.start === 'number')
    return numberKnob({ ...head, statusQuo, start: head.start }, row, values);
  return { ...head, kind: 'choice', options: optionsOf(values, statusQuo, row) };
}

type NumberHead = Pick<NumberKnob, 'name' | 'note' | 'unit' | 'statusQuo' | 'start' | 'acts'>;

function numberKnob(head: NumberHead, row: Hyperparameter, values: Factor['values']): NumberKnob {
  const levels = values.filter((value) => typeof value === 'number');
  const [least, most] = 'range' in row ? row.range : [-Infinity, Infinity];
  const isInteger = row.type === 'integer';
  return {
    ...head,
    kind: 'number',
    isInteger,
    stops: stopsOf({ statusQuo: head.statusQuo, levels: [...levels, head.start], isInteger, least, most }),
    least,
    most,
    levels,
  };
}

/** All that the setting may be, the levels of the study first. */
function optionsOf(values: Factor['values'], statusQuo: Level, row: Hyperparameter | undefined): Level[] {
  if (row?.type === 'boolean') return [false, true];
  return [...new Set([...values, statusQuo])];
}

/** The value in force: what the study says, else what its world has. */
function statusQuoOf(
  { beginning, asks, proposal, statusQuo, factors }: Study,
  settings: object,
  factor: Factor,
): Level {
  const { name, values } = factor;
  const stated = beginning?.statusQuo[name] ?? asks?.find((one) => one.name === name)?.inForce;
  if (stated !== undefined && stated !== null) return stated;
  if (name === factors[0].name && asks === undefined) {
    const own = proposal?.statusQuo ?? statusQuo.find(({ value }) => values.includes(value))?.value;
    if (own !== undefined) return own;
  }
  const inWorld: unknown = Reflect.get(settings, name);
  return values.find((value) => value === inWorld) ?? values[0];
}

/** Levels with which a panel begins: those recommended, else the first cell of a design that differs, else one knob moved by a level. */
function startsOf(
  study: Study,
  settings: object,
  stated: Readonly<Record<string, Level>>,
): Record<string, Level> {
  if (Object.keys(stated).length > 0) return { ...stated };
  const asked = study.factors.filter(({ name }) => isAsked(study, name));
  const cell = study.cells?.find((one) =>
    asked.some((factor) => one[factor.name] !== statusQuoOf(study, settings, factor)),
  );
  if (cell !== undefined) return { ...cell };
  const [first] = asked;
  return { [first.name]: beside(first.values, statusQuoOf(study, settings, first)) };
}

/** The level after the status quo, or the one before the last. */
function beside(values: Factor['values'], statusQuo: Level): Level {
  const others = values.filter((value) => value !== statusQuo);
  const next = others.find((value) => typeof value === 'number' && value > Number(statusQuo));
  return next ?? others.at(-1) ?? statusQuo;
}

/** Whether a running world of these settings would notice a change of one from its value in force to another. */
export function notices(
  ruleset: RulesetName,
  settings: Hyperparameters,
  {
    name,
    statusQuo,
    other,
  }: { readonly name: string; readonly statusQuo: Level; readonly other: Level | undefined },
): boolean {
  if (name === 'scenario' || other === undefined || other === statusQuo) return false;
  // A decision is several settings that change together.
  if (name.startsWith('governance.')) return true;
  try {
    changedSettings(ruleset, settings, { [name]: other });
    return true;
  } catch (error) {
    if (error instanceof HyperparameterError) return false;
    throw error;
  }
}

/** What decides first, then the other objectives, and what the study follows or guards. */
function measuresOf(study: Study): Told[] {
  const { objectives, guardrails = [], proposal, beginning, set } = study;
  const decision = decisionOf(study) ?? { measure: usualObjective(set).metric };
  const names = [
    decision.measure,
    ...objectives.map((one) => one.metric),
    ...[...(proposal?.guardrails ?? []), ...guardrails].map((one) => one.metric),
    ...(beginning?.alsoFollowed ?? []),
    ...usual,
  ];
  const told = [...new Set(names)].flatMap((name): Told[] => {
    const known = metric(name);
    if (known === undefined) return [];
    const margin = objectives.find((one) => one.metric === name)?.margin ?? usualMargin(name) ?? 0;
    return [
      { name, title: spoken[name] ?? known.title ?? name, unit: known.unit, better: known.better, margin },
    ];
  });
  if (told.length === 0) throw new NoPanel('it decides by an expression, which the page cannot work out');
  return told;
}

/** Names in which the better side can be heard: both are losses. */
const spoken: Readonly<Record<string, string>> = { networkQuality: 'mean loss of the network' };

/** What every world has, for a reader who wants to see more than the study asks. */
const usual = ['servedQuality', 'networkQuality', 'viableEvictions', 'spearman'];
