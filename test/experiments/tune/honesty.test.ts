import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nullStudies } from '../../../experiments/honesty/nothingMatters.ts';
import { raceCounts } from '../../../experiments/honesty/planted.ts';
import type { tunerHonesty } from '../../../experiments/honesty/tuner.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const kept = JSON.parse(
  readFileSync(new URL('../../../results/reference/honesty/tuner.json', import.meta.url), 'utf8'),
) as Awaited<ReturnType<typeof tunerHonesty>>;

describe('the tuner, small form of npm run honesty:tuner', () => {
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

  it('finds planted optima closer than random search by Gaussian process and CMA-ES, not by NSGA-II’s front', () => {
    const upperEnds = Object.fromEntries(
      kept.planted.map(({ search, difference }) => [search, difference.high]),
    );
    expect(upperEnds.gaussian).toBeLessThan(0);
    expect(upperEnds['cma-es']).toBeLessThan(0);
    // A miss, kept in sight: with a tenth of the range as noise its front is no larger than that of random points.
    expect(upperEnds.nsga2).toBeGreaterThan(0);
  });
});
