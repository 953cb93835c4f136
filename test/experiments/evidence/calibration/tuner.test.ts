import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nullStudies } from '../../../../experiments/evidence/calibration/nothingMatters.ts';
import { plantedFront, raceCounts } from '../../../../experiments/evidence/calibration/planted.ts';
import type { TunerCalibration } from '../../../../experiments/evidence/calibration/tuner.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const kept = JSON.parse(
  readFileSync(new URL('../../../../results/reference/calibration/tuner.json', import.meta.url), 'utf8'),
) as TunerCalibration;

describe('the tuner, small form of npm run remake tuner', () => {
  it('seldom recommends a change where nothing matters', async () => {
    // Of 12 studies at 2.5 % more than 2 would come in 3 of 1,000.
    expect((await nullStudies('cma-es', 12)).changes).toBeLessThanOrEqual(2);
    expect(kept.nullWorld).toHaveLength(5);
    for (const { studies, changes, most } of kept.nullWorld) {
      expect(studies).toBe(200);
      expect(changes).toBeLessThanOrEqual(most);
    }
  }, 60_000);

  it('throws out the best setting of a race no more often than promised, and needs fewer trials', async () => {
    const race = await raceCounts(60);
    expect(race.thrownOut).toBeLessThanOrEqual(3);
    expect(race.trials).toBeLessThan(race.trialsEqual);
    expect(kept.race.thrownOut).toBeLessThanOrEqual(kept.race.promised * kept.race.races);
  }, 60_000);

  it('finds planted optima closer than random search does, NSGA-II by its front', () => {
    expect(kept.planted.map(({ search }) => search)).toEqual(['gaussian', 'cma-es', 'nsga2']);
    for (const { seeds, difference } of kept.planted) {
      expect(seeds).toBe(100);
      expect(difference.high).toBeLessThan(0);
    }
    // Two planted fronts of NSGA-II again, of those committed only in the mean: both below what random search leaves.
    const random = kept.planted[2].random;
    for (const seed of [1, 2]) expect(plantedFront('nsga2', seed)).toBeLessThan(random);
  }, 60_000);
});
