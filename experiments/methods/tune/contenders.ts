import { type Evaluation, settingKey } from './evaluation.ts';
import { fronts } from './pareto.ts';
import { expectsSafe, type Picture } from './picture.ts';
import { changeBetween, type Setting, type Space } from './space.ts';

/** A setting that fresh seeds judge, and the search that named it. */
export interface Contender {
  readonly setting: Setting;
  readonly roles: readonly string[];
}

/** Joins contenders of the same setting, and leaves out the status quo. */
export function distinctContenders(contenders: readonly Contender[], statusQuo: Setting): Contender[] {
  const byKey = new Map<string, Contender>();
  for (const { setting, roles } of contenders) {
    const key = settingKey(setting);
    if (key === settingKey(statusQuo)) continue;
    byKey.set(key, { setting, roles: [...(byKey.get(key)?.roles ?? []), ...roles] });
  }
  return [...byKey.values()];
}

/** Steps of the way from the status quo to the best setting that are looked at. */
const steps = 20;
/** Knobs up to which every combination of them is looked at; beyond, each alone and all together. */
const fewKnobs = 6;

/**
 * The smallest change that is expected to be enough: the fewest knobs, and of those the shortest way, at which every objective is
 * within its margin of the best setting and no guardrail is broken. The status quo itself where that is enough already.
 */
export function smallestSufficient(
  picture: Picture,
  space: Space,
  statusQuo: Setting,
  best: Setting,
  margins: readonly number[],
  allows: (setting: Setting) => boolean,
): Setting {
  const goal = space.pointOf(best);
  const isEnough = (setting: Setting) => {
    const point = space.pointOf(setting);
    return (
      allows(setting) &&
      expectsSafe(picture, point) &&
      picture.objectives.every((process, k) => process.between(point, goal).mean <= margins[k])
    );
  };
  const candidates = [statusQuo, ...waysTo(space, statusQuo, best), best].filter(isEnough);
  const sized = candidates.map((setting) => ({ setting, ...changeBetween(space, statusQuo, setting) }));
  sized.sort((one, other) => one.knobs - other.knobs || one.distance - other.distance);
  return sized[0]?.setting ?? best;
}

/** Settings on the way from one to another, by every part of the knobs. */
function waysTo(space: Space, from: Setting, to: Setting): Setting[] {
  const start = space.pointOf(from);
  const moving = space.dimensions.map(({ name }) => name).filter((name) => from[name] !== to[name]);
  return partsOf(moving).flatMap((knobs) => {
    const target = space.pointOf({ ...from, ...Object.fromEntries(knobs.map((name) => [name, to[name]])) });
    return Array.from({ length: steps }, (_, k) => {
      const share = (k + 1) / steps;
      const setting = space.settingOf(start.map((x, j) => x + share * (target[j] - x)));
      // Knobs that do not move keep their exact value, and the end of the way is the best setting's own.
      const moved = knobs.map((name) => [name, share === 1 ? to[name] : setting[name]]);
      return { ...from, ...Object.fromEntries(moved) };
    });
  });
}

function partsOf(names: readonly string[]): string[][] {
  if (names.length > fewKnobs) return [...names.map((name) => [name]), [...names]];
  return Array.from({ length: 2 ** names.length - 1 }, (_, k) =>
    names.filter((_, j) => (((k + 1) >> j) & 1) === 1),
  );
}

/**
 * Settings that were tried and that the picture expects to be undominated and safe, at most `most` of them, spread evenly along the
 * first objective.
 */
export function expectedFront(
  picture: Picture,
  evaluations: readonly Evaluation[],
  most: number,
): { readonly setting: Setting; readonly expected: readonly number[] }[] {
  const tried = [...new Map(evaluations.map((one) => [settingKey(one.setting), one])).values()];
  const safe = tried.filter(({ point }) => expectsSafe(picture, point));
  if (safe.length === 0) return [];
  const expected = safe.map(({ point }) => picture.objectives.map((process) => process.meanAt(point)));
  const front = fronts(expected)[0].sort((one, other) => expected[one][0] - expected[other][0]);
  const count = Math.min(most, front.length);
  const places = Array.from({ length: count }, (_, k) =>
    count === 1 ? 0 : Math.round((k * (front.length - 1)) / (count - 1)),
  );
  return places.map((place) => ({ setting: safe[front[place]].setting, expected: expected[front[place]] }));
}
