import { describe, expect, it } from 'vitest';
import { decayedBurnAfter, decayFactor, raisedBurn } from '../../../sim/burnPrice.ts';
import {
  burnRule,
  burnSlope,
  halfLifeFor,
  hiddenTarget,
  stalestAtRest,
} from '../../../sim/controllers/burnRule.ts';
import { elasticDemand, paperDemand } from '../../../sim/controllers/demand.ts';
import {
  eip1559,
  exponentialEip1559,
  fullBlock,
  largestExcess,
  restlessAbove,
  restlessBelow,
} from '../../../sim/controllers/eip1559.ts';
import {
  distinctStates,
  logPriceMap,
  lyapunov,
  meanQuantity,
  orbit,
  slopeOf,
} from '../../../sim/controllers/priceDynamics.ts';
import { burnFlow } from '../../../sim/games/burnFlow.ts';
import { stream } from '../../../sim/random.ts';

const chain = { halfLife: 360, multiplier: 1.26 };
const day = 7200;

describe('the Lyapunov exponent', () => {
  it('is ln 2 for the logistic map at 4, and ln |2 − r| where the map at r rests', () => {
    const logistic = (r: number) => (x: number) => r * x * (1 - x);
    expect(lyapunov(logistic(4), orbit(logistic(4), 0.3123, 1000, 200_000))).toBeCloseTo(Math.LN2, 2);
    expect(lyapunov(logistic(2.8), orbit(logistic(2.8), 0.3, 1000, 100))).toBeCloseTo(Math.log(0.8), 6);
  });
});

describe('EIP-1559 (arXiv 2102.10567, uniform valuations of its notebooks)', () => {
  const at = (range: number, rate = 0.125) => {
    const map = logPriceMap(eip1559(rate), paperDemand(range));
    return { map, states: orbit(map, Math.log(200), 20_000, 2000) };
  };

  it('rests above its threshold of w = 55.73 at d = 1/8 and swings between two fees below it', () => {
    const threshold = restlessBelow(0.125, 210, 1);
    expect(threshold).toBeCloseTo(55.733, 3);
    expect(distinctStates(at(threshold * 1.01).states, 1e-6)).toBe(1);
    expect(distinctStates(at(threshold * 0.999).states, 1e-6)).toBe(2);
  });

  it('rests below d = 0.0467 at w = 20 and swings above it', () => {
    const threshold = restlessAbove(20, 210, 1);
    expect(threshold).toBeCloseTo(0.046729, 6);
    expect(distinctStates(at(20, threshold * 0.99).states, 1e-6)).toBe(1);
    expect(distinctStates(at(20, threshold * 1.001).states, 1e-6)).toBe(2);
  });

  it('is chaotic at the d = 1/8 of Ethereum and w = 20: its Lyapunov exponent is above 0, and at rest it is ln |slope|', () => {
    const { map, states } = at(20);
    expect(lyapunov(map, states)).toBeGreaterThan(0.1);
    const calm = at(100);
    expect(lyapunov(calm.map, calm.states)).toBeCloseTo(Math.log(Math.abs(1 - (4 * 0.125 * 234) / 100)), 4);
    expect(slopeOf(calm.map, calm.states[0])).toBeCloseTo(1 - (4 * 0.125 * 234) / 100, 4);
  });
});

describe('the long-run bias of EIP-1559 (arXiv 2212.07175)', () => {
  it('is between 0 and 6.27 %, published as ≈ 6 %, at every range of valuations, chaotic or not', () => {
    expect(largestExcess()).toBeCloseTo(0.0627, 4);
    for (let range = 2; range < 90; range += 1.7) {
      const demand = paperDemand(range);
      const states = orbit(logPriceMap(eip1559(), demand), Math.log(200), 2000, 20_000);
      const excess = meanQuantity(states, demand) - 1;
      expect(excess).toBeGreaterThan(-1e-3);
      expect(excess).toBeLessThan(largestExcess() + 1e-3);
    }
  });

  it('reaches its bound where blocks are only full or empty', () => {
    const step = (price: number) => (price < 1 ? fullBlock : 0);
    const states = orbit(logPriceMap(eip1559(), step), 0, 1000, 200_000);
    expect(meanQuantity(states, step) - 1).toBeCloseTo(largestExcess(), 4);
  });

  it('is 0 for the exponential variant, in the same chaos', () => {
    const demand = paperDemand(20);
    const states = orbit(logPriceMap(exponentialEip1559(), demand), Math.log(200), 2000, 50_000);
    expect(Math.abs(meanQuantity(states, demand) - 1)).toBeLessThan(1e-3);
  });
});

