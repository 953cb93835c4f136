import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { modelNamed } from '../../plan/modelTrial.ts';
import { freshSeed } from './confirming.ts';

/** A setting without a source and the values that it is tried at, ascending, beside its usual one. */
export interface Ladder {
  readonly setting: string;
  /** As a sentence calls it. */
  readonly words: string;
  readonly values: readonly number[];
}

/** The attack of a plan that changes one setting to a value and nothing else; undefined: it has none. */
export const attackAt = (
  { attacks }: ModelStudy,
  setting: string,
  value: number,
): ModelCondition | undefined =>
  attacks.find(({ set }) => set[setting] === value && Object.keys(set).length === 1);

/** The attacks that a ladder makes; one that the plan has already keeps its name. */
export const rungsOf = (study: ModelStudy, { setting, words, values }: Ladder): ModelCondition[] =>
  values.map(
    (value) =>
      attackAt(study, setting, value) ?? {
        name: `${setting}-${value}`,
        words: `${words}: ${value}`,
        set: { [setting]: value },
      },
  );

/** The value that all conditions have without an attack. Throws a `RangeError` for a setting that is not a number. */
export function usualOf({ model, base }: ModelStudy, { setting }: Ladder): number {
  const usual = base[setting] ?? modelNamed(model).settings.find(({ name }) => name === setting)?.usual;
  if (typeof usual !== 'number')
    throw new RangeError(`setting of a ladder must be a number of ${model}; received ${setting} (name one)`);
  return usual;
}

/** How many seeds the ladders are climbed with, and what of the plan they need. */
export interface Climbing {
  readonly ladders: readonly Ladder[];
  readonly seeds: number;
  readonly attackSeeds: number;
  /** Conditions that are run, the first of the study among them; left out: all. */
  readonly conditions?: readonly string[];
}

/** A study in which each assumption without a source is varied over what is plausible, on fresh seeds. */
export function sensitivityOf(
  study: ModelStudy,
  { ladders, seeds, attackSeeds, conditions }: Climbing,
): ModelStudy {
  const [first, ...others] = study.conditions;
  return {
    ...study,
    size: 'sensitivity',
    conditions: [
      first,
      ...others.filter(({ name }) => conditions === undefined || conditions.includes(name)),
    ],
    attacks: ladders.flatMap((ladder) => rungsOf(study, ladder)),
    seeds,
    attackSeeds,
    firstSeed: freshSeed,
  };
}
