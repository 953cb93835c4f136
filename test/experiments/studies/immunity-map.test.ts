import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../experiments/analysis/beginning/settling.ts';
import { type BegunStudy, isBegun, worldsOf } from '../../../experiments/analysis/beginning/worlds.ts';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import { type Study, type StudyTrial, trialsOf } from '../../../experiments/plan/study.ts';
import { mapPage } from '../../../experiments/studies/immunity-map/page.ts';
import { mapPicture } from '../../../experiments/studies/immunity-map/picture.ts';
import { conjectureOf, fitsOf } from '../../../experiments/studies/immunity-map/ratios.ts';
import { cellWords, isInert, mattersIn } from '../../../experiments/studies/immunity-map/words.ts';
import {
  daysToBeKnown,
  immuneShare,
  mapWorlds,
  timesKnown,
} from '../../../experiments/studies/immunity-map/worlds.ts';
import { immunityMap, immunityMapAttacked } from '../../../experiments/studies/immunity-map.ts';
import { stream } from '../../../sim/random.ts';

/** Days until known, flow and immunity in days to what is lost, nats. */
type Effect = (flow: number, known: number, immunity: number) => number;

const slots = 244;
const share = (flow: number, immunity: number) => (flow * immunity) / slots;
/** By both ratios alone: the unproven above a tenth of the slots, and newcomers who are not known in time. */
const byRatios: Effect = (flow, known, immunity) =>
  0.2 * Math.max(0, share(flow, immunity) - 0.1) + 0.02 * 2 ** ((-20 * immunity) / known) * share(flow, 1);

const begun = (study: Study): BegunStudy => {
  if (!isBegun(study)) throw new TypeError('the map has a beginning');
  return study;
};

/** A trial whose served loss is as we say on every day, with a little noise of its seed. */
function madeRow({ arm, levels, plan }: StudyTrial, effect: Effect, noise: number): CompleteRow {
  const flow = Number(plan.set['scenario.foundersFlow']);
  const sweep = Number(plan.set['validator.sweepBlocks']);
  const immunity = Number(levels.immunityPeriod ?? plan.set.immunityPeriod);
  const { normal } = stream(plan.seed, 'made', `${arm} ${flow} ${sweep} ${immunity}`);
  const lost = effect(flow, daysToBeKnown(sweep, 0.12), immunity / 7200);
  const every = (value: () => number) => Array.from({ length: plan.days }, value);
  return {
    id: `${arm} ${flow} ${sweep} ${immunity} ${plan.seed} ${plan.days}`,
    arm,
    levels,
    plan,
    status: 'complete',
    measures: { servedGap: lost },
    tables: {},
    days: [],
    path: {
      servedGap: every(() => -0.3 + lost + noise * normal()),
      registrationsPerDay: every(() => flow),
    },
  } as unknown as CompleteRow;
}

function resultsOf(plan: Study, effect: Effect, noise = 0.001) {
  const study = begun(plan);
  const pilots = worldsOf(study).flatMap(({ arm, levels, plan: own }) =>
    ['1', '2', '3', '4', '5'].map((seed) =>
      madeRow({ arm, levels, plan: { ...own, days: 50, seed } }, () => 0, 0.001),
    ),
  );
  const rows = trialsOf(study).map((trial) => madeRow(trial, effect, noise));
  return { study, rows, warmUp: findingOf(study, pilots) };
}

const worldsUnder = (effect: Effect, noise?: number) => mapWorlds(resultsOf(immunityMap, effect, noise));

describe('the map of immunity', () => {
  it('takes for known whom the moving average has at nine tenths: 0.88 to the 18.01 is a tenth', () => {
    expect(daysToBeKnown(400, 0.12)).toBeCloseTo((400 * 18.0126) / 7200, 4);
    expect(daysToBeKnown(360, 1)).toBe(0.05);
  });

  it('has in each cell the ratios of its flow and its time to be known', () => {
    const [quiet] = worldsUnder(() => 0);
    expect(immuneShare(quiet, 14_400)).toBeCloseTo((3.75 * 2) / 244, 12);
    expect(timesKnown(quiet, 7200)).toBeCloseTo(1 / 0.9006, 3);
  });

  it('says that nothing changes where trials are alike in every digit, and not where they merely look alike', () => {
    expect(worldsUnder(() => 0, 0).every(isInert)).toBe(true);
    const [noisy] = worldsUnder(() => 0);
    expect(isInert(noisy)).toBe(false);
    expect(cellWords(noisy)[0]).toBe('all safe');
  });

  it('marks the cells in which a value is beyond the margin, and names the values that are not', () => {
    const worlds = worldsUnder(byRatios).filter(({ isOnMap }) => isOnMap);
    const busy = worlds.find(({ place }) => place.flow === 60 && place.sweepBlocks === 360);
    // 0.2 · (0.492 − 0.1) at 48 h, 0.2 · (0.246 − 0.1) at 24 h, 0.2 · (0.123 − 0.1) = 0.0046 at 12 h.
    expect(busy && cellWords(busy)).toEqual(['safe 3–12 h', '48 h costs 0.078']);
    expect(worlds.map(mattersIn).filter((one) => one === 'matters')).toHaveLength(2);
  });

  it('gives no steady answer where the effect still grows', () => {
    const results = resultsOf(immunityMap, byRatios);
    const growing = results.rows.map((row) => ({
      ...row,
      path: {
        ...row.path,
        servedGap: (row.path?.servedGap ?? []).map(
          (value, day) => (value ?? 0) + (row.levels.immunityPeriod === 900 ? 0.01 * day : 0),
        ),
      },
    }));
    const [world] = mapWorlds({ ...results, rows: growing });
    expect(world.isSteady).toBe(false);
    expect(cellWords(world)[0]).toBe('not settled');
  });
});

