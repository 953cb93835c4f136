import type { TrialPlan } from '../plan/trial.ts';
import type { Knob, Levels, PanelFacts, Setting } from './facts.ts';

/** Two trials that share their luck and differ in a setting alone. */
export interface Pair {
  readonly seed: string;
  readonly statusQuo: TrialPlan;
  readonly setting: TrialPlan;
  /** Names of the measures that are compared. */
  readonly wanted: readonly string[];
}

/** The seeds of a setting, in their order. */
export const seedsOf = ({ firstSeed }: PanelFacts, { worlds }: Pick<Setting, 'worlds'>): string[] =>
  Array.from({ length: worlds }, (_, k) => String(firstSeed + k));

/** Names of what a panel compares. */
export const measureNames = ({ measures }: Pick<PanelFacts, 'measures'>): string[] =>
  measures.map(({ name }) => name);

/** Levels in which a setting differs from the status quo, knobs that both sides have in common apart. */
export const moved = ({ knobs }: Pick<PanelFacts, 'knobs'>, { levels }: Pick<Setting, 'levels'>): Knob[] =>
  knobs.filter(({ name, acts, statusQuo }) => acts !== 'common' && levels[name] !== statusQuo);

/**
 * The two trials of a seed. Both are founded under the status quo and settle; then the setting acts in one of them. A knob that a running
 * world would not notice holds from the founding on.
 */
export function pairOf(facts: PanelFacts, setting: Setting, seed: string): Pair {
  const { world, knobs } = facts;
  const asked = moved(facts, setting);
  const common = levelsOf(
    knobs.filter(({ acts }) => acts === 'common'),
    setting.levels,
  );
  const inForce = Object.fromEntries(
    knobs.filter(({ acts }) => acts !== 'common').map(({ name, statusQuo }) => [name, statusQuo]),
  );
  const founded = levelsOf(
    asked.filter(({ acts }) => acts === 'founds'),
    setting.levels,
  );
  const changed = levelsOf(
    asked.filter(({ acts }) => acts === 'changes'),
    setting.levels,
  );
  const statusQuo = planOf(facts, setting, { ...common, ...inForce }, seed);
  const other = planOf(facts, setting, { ...common, ...inForce, ...founded }, seed);
  const isChanged = Object.keys(changed).length > 0;
  return {
    seed,
    wanted: measureNames(facts),
    statusQuo,
    setting: isChanged ? { ...other, change: { day: world.settlingDays, set: changed } } : other,
  };
}

function planOf({ world }: PanelFacts, { days }: Setting, levels: Levels, seed: string): TrialPlan {
  const { ruleset, arithmetic, set, settlingDays, network } = world;
  const { scenario = world.scenario, ...settings } = levels;
  return {
    ruleset,
    scenario: String(scenario),
    arithmetic,
    set: { ...set, ...settings },
    warmUpDays: settlingDays,
    days,
    seed,
    ...(network !== undefined && { network }),
  };
}

const levelsOf = (knobs: readonly Knob[], levels: Levels): Levels =>
  Object.fromEntries(knobs.map(({ name }) => [name, levels[name]]));
