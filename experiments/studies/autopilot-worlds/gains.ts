import { knobNames } from '../../../agents/pilot/worldKnobs.ts';
import { jointLevel, valuesBySeed } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { differences } from '../../statistics/paired.ts';
import { type PilotWorld, worldsOf } from './worlds.ts';

/** What moves settings, without the oracle and doing nothing. */
export const controllers = ['loop', 'seeking', 'bandit'] as const;
export type ControllerName = (typeof controllers)[number];

/** The worlds that a study has rows or plans of: the main one, and attacks that name a knob and a shock. */
export function pilotWorlds({ attacks, base }: ModelStudy): PilotWorld[] {
  const first = knobNames.find((knob) => knob === base.knob) ?? 'immunityPeriod';
  return worldsOf([first, ...knobNames.filter((knob) => knob !== first)]).filter(
    ({ attack }) => attack === null || attacks.some(({ name }) => name === attack),
  );
}

/** One less other seed by seed, in the measure that decides unless another is named; null for fewer than two common seeds. */
export function lossBetween(
  rows: readonly ModelRow[],
  study: ModelStudy,
  [one, other]: readonly [one: string, other: string],
  attack: string | null,
  comparisons: number,
  measure: string = study.decides,
): MeanInterval | null {
  const of = (name: string) => valuesBySeed(rows, study, name, measure, attack);
  const gaps = differences(of(one), of(other));
  return gaps.length < 2 ? null : meanInterval(gaps, jointLevel(comparisons));
}

/** What a controller gains clients over doing nothing, nats; above 0 it helps. */
export interface Gain {
  readonly world: PilotWorld;
  readonly controller: ControllerName;
  readonly gain: MeanInterval;
}

/** Every controller in every world; all intervals hold together at 95 %. */
export function gainsOf(
  rows: readonly ModelRow[],
  study: ModelStudy,
  measure: string = study.decides,
): Gain[] {
  const worlds = pilotWorlds(study);
  const all = worlds.length * controllers.length;
  return worlds.flatMap((world) =>
    controllers.flatMap((controller) => {
      const gain = lossBetween(rows, study, ['nothing', controller], world.attack, all, measure);
      return gain === null ? [] : [{ world, controller, gain }];
    }),
  );
}

/** What the best constant, known with hindsight, gains over doing nothing, by world; the intervals hold together at 95 %. */
export function possibleGains(rows: readonly ModelRow[], study: ModelStudy) {
  const worlds = pilotWorlds(study);
  return worlds.flatMap((world) => {
    const gain = lossBetween(rows, study, ['nothing', 'oracle'], world.attack, worlds.length);
    return gain === null ? [] : [{ world, gain }];
  });
}
