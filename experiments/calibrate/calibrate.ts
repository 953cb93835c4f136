import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { UserError } from '../base/userError.ts';
import type { Value } from '../plan/design/domain.ts';
import { chooseArchetype } from './chooseArchetype.ts';
import { fitKnobs, type KnobsFit } from './fitKnobs.ts';
import { fittedWorlds, halvesOf, type Judgement, judge } from './judge.ts';
import { archetypeValue, excludedIn } from './knobs.ts';
import {
  alphaPrice,
  asksApart,
  isRead,
  ownerBurn,
  paidUids,
  type Read,
  registrationsPerDay,
} from './readings.ts';
import { type Bench, type ReferenceWorld, recentPart, referenceWorlds, schemeOf } from './reference.ts';
import { underItsRules } from './rulesOf.ts';
import { latest, type SeenNetwork } from './sighting.ts';
import { lnTrait, traits } from './traits.ts';

/** How much is computed. */
export interface Effort {
  /** Worlds of drawn knobs that the fit rests on. */
  readonly worlds: number;
  /** Worlds of the fit that the record is held against. */
  readonly checks: number;
  readonly seed: string;
  readonly note?: (done: number) => void;
}

/** A knob that is read from the data, with what becomes of it. */
export interface ReadKnob {
  readonly setting: string;
  readonly read: Read;
  /** The archetype’s value, kept where nothing is read. */
  readonly archetype: number;
}

/** What a network’s data tell. */
export interface Calibration {
  readonly network: SeenNetwork;
  readonly archetype: Scenario;
  readonly because: string;
  /** Why the archetype runs under its version of the chain. */
  readonly rules: string;
  /** Set where the validators of the archetype ask the same and those of the network disagree: there they ask each their own. */
  readonly apart: ReturnType<typeof asksApart>;
  readonly registrations: Read;
  readonly read: readonly ReadKnob[];
  /** Hyperparameters of the chain that differ from the archetype’s. */
  readonly hyperparameters: Readonly<Record<string, Value>>;
  readonly fit: KnobsFit;
  /** Reference worlds that the fit rests on. */
  readonly worlds: number;
  /** Against worlds of the fit. */
  readonly judgements: readonly Judgement[];
  /** The second half of the history against worlds of a fit to the first. */
  readonly secondHalf: readonly Judgement[];
  /** Settings that the data decide, by name. */
  readonly set: Readonly<Record<string, Value>>;
}

/** Calibrates the archetype that is most like a network. Throws `UserError` where its data identify no knob. */
export function calibrate(whole: SeenNetwork, effort: Effort): Calibration {
  const network = recentPart(whole);
  const { archetype: chosen, because } = chooseArchetype(network);
  const { archetype, rules } = underItsRules(chosen, network);
  const read = readKnobs(network, archetype);
  const hyperparameters = ownHyperparameters(network, archetype);
  const apart = archetype.settings['validator.sameQueries'] === true ? asksApart(network) : null;
  const switches: Record<string, Value> = apart === null ? {} : { 'validator.sameQueries': false };
  const bench = {
    archetype,
    held: { ...hyperparameters, ...settingsOf(read), ...switches },
    scheme: schemeOf(network),
  };
  const showsNothing = traits.every((trait) => !trait.isFitted || lnTrait(trait, network) === null);
  if (showsNothing && Object.keys(settingsOf(read)).length === 0) throw nothingIdentified(network, archetype);
  const references = referenceWorlds(bench, effort.worlds, effort.seed, effort.note);
  const fit = fitKnobs(archetype, references, network);
  const fitted = fit.knobs.filter(({ isIdentified }) => isIdentified);
  const set = {
    ...settingsOf(read),
    ...switches,
    ...Object.fromEntries(fitted.map(({ setting, value }) => [setting, value])),
  };
  if (Object.keys(set).length === 0) throw nothingIdentified(network, archetype);
  return {
    ...{ network, archetype, because, rules, apart, read, hyperparameters, fit, set },
    registrations: registrationsPerDay(network),
    worlds: references.length,
    judgements: judged(network, bench, fit, effort),
    secondHalf: judgedOnSecondHalf(network, bench, references, effort),
  };
}

function judged(network: SeenNetwork, bench: Bench, fit: KnobsFit, { checks, seed }: Effort): Judgement[] {
  const worlds = fittedWorlds(bench, fit, checks, seed);
  return judge(network, worlds, ({ name }) => (fit.used.includes(name) ? 'fitted' : 'held out'));
}

/** Of a history long enough: its second half against worlds that were fitted to the first alone. */
function judgedOnSecondHalf(
  network: SeenNetwork,
  bench: Bench,
  references: readonly ReferenceWorld[],
  { checks, seed }: Effort,
): Judgement[] {
  const halves = halvesOf(network);
  if (halves === null) return [];
  const first = references.flatMap(({ set, seen }) => {
    const own = halvesOf(seen);
    return own === null ? [] : [{ set, seen: own.fitted }];
  });
  const fit = fitKnobs(bench.archetype, first, halves.fitted);
  const worlds = fittedWorlds(bench, fit, checks, `${seed} half`);
  const later = worlds.flatMap((seen) => halvesOf(seen)?.heldOut ?? []);
  return judge(halves.heldOut, later, () => 'held out');
}

/** Knobs that data state or give without a world. */
function readKnobs(network: SeenNetwork, archetype: Scenario): ReadKnob[] {
  const readings = {
    'scenario.ownerBurn': ownerBurn(network),
    'validator.paidUids': paidUids(network, excludedIn(archetype)),
    'scenario.alphaPrice': alphaPrice(network),
  };
  return Object.entries(readings).map(([setting, read]) => ({
    ...{ setting, read },
    archetype: archetypeValue(archetype, setting),
  }));
}

const settingsOf = (read: readonly ReadKnob[]): Record<string, Value> =>
  Object.fromEntries(read.flatMap(({ setting, read: own }) => (isRead(own) ? [[setting, own.value]] : [])));

/** Hyperparameters that the archetype’s version knows too and has otherwise; how many uids there are is the archetype’s. */
function ownHyperparameters({ hyperparameters }: SeenNetwork, archetype: Scenario): Record<string, Value> {
  const rows = new Map(hyperparametersOf(archetype.ruleset).map((row) => [row.name, row]));
  return Object.fromEntries(
    Object.entries(hyperparameters).filter(([name, value]) => {
      const row = rows.get(name);
      if (row === undefined || name.includes('.') || name.startsWith('maxAllowed')) return false;
      return value !== (archetype.settings[name] ?? row.default);
    }),
  );
}

function nothingIdentified(network: SeenNetwork, { name }: Scenario): UserError {
  const { from } = latest(network);
  return new UserError(
    `${from} identifies no knob: it lacks weights, pay, blocks of registration and prices, or no world shows what it has (give a metagraph with them, or simulate --scenario ${name} as it is)`,
  );
}
