import { stream } from '../../../sim/random.ts';
import { race, raceFirstLook } from './racing.ts';
import type { Setting } from './space.ts';
import type { TuneContext } from './tuneContext.ts';

/** Chance that the best of the settings is thrown out. */
const error = 0.05;

/**
 * Races random settings against each other on common seeds, within the budget of the plan: as many as may each run twice the first look.
 * Returns the winner.
 */
export async function raceSettings(context: TuneContext): Promise<Setting | null> {
  const { plan, space, allows } = context;
  const draws = stream(plan.seed, 'race', 0);
  const settings: Setting[] = [];
  const count = Math.max(2, Math.floor(plan.budget / (2 * raceFirstLook)));
  for (let k = 0; k < 1000 * count && settings.length < count; k++) {
    const setting = space.settingOf(Array.from({ length: space.size }, () => draws.next()));
    const isNew = settings.every((known) => JSON.stringify(known) !== JSON.stringify(setting));
    if (isNew && allows(setting)) settings.push(setting);
  }
  if (settings.length < 2) return settings[0] ?? null;
  const result = await race(
    settings.length,
    async (wanted) => {
      const ran = await context.run(
        'search',
        wanted.map(({ setting, seed }) => ({ setting: settings[setting], seed: plan.firstSeed + seed })),
      );
      return ran.map((evaluation) => context.told(evaluation)?.[0] ?? null);
    },
    { error, firstLook: raceFirstLook, seeds: plan.searchSeeds, mostTrials: plan.budget },
  );
  return settings[result.best];
}