describe('the conjecture of the two ratios', () => {
  it('is confirmed where they alone decide, by twins in which the step matters', () => {
    const conjecture = conjectureOf(worldsUnder(byRatios), 0.01);
    expect(conjecture.verdict).toBe('confirmed');
    expect(conjecture.twins).toHaveLength(3);
    expect(conjecture.twins.filter(({ isTelling }) => isTelling).length).toBeGreaterThan(0);
    const { fits, noise } = fitsOf(worldsUnder(byRatios)) ?? { fits: [], noise: 0 };
    expect(noise).toBeLessThan(0.001);
    expect(fits.map(({ coefficients }) => coefficients)).toEqual([0, 3, 6, 10]);
  });

  it('is refuted where the flow itself decides', () => {
    const byFlow: Effect = (flow, _, immunity) => 0.002 * flow * share(flow, immunity);
    expect(conjectureOf(worldsUnder(byFlow), 0.01).verdict).toBe('refuted');
  });

  it('is undecided where immunity does nothing anywhere: such twins agree whatever is true', () => {
    expect(
      conjectureOf(
        worldsUnder(() => 0),
        0.01,
      ).verdict,
    ).toBe('undecided');
  });

  it('is decided only by worlds that had settled before the change', () => {
    const results = resultsOf(immunityMap, byRatios);
    const restless = results.warmUp?.worlds.map((one) =>
      one.world.levels['scenario.foundersFlow'] === 120 ? { ...one, settled: false } : one,
    );
    const warmUp = results.warmUp && { ...results.warmUp, worlds: restless ?? [] };
    const { twins, verdict } = conjectureOf(mapWorlds({ ...results, warmUp }), 0.01);
    expect(twins.map(({ decides }) => decides)).toEqual([true, true, false]);
    expect(verdict).toBe('undecided');
  });

  it('is undecided where the noise is as large as the margin', () => {
    expect(conjectureOf(worldsUnder(byRatios, 0.02), 0.01).verdict).not.toBe('confirmed');
  });
});

describe('the page of the map', () => {
  it('tells where immunity matters, what is safe everywhere, and the verdict on the conjecture', () => {
    const answer = mapPage(resultsOf(immunityMap, byRatios)).sure.join('\n');
    expect(answer).toContain('Immunity matters in 2 of 6 cells of the map');
    expect(answer).toContain(
      'Safe in every cell that has settled: 3, 6, 12 hours (900, 1,800, 3,600 blocks)',
    );
    expect(answer).toContain('two ratios tell it all is confirmed');
  });

  it('draws a column for each flow and a row for each time to be known', () => {
    const worlds = worldsUnder(byRatios).filter(({ isOnMap }) => isOnMap);
    const spec = JSON.stringify(mapPicture(worlds, 0.01));
    for (const words of ['4 a day', '15 a day', '60 a day', '0.9 days', '3.6 days'])
      expect(spec).toContain(words);
    expect(spec).not.toContain('not run');
  });

  it('tells the busy place on other seeds and each changed assumption', () => {
    const page = mapPage(resultsOf(immunityMapAttacked, byRatios));
    expect(page.summary.rows.map(([name]) => name)).toEqual([
      '60 a day, known in 0.9 days',
      'a frontier a hundredth as fast (60 a day, known in 0.9 days)',
      'no moving average (60 a day, known in 0.1 days)',
      'known as late by a slower average (60 a day, known in 0.9 days)',
      '15 a day, the price at its floor (15 a day, known in 0.9 days)',
    ]);
  });
});
