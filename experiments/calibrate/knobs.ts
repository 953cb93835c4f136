import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { stream } from '../../sim/random.ts';
import { readingOf } from '../../sim/rules/reading.ts';

/** A setting that is fitted by worlds, on a logarithmic scale. */
export interface Knob {
  readonly setting: string;
  readonly unit: string;
  readonly isWhole: boolean;
  /** What is asked: least and most, given the archetype’s value. */
  range(own: number): readonly [least: number, most: number];
  /** Whether it is asked in worlds of an archetype; absent: always. */
  isAsked?(archetype: Scenario): boolean;
}

const fixed = (least: number, most: number) => () => [least, most] as const;

/** Knobs that no number of a network states: worlds say what comes of them. */
const knobs: readonly Knob[] = [
  {
    setting: 'scenario.arrivalRate',
    unit: 'candidates per block and 4,096 uids',
    isWhole: false,
    range: (own) => [own / 16, own * 16],
  },
  { setting: 'scenario.sizeSigma', unit: 'of ln size', isWhole: false, range: fixed(0.2, 2) },
  { setting: 'validator.sweepBlocks', unit: 'blocks', isWhole: true, range: fixed(100, 1600) },
  { setting: 'validator.alpha', unit: 'share', isWhole: false, range: fixed(0.02, 0.6) },
  { setting: 'validator.queries', unit: 'queries per uid and sweep', isWhole: true, range: fixed(1, 64) },
  {
    setting: 'validator.payPower',
    unit: 'power of the score',
    isWhole: false,
    range: (own) => [own / 4, own * 4],
    isAsked: (archetype) => archetypeValue(archetype, 'validator.payPower') !== 1,
  },
];

/** The knobs that are asked in worlds of an archetype: how steep pay is only where validators bend their scores. */
export const knobsOf = (archetype: Scenario): readonly Knob[] =>
  knobs.filter(({ isAsked }) => isAsked?.(archetype) ?? true);

/** Value of a knob in an archetype. */
export function archetypeValue({ ruleset, settings }: Scenario, setting: string): number {
  const value: unknown = Reflect.get(resolve(ruleset, settings), setting);
  if (typeof value !== 'number') throw new RangeError(`${setting} is not a number in the archetype`);
  return value;
}

/** ln of the range in which a knob is asked in worlds of an archetype. */
export function lnRange(knob: Knob, archetype: Scenario): readonly [number, number] {
  const [least, most] = knob.range(archetypeValue(archetype, knob.setting));
  return [Math.log(least), Math.log(most)];
}

/** A knob’s value from its logarithm, inside the range. */
export function valueAt(knob: Knob, ln: number, [least, most]: readonly [number, number]): number {
  const value = Math.exp(Math.min(most, Math.max(least, ln)));
  return knob.isWhole ? Math.round(value) : value;
}

/** Settings drawn for one world, each log-uniform in its range, independent of each other. */
export const drawnKnobs = (archetype: Scenario, seed: string): Record<string, number> =>
  Object.fromEntries(
    knobsOf(archetype).map((knob) => {
      const range = lnRange(knob, archetype);
      const ln = range[0] + stream(seed, 'knob', knob.setting).next() * (range[1] - range[0]);
      return [knob.setting, valueAt(knob, ln, range)];
    }),
  );

/** Part of the uids meant to be paid that rows leave out in worlds of an archetype, the lowest. */
export const excludedIn = ({ ruleset, settings }: Scenario): number =>
  readingOf(resolve(ruleset, settings)).weightRule.excludeQuantile;
