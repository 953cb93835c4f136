import { hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { Value } from '../../plan/design/domain.ts';
import { scenarioNamed } from '../../plan/trial.ts';

type Settings = Readonly<Record<string, Value>>;

/** A number that answers a study, seed by seed. */
export interface Headline {
  readonly title: string;
  readonly unit: string;
  readonly measure: string;
  /** The level of the first factor at which it is read. */
  readonly at: number;
  /** Read as the difference from this level, or as its change in per cent. */
  readonly from?: { readonly level: number; readonly as: 'difference' | 'percent' };
}

/** A knob to be halved and doubled, or set to what else it may be. */
export interface Knob {
  /** The assumption it belongs to. */
  readonly id: string;
  readonly knob: string;
  /** What else must be so for the knob to act; the change is then measured from that world. */
  readonly under?: Settings;
  /** In place of half and double, with the reason. */
  readonly values?: readonly Value[];
  readonly because?: string;
  /** Name of its headline; those that the group is `about` if left out. */
  readonly headline?: string;
}

/** Knobs that share a world and its headlines. */
export interface OneAtATime {
  readonly name: string;
  readonly question: string;
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly set: Settings;
  readonly factor: string;
  readonly levels: readonly number[];
  readonly seeds: number;
  readonly warmUpDays: number;
  readonly days: number;
  readonly headlines: Readonly<Record<string, Headline>>;
  /** Headlines of every knob that names none; the first if left out. */
  readonly about?: readonly string[];
  readonly knobs: readonly Knob[];
}

/** What a knob is set to, in which column of the table, and what was put in its way. */
export interface Variant {
  readonly column: 'halved' | 'doubled' | 'other';
  readonly value: Value;
  /** Said where the value is not the wished one: the bound of the knob. */
  readonly bound: string | null;
}

/** The value that a knob has in the world of its study. */
export function baseOf({ ruleset, scenario, set }: OneAtATime, { knob, under }: Knob): Value {
  return (
    under?.[knob] ??
    set[knob] ??
    scenarioNamed(scenario).settings[knob] ??
    hyperparameter(ruleset, knob).default
  );
}

/**
 * A knob at half and at twice its value, within the bounds of its row; a choice or a switch at everything else it may be. A value that
 * the bounds leave where it was is no variant: it comes with `isSame`.
 */
export function variantsOf(oneAtATime: OneAtATime, knob: Knob): (Variant & { readonly isSame: boolean })[] {
  const row = hyperparameter(oneAtATime.ruleset, knob.knob);
  const base = baseOf(oneAtATime, knob);
  if (knob.values !== undefined || typeof base !== 'number') {
    const all =
      knob.values ?? (row.type === 'choice' ? row.choices : [true, false]).filter((one) => one !== base);
    return all.map((value) => ({ column: 'other', value, bound: null, isSame: false }));
  }
  const [low, high] = row.type === 'integer' || row.type === 'number' ? row.range : [base, base];
  return ([0.5, 2] as const).map((factor) => {
    const wished = row.type === 'integer' ? Math.round(base * factor) : base * factor;
    const value = Math.min(high, Math.max(low, wished));
    const bound =
      value === wished ? null : `${wished} is beyond ${value}, its ${factor < 1 ? 'least' : 'most'}`;
    return { column: factor < 1 ? 'halved' : 'doubled', value, bound, isSame: value === base };
  });
}

/** The name of an arm: what it sets, in the order it is set. */
export const armOf = (set: Settings): string =>
  Object.entries(set)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/** What the arm of a variant sets. */
export const variantSet = ({ knob, under }: Knob, { value }: Variant): Settings => ({
  ...under,
  [knob]: value,
});
