import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  countEffects,
  findsEffect,
  mostFound,
  type NullCount,
  onOneSeed,
} from '../../../../experiments/evidence/calibration/nullWorld.ts';
import { nullWorlds } from '../../../../experiments/evidence/calibration/nullWorlds.ts';

const committed: NullCount[] = JSON.parse(
  readFileSync(new URL('../../../../results/reference/calibration/nulls.json', import.meta.url), 'utf8'),
);

describe('a study in whose world the knob does nothing', () => {
  it.each(nullWorlds)('$study: measures the same at every level of $knob on one seed', (world) => {
    const [first, ...others] = onOneSeed(world, '1').map((measures) =>
      world.metrics.map((metric) => measures[metric]),
    );
    for (const value of first) expect(value).toBeTypeOf('number');
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(nullWorlds)('$study: finds an effect in at most 18 of 200 repeats', ({ study }) => {
    const { repeats, found } = committed.find((count) => count.study === study)!;
    expect(repeats).toBe(200);
    expect(found.length).toBeLessThanOrEqual(mostFound);
  });

  it('shares no seed with another', () => {
    const kept = nullWorlds.map(({ study }) => committed.find((count) => count.study === study)!.seeds);
    expect(new Set(kept).size).toBe(nullWorlds.length);
    for (const world of nullWorlds) expect(countEffects(world, 0).seeds).toContain(world.study);
  });

  // One repeat that found something and one that did not; `npm run remake nulls` counts all 200.
  it.each(nullWorlds)('$study: the committed count is of these very trials', (world) => {
    const { found } = committed.find(({ study }) => study === world.study)!;
    expect(findsEffect(world, found[0])).toBe(true);
    expect(findsEffect(world, 1)).toBe(found.includes(1));
  });
});