describe('the hidden target of the burn rule', () => {
  it('is 60 registrations a day at 360 blocks and 1.26, and 4 at 5,400 blocks', () => {
    expect(hiddenTarget(chain, day)).toBeCloseTo(59.984, 3);
    expect(hiddenTarget({ ...chain, halfLife: 5400 }, day)).toBeCloseTo(3.999, 3);
    expect(halfLifeFor(4, day, 1.26)).toBeCloseTo(5398.54, 2);
  });

  it.each([
    [360, 1.26, 1],
    [360, 1.26, 3],
    [5400, 1.26, 1],
    [1440, 2, 0.7],
  ])(
    'is the mean flow of the chain’s own price (%i blocks, × %d, elasticity %d) within one in a hundred, with noise of arrivals',
    (halfLife, multiplier, elasticity) => {
      const rule = { halfLife, multiplier };
      const target = hiddenTarget(rule, day);
      const flow = { ...rule, elasticity, perDay: 8 * target, registrations: 1500 };
      const mean = burnFlow(flow, stream('chain flow', 'looks', `${halfLife} ${elasticity}`));
      expect(Math.abs(mean / target - 1)).toBeLessThan(0.01);
    },
  );

  it('is not reached where too few want in at the floor: then the flow is the demand there', () => {
    const flow = { ...chain, elasticity: 1, perDay: 1.9, registrations: 2000 };
    const mean = burnFlow(flow, stream('chain flow', 'looks', 'few'));
    expect(mean).toBeGreaterThan(1.7);
    expect(mean).toBeLessThan(2.1);
  });
});

describe('the burn rule as a controller', () => {
  it('is the chain’s price within a millionth: a day with 3 registrations', () => {
    const rule = {
      decayFactor: decayFactor(360),
      increase: BigInt(1.26 * 2 ** 64),
      minBurn: 1n,
      maxBurn: 10n ** 20n,
    };
    let price = 10n ** 15n;
    for (let k = 0; k < 3; k++) price = raisedBurn(decayedBurnAfter(price, 600, rule), rule);
    const ours = 1e15 * burnRule(chain, 1800).factor(3);
    expect(Number(price) / ours).toBeCloseTo(1, 5);
  });

  it.each([
    [360, 1, 1],
    [360, 4, 1],
    [5400, 1, 0.001],
    [360, 1.5, 7],
  ])(
    'rests while buyers’ news is younger than 2 H / (ε ln 2), whatever the multiplier (H %i, ε %d)',
    (halfLife, elasticity, scale) => {
      for (const multiplier of [1.05, 1.26, 2]) {
        const swings = (stale: number) => {
          const rule = burnRule({ halfLife, multiplier }, stale);
          const demand = elasticDemand(scale * rule.restsAt, elasticity, 1e9);
          const map = logPriceMap(rule, demand);
          const rest = Math.log(scale) / elasticity;
          expect(slopeOf(map, rest)).toBeCloseTo(burnSlope(halfLife, stale, elasticity), 4);
          return distinctStates(orbit(map, rest + 0.01, 50_000, 200), 1e-6) > 1;
        };
        const limit = stalestAtRest(halfLife, elasticity);
        expect(swings(limit * 0.99), `× ${multiplier}`).toBe(false);
        expect(swings(limit * 1.01), `× ${multiplier}`).toBe(true);
      }
    },
  );

  it('is chaotic where buyers answer to old prices, and still keeps its hidden target to 0.1 %', () => {
    const stale = 1.5 * stalestAtRest(360, 1);
    const rule = burnRule(chain, stale);
    const demand = elasticDemand(rule.restsAt, 1, 20 * rule.restsAt);
    const map = logPriceMap(rule, demand);
    const states = orbit(map, 0.01, 2000, 100_000);
    expect(lyapunov(map, states)).toBeGreaterThan(0.05);
    expect(Math.abs(meanQuantity(states, demand) / rule.restsAt - 1)).toBeLessThan(1e-3);
  });

  it('refuses a multiplier of 1 and a half-life of 0, each with its remedy', () => {
    expect(() => burnRule({ halfLife: 360, multiplier: 1 }, 100)).toThrow(
      /burnIncreaseMult must be a finite factor above 1; received 1 \(at 1 no number/,
    );
    expect(() => hiddenTarget({ halfLife: 0, multiplier: 2 }, 100)).toThrow(/burnHalfLife must be/);
    expect(() => eip1559(1)).toThrow(/d must be a number above 0 and below 1; received 1/);
  });
});
