import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { type Ridge, ridge } from '../statistics/ridge.ts';
import { type Knob, knobsOf, lnRange, valueAt } from './knobs.ts';
import { quadraticIn } from './quadratic.ts';
import { reachableTraits } from './reachable.ts';
import type { ReferenceWorld } from './reference.ts';
import type { SeenNetwork } from './sighting.ts';
import { lnTrait, type Trait } from './traits.ts';

/** What a network says of one knob. */
export interface KnobFit {
  readonly setting: string;
  readonly unit: string;
  readonly value: number;
  /** 95 % interval, its ends rounded where the knob is a whole number. */
  readonly low: number;
  readonly high: number;
  /** What was asked. */
  readonly range: readonly [number, number];
  /** Length of the interval over that of the range, both of logarithms, 0 … 1. */
  readonly partOfRange: number;
  /** Whether all of the interval would lie outside what was asked: then no end of it is known. */
  readonly isBeyond: boolean;
  readonly isIdentified: boolean;
}

/** What a network says of all knobs. */
export interface KnobsFit {
  readonly knobs: readonly KnobFit[];
  /** Traits that went into it. */
  readonly used: readonly string[];
  /** Traits that no reference world shows: the model does not reach them, so they were not used. */
  readonly outside: readonly string[];
  /** [world][knob] error of ln of a knob in the reference worlds, each from the fit to the others. */
  readonly errors: readonly (readonly number[])[];
}

/** A knob whose interval is longer than this part of what was asked is not identified. */
export const identifiedBelow = 2 / 3;

/**
 * Fits the knobs of reference worlds to what a network shows: ridge regression of ln of each knob on logarithms of the traits, their
 * squares and products (regression adjustment: Beaumont, Zhang & Balding 2002), and around the prediction the quantile of the errors of
 * reference worlds that were left out (conformal prediction: Vovk et al. 2005), which covers 95 % of worlds drawn from the ranges
 * whatever the errors are distributed like.
 */
export function fitKnobs(
  archetype: Scenario,
  worlds: readonly ReferenceWorld[],
  network: SeenNetwork,
): KnobsFit {
  const { used, outside } = reachableTraits(worlds, network);
  const shown = worlds.flatMap(({ set, seen }) => {
    const values = shownBy(used, seen);
    return values === null ? [] : [{ set, values }];
  });
  const featuresOf = quadraticIn(shown.map(({ values }) => values));
  const cases = shown.map(({ set, values }) => ({ set, features: featuresOf(values) }));
  const own = featuresOf(shownBy(used, network) ?? []);
  const fits = knobsOf(archetype).map((knob) => {
    const regression =
      used.length === 0
        ? null
        : ridge(
            cases.map(({ features }) => features),
            cases.map(({ set }) => Math.log(set[knob.setting])),
          );
    return { fit: knobFit(knob, archetype, regression, own), leftOut: regression?.leftOut ?? [] };
  });
  return {
    knobs: fits.map(({ fit }) => fit),
    used: used.map(({ name }) => name),
    outside: outside.map(({ name }) => name),
    errors: (fits[0]?.leftOut ?? []).map((_, world) => fits.map(({ leftOut }) => leftOut[world])),
  };
}

/** ln of the traits of a network, in their order; null where one is missing. */
function shownBy(used: readonly Trait[], network: SeenNetwork): number[] | null {
  const values = used.map((trait) => lnTrait(trait, network));
  return values.includes(null) ? null : values.filter((value) => value !== null);
}

function knobFit(
  knob: Knob,
  archetype: Scenario,
  regression: Ridge | null,
  features: readonly number[],
): KnobFit {
  const { setting, unit } = knob;
  const range = lnRange(knob, archetype);
  const middle = regression?.predict(features) ?? (range[0] + range[1]) / 2;
  const half = regression === null ? range[1] - range[0] : conformalHalf(regression.leftOut);
  const [value, low, high] = [middle, middle - half, middle + half].map((ln) => within(ln, range));
  const partOfRange = (high - low) / (range[1] - range[0]);
  const isBeyond = middle + half < range[0] || middle - half > range[1];
  return {
    ...{ setting, unit, partOfRange, isBeyond },
    isIdentified: !isBeyond && partOfRange <= identifiedBelow,
    value: valueAt(knob, value, range),
    low: valueAt(knob, low, range),
    high: valueAt(knob, high, range),
    range: [Math.exp(range[0]), Math.exp(range[1])],
  };
}

const within = (ln: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, ln));

/** The error that 95 % of n + 1 cases stay below: the ⌈0.95 (n + 1)⌉-th smallest. */
function conformalHalf(errors: readonly number[]): number {
  const sizes = errors.map(Math.abs).sort((one, other) => one - other);
  const place = Math.ceil(0.95 * (sizes.length + 1));
  return place > sizes.length ? Number.POSITIVE_INFINITY : sizes[place - 1];
}
