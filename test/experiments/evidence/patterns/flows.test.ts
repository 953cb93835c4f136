import { describe, expect, it } from 'vitest';
import {
  fitArrivals,
  type Response,
  respond,
} from '../../../../experiments/evidence/patterns/arrivalsFit.ts';
import {
  fittedCounts,
  fittedFlows,
  judgedCounts,
  judgedFlows,
} from '../../../../experiments/evidence/patterns/churn.ts';
import { committedFit } from '../../../../experiments/evidence/patterns/fitted.ts';
import { againstQuantiles, bySamples } from '../../../../experiments/evidence/patterns/judgement.ts';
import { watchFlow } from '../../../../experiments/evidence/patterns/watchFlow.ts';
import { stream } from '../../../../sim/random.ts';

const told = { name: 'a pattern', unit: '', source: 'made up', fittedOn: 'nothing', judgedOn: 'all' };
const normals = (name: string, many: number, mean = 10) => {
  const draws = stream(name, 'normal', 0);
  return Array.from({ length: many }, () => mean + draws.normal());
};

describe('the churn of 111 full subnets', () => {
  it('is divided by netuid, and has the published quartiles', () => {
    expect([fittedCounts.length, judgedCounts.length]).toEqual([56, 55]);
    const all = [...fittedFlows, ...judgedFlows];
    const sorted = all.sort((one, other) => one - other);
    const published = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * all.length)].toFixed(2));
    expect(published).toEqual(['0.24', '0.73', '3.91']);
  });
});

describe('the candidates of a population of subnets', () => {
  const linear: Response = [
    [1, 2],
    [10, 20],
  ];

  it('are answered along and beyond the points of a response, in logarithms', () => {
    expect(respond(linear, 5)).toBeCloseTo(10, 10);
    expect(respond(linear, 100)).toBeCloseTo(200, 8);
    expect(respond(linear, 0.1)).toBeCloseTo(0.2, 10);
  });

  it('are found again where they are planted', () => {
    const counts = Array.from({ length: 2000 }, (_, k) =>
      Math.round(20 * stream('planted', 'count', k).lognormal(50, 1.5)),
    );
    const found = fitArrivals(counts, [
      [1, 20],
      [10, 200],
    ]);
    // Three standard errors of a median and of a range between quartiles: 1.25 and 1.17 σ / √2,000.
    expect(Math.abs(Math.log(found.median / 50))).toBeLessThan((3 * 1.25 * 1.5) / Math.sqrt(2000));
    expect(Math.abs(found.sigma - 1.5)).toBeLessThan((3 * 1.17 * 1.5) / Math.sqrt(2000));
  });

  it('of the committed fit come out of its response and the even netuids again', () => {
    const { response, arrivals } = committedFit();
    expect(fitArrivals(fittedCounts, response)).toEqual(arrivals);
  });

  it('that are more replace more uids, of whom each counts once', () => {
    const [few] = watchFlow('flat-subnet', 'test', 1, 1);
    const [many] = watchFlow('flat-subnet', 'test', 1, 64);
    expect(many).toBeGreaterThan(3 * few);
    expect(many).toBeLessThan(256);
  });
});

describe('a judgement', () => {
  it('contradicts a model that shows twice as much, with the power that it states', () => {
    const shown = normals('model', 60);
    const alike = bySamples({ ...told, shows: 'mean', recorded: normals('record', 12), shown });
    const apart = bySamples({ ...told, shows: 'mean', recorded: normals('record', 12, 20), shown });
    expect([alike.contradicted, apart.contradicted]).toEqual([false, true]);
    expect(alike.power).toEqual([1, 1]);
    expect(alike.n).toEqual([12, 60]);
  });

  it('has the power of its level where the alternative is the model itself', () => {
    const shown = normals('model', 60);
    const { power } = bySamples({
      ...told,
      shows: 'median',
      recorded: normals('record', 10),
      shown,
      half: shown,
      twice: shown,
    });
    // Three standard errors of 5 % in 200.
    for (const share of power) expect(share).toBeLessThan(0.05 + 0.047);
  });

  it('contradicts an archetype beyond the quantiles it should lie between, and none within', () => {
    const population = Array.from({ length: 60 }, (_, k) => k + 1);
    const at = (mean: number) =>
      againstQuantiles({
        ...told,
        population,
        between: [0.25, 0.75],
        shown: normals('archetype', 8, mean),
      }).contradicted;
    expect([at(2), at(30), at(59)]).toEqual([true, false, true]);
  }, 60_000);
});
