import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { number } from '../../statistics/format.ts';
import { upperShare } from '../../statistics/shareBound.ts';
import { type ControllerName, controllers, pilotWorlds } from './gains.ts';
import { knobWords, type PilotWorld } from './worlds.ts';

/** Worlds in 100 in which a controller may move a setting beyond its noise although nothing happens. */
const allowed = 5;

/** In how many calm worlds a controller moved its setting beyond its noise, %, with the exact interval of Clopper and Pearson at 95 %. */
interface Moved {
  readonly world: PilotWorld;
  readonly controller: ControllerName;
  readonly n: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Whether a study asks of calm worlds alone, beside doing nothing. */
export const isOfNulls = (study: ModelStudy): boolean =>
  pilotWorlds(study).every(({ shock }) => shock === 'none') &&
  study.conditions.every(({ name }) => name !== 'oracle');

function movedOf(rows: readonly ModelRow[], study: ModelStudy): Moved[] {
  return pilotWorlds(study).flatMap((world) =>
    controllers.flatMap((controller): Moved[] => {
      const kept = meanOfCondition(rows, study, controller, 'kept', world.attack);
      if (kept === null) return [];
      const { n } = kept;
      const moved = Math.round(n * (1 - kept.mean));
      const [low, high] = [1 - upperShare(n - moved, n, 0.975), upperShare(moved, n, 0.975)];
      return [{ world, controller, n, mean: (100 * moved) / n, low: 100 * low, high: 100 * high }];
    }),
  );
}

const worstOf = (all: readonly Moved[]): Moved =>
  all.reduce((worst, one) => (one.mean > worst.mean ? one : worst));

/** What a study of nulls answers: the case that moved most often, beside what was allowed before it ran. */
export function nullAnswer(
  rows: readonly ModelRow[],
  study: ModelStudy,
  words: Readonly<Record<ControllerName, string>>,
): string {
  const all = movedOf(rows, study);
  if (all.length === 0) return 'Nothing can be compared yet: too few runs have ended.';
  const worst = worstOf(all);
  const share = `${number(worst.mean, 0)} % [${number(worst.low, 0)}, ${number(worst.high, 0)}] of ${worst.n} worlds`;
  const within = all.filter(({ mean }) => mean <= allowed).length;
  if (within === all.length)
    return `In calm full worlds controllers move a setting beyond their noise in ${share} at most, where ${allowed} % are allowed (${all.length} cases).`;
  const what = `In calm full worlds ${words[worst.controller]} moves the ${knobWords[worst.world.knob]} beyond its noise in ${share}, where ${allowed} % are allowed`;
  return fitting(`${what}; ${within} of ${all.length} cases keep to that.`, `${what}.`);
}
