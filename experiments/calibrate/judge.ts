import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { stream } from '../../sim/random.ts';
import { studentCdf, studentQuantile } from '../statistics/studentT.ts';
import type { KnobsFit } from './fitKnobs.ts';
import { knobsOf, lnRange, valueAt } from './knobs.ts';
import { type Bench, seenWorld } from './reference.ts';
import type { SeenNetwork } from './sighting.ts';
import { lnTrait, type Trait, traits } from './traits.ts';

/** A trait as recorded and as worlds of the fit show it. */
export interface Judgement {
  readonly trait: string;
  readonly unit: string;
  /** Fitted to, or not looked at by the fit. */
  readonly role: 'fitted' | 'held out';
  readonly recorded: number;
  /** Median of the worlds. */
  readonly simulated: number;
  /** Interval in which 95 % of such worlds lie. */
  readonly low: number;
  readonly high: number;
  /** Of the hypothesis that the record is one more world of the fit. */
  readonly p: number;
}

/** The two halves of a network’s time. */
export interface Halves {
  readonly fitted: SeenNetwork;
  readonly heldOut: SeenNetwork;
}

/** Sightings from which a history is divided. */
const fewestDivided = 8;

/** The first half of a history, to be fitted, and the second, to be held out. Null for a history too short. */
export function halvesOf(network: SeenNetwork): Halves | null {
  const { sightings } = network;
  if (sightings.length < fewestDivided) return null;
  const middle = Math.ceil(sightings.length / 2);
  const part = (from: number, to: number) => ({ ...network, sightings: sightings.slice(from, to) });
  return { fitted: part(0, middle), heldOut: part(middle, sightings.length) };
}

/**
 * Worlds of a fit, looked at as the network was: identified knobs are the fit’s values, moved by the errors that it made in one reference
 * world, all others as the bench has them.
 */
export function fittedWorlds(bench: Bench, fit: KnobsFit, count: number, seed: string): SeenNetwork[] {
  return Array.from({ length: count }, (_, k) => `${seed} fitted ${k + 1}`).flatMap((own) => {
    return seenWorld(bench, movedKnobs(bench.archetype, fit, own), own) ?? [];
  });
}

function movedKnobs(archetype: Scenario, { knobs: fits, errors }: KnobsFit, seed: string) {
  const own = errors[stream(seed, 'error', 0).integer(Math.max(1, errors.length))] ?? [];
  return Object.fromEntries(
    knobsOf(archetype).flatMap((knob, k) => {
      const { value, isIdentified } = fits[k];
      const ln = Math.log(value) + (own[k] ?? 0);
      return isIdentified ? [[knob.setting, valueAt(knob, ln, lnRange(knob, archetype))]] : [];
    }),
  );
}

/** Fewest worlds that give a test. */
const fewestWorlds = 5;

/**
 * Each trait of a record against worlds, on logarithms: Student’s t of a single value against a sample, two-sided. Traits that the record or
 * more than a fifth of the worlds lack are left out.
 */
export function judge(
  network: SeenNetwork,
  worlds: readonly SeenNetwork[],
  roleOf: (trait: Trait) => Judgement['role'],
): Judgement[] {
  return traits.flatMap((trait) => {
    const recorded = trait.of(network);
    const own = lnTrait(trait, network);
    const shown = worlds.flatMap((world) => lnTrait(trait, world) ?? []);
    const isJudged = shown.length >= Math.max(fewestWorlds, 0.8 * worlds.length);
    if (recorded === null || own === null || !isJudged) return [];
    const { name, unit } = trait;
    return [{ trait: name, unit, role: roleOf(trait), recorded, ...against(own, shown, trait) }];
  });
}

/** Whether a trait is a part of a whole. */
const isPart = (unit: string): boolean => unit === 'share' || unit === 'total variation';

function against(own: number, shown: readonly number[], { floor, unit }: Trait) {
  const n = shown.length;
  const mean = shown.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(shown.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const sorted = shown.toSorted((one, other) => one - other);
  const most = isPart(unit) ? 1 : Number.POSITIVE_INFINITY;
  const back = (ln: number) => Math.min(most, Math.max(0, Math.exp(ln) - floor));
  const error = sd * Math.sqrt(1 + 1 / n);
  const half = studentQuantile(0.975, n - 1) * error;
  return {
    simulated: back(sorted[Math.floor((n - 1) / 2)]),
    low: back(mean - half),
    high: back(mean + half),
    p: error > 0 ? 2 * (1 - studentCdf(Math.abs(own - mean) / error, n - 1)) : Number(own === mean),
  };
}
