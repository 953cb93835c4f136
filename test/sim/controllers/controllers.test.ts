import { describe, expect, it } from 'vitest';
import type { Controller, Measurement } from '../../../sim/controllers/controller.ts';
import { withDeadZone } from '../../../sim/controllers/deadZone.ts';
import { doNothing } from '../../../sim/controllers/doNothing.ts';
import { extremumSeeking } from '../../../sim/controllers/extremumSeeking.ts';
import { type Limits, limited } from '../../../sim/controllers/limits.ts';
import { bestConstant, oracle } from '../../../sim/controllers/oracle.ts';
import {
  integralLimit,
  loopPolynomial,
  proportionalIntegral,
  quietLimit,
} from '../../../sim/controllers/proportionalIntegral.ts';
import { safeBandit } from '../../../sim/controllers/safeBandit.ts';
import { isSchur } from '../../../sim/controllers/schur.ts';
import { copyOf } from '../../../sim/copy.ts';
import { stream } from '../../../sim/random.ts';

const wide: Limits = { key: 'burnHalfLife', low: 1e-6, high: 1e6, stepRatio: 1e6, notice: 0 };

/** Deviations e of a plant e = −(u − u*) that answers after `delay` decisions, u by the loop without limits, from e = 1. */
function response(proportional: number, integral: number, delay: number, periods: number): number[] {
  // Gains that diverge are refused, so the loop is stepped by hand with the same law.
  const levels = new Array<number>(delay + 1).fill(-1);
  const errors: number[] = [];
  let before: number | null = null;
  for (let k = 0; k < periods; k++) {
    const error = -levels[levels.length - 1 - delay];
    levels.push(levels[levels.length - 1] + proportional * (error - (before ?? error)) + integral * error);
    before = error;
    errors.push(error);
  }
  return errors;
}

const comesToRest = (errors: readonly number[]): boolean =>
  Math.max(...errors.slice(-50).map(Math.abs)) < Math.max(...errors.slice(0, 50).map(Math.abs));

describe('the condition of stability', () => {
  it('finds roots inside the circle and outside: of (z − r)(z − s) for real and complex pairs', () => {
    for (const [r, s] of [
      [0.5, -0.9],
      [0.99, 0.99],
      [1.01, 0.2],
      [-1.2, 0.1],
    ])
      expect(isSchur([1, -(r + s), r * s])).toBe(Math.abs(r) < 1 && Math.abs(s) < 1);
    for (const radius of [0.9, 0.999, 1.001])
      expect(isSchur([1, -2 * radius * Math.cos(1), radius * radius])).toBe(radius < 1);
  });

  it.each([0, 1, 2, 3, 7])(
    'is, without Kp at a delay of %i, exactly Ki < 2 cos(π d / (2 d + 1))',
    (delay) => {
      const limit = integralLimit(delay);
      const stable = (integral: number) =>
        isSchur(loopPolynomial({ proportional: 0, integral, delay }).slice(0, -1));
      expect(stable(limit * (1 - 1e-9))).toBe(true);
      expect(stable(limit * (1 + 1e-9))).toBe(false);
    },
  );

  it('is kept by the loop itself at every gain of a grid: it comes to rest inside and diverges outside', () => {
    let outside = 0;
    for (const delay of [0, 1, 2, 4])
      for (const proportional of [0, 0.2, 0.5])
        for (let integral = 0.0531; integral < 2.2; integral += 0.0973) {
          const inside = isSchur(loopPolynomial({ proportional, integral, delay }));
          outside += inside ? 0 : 1;
          expect(
            comesToRest(response(proportional, integral, delay, 3000)),
            `${delay} ${proportional} ${integral}`,
          ).toBe(inside);
        }
    expect(outside).toBeGreaterThan(20);
  });

  it.each([1, 2, 3])(
    'parts quiet loops from those that overshoot at Ki = d^d / (d + 1)^(d + 1), d = %i',
    (delay) => {
      const least = (integral: number) => Math.min(...response(0, integral, delay, 400));
      expect(least(quietLimit(delay))).toBeGreaterThan(-1e-9);
      expect(least(quietLimit(delay) * 1.2)).toBeLessThan(-1e-6);
    },
  );
});

/** Runs a controller on a plant whose error is ln(aim / setting), its loss the square of it. */
function run<State>(
  controller: Controller<State>,
  limits: Limits,
  start: number,
  periods: number,
  { aim = 100, noise = 0, blocks = 7200 } = {},
): number[] {
  const within = limited(controller, limits);
  const draws = stream('controllers', 'noise', 1);
  let state = within.begin(start);
  let setting = start;
  return Array.from({ length: periods }, (_, period) => {
    const error = Math.log(aim / setting) + noise * draws.normal();
    ({ state, setting } = within.step(state, { block: period * blocks, error, loss: error * error }));
    return setting;
  });
}

describe('a proportional–integral controller', () => {
  const settings = { proportional: 0.1, integral: 0.3, plantGain: -1, delay: 0 } as const;

  it('has the poles of its polynomial: with Ki alone an error is (1 − Ki)^k of the first', () => {
    const path = run(proportionalIntegral({ ...settings, proportional: 0 }), wide, 50, 12);
    path.forEach((setting, k) => {
      expect(Math.log(100 / setting)).toBeCloseTo(Math.log(2) * 0.7 ** (k + 1), 9);
    });
  });

  it('reaches its aim, and after a long stay at a bound leaves it at once: nothing has wound up', () => {
    const controller = limited(proportionalIntegral(settings), { ...wide, high: 60 });
    let state = controller.begin(50);
    let setting = 50;
    const measure = (block: number, aim: number): Measurement => {
      const error = Math.log(aim / setting);
      return { block, error, loss: error ** 2 };
    };
    for (let k = 0; k < 500; k++) ({ state, setting } = controller.step(state, measure(k, 1000)));
    expect(setting).toBe(60);
    ({ state, setting } = controller.step(state, measure(500, 40)));
    ({ state, setting } = controller.step(state, measure(501, 40)));
    expect(setting).toBeLessThan(55);
    expect(run(proportionalIntegral(settings), wide, 50, 60).at(-1)).toBeCloseTo(100, 5);
  });

  it.each([
    [
      { integral: 2.1 },
      /gains must be such that all poles .* inside the unit circle; received "Kp 0.1, Ki 2.1 at a delay of 0" \(take smaller gains/,
    ],
    [{ integral: 0.7, delay: 3 }, /gains must be/],
    [{ integral: Number.NaN }, /integral must be a positive finite number; received NaN \(/],
    [{ plantGain: 0 }, /plantGain must be finite and not 0; received 0 \(/],
    [{ delay: 0.5 }, /delay must be a whole number of decisions from 0 on; received 0.5 \(/],
  ])('refuses %j with key, value, rule and remedy', (change, message) => {
    expect(() => proportionalIntegral({ ...settings, ...change })).toThrow(message);
  });
});

describe('a dead zone', () => {
  const loop = proportionalIntegral({ proportional: 0, integral: 0.1, plantGain: -1, delay: 0 });
  const levelsAfter = <State>(controller: Controller<State>, errors: readonly number[]): number[] => {
    let state = controller.begin(1);
    return errors.map((error, block) => {
      const decision = controller.step(state, { block, error, loss: 0 });
      state = decision.state;
      return Math.log(decision.setting);
    });
  };
  const spread = (of: readonly number[]) =>
    Math.sqrt(of.reduce((sum, value) => sum + value ** 2, 0) / of.length);

  const walk = (of: (errors: readonly number[]) => readonly number[]): number =>
    spread(
      Array.from({ length: 100 }, (_, world) => {
        const draws = stream('dead zone', 'errors', world);
        return of(Array.from({ length: 40 }, () => 0.3 * draws.normal())).at(-1)!;
      }),
    );

  it('of two standard deviations of the mean error keeps a loop still under noise, which the loop alone sums up to a walk', () => {
    const zone = { weight: 0.2, width: 2 * 0.3 * Math.sqrt(0.2 / 1.8) };
    // A walk of 40 steps of 0.1 · 0.3.
    expect(Math.abs(walk((errors) => levelsAfter(loop, errors)) / (0.03 * Math.sqrt(40)) - 1)).toBeLessThan(
      0.25,
    );
    expect(walk((errors) => levelsAfter(withDeadZone(loop, zone), errors))).toBeLessThan(0.02);
  });

  it('lets through what of a lasting error lies beyond it, and keeps the setting to the bit until then', () => {
    const zone = { weight: 0.5, width: 0.2 };
    const decided = levelsAfter(withDeadZone(loop, zone), [0.4, 0.4, 0.4]);
    // Means 0.2, 0.3, 0.35.
    expect(decided[0]).toBe(0);
    expect(decided[1]).toBeCloseTo(0.1 * 0.1, 12);
    expect(decided[2] - decided[1]).toBeCloseTo(0.1 * 0.15, 12);
    const below = levelsAfter(withDeadZone(loop, zone), [-0.4, -0.4]);
    expect(below[1]).toBeCloseTo(-0.01, 12);
  });

  it('keeps what limits granted, and is refused without a weight or with a width that is none', () => {
    const controller = withDeadZone(loop, { weight: 0.5, width: 0.2 });
    const granted = controller.granted(controller.begin(1440), 1500);
    expect(controller.step(granted, { block: 1, error: 0.1, loss: 0 }).setting).toBe(1500);
    expect(() => withDeadZone(loop, { weight: 0, width: 1 })).toThrow(
      /weight must be above 0 and at most 1; received 0/,
    );
    expect(() => withDeadZone(loop, { weight: 1, width: Number.NaN })).toThrow(
      /width must be finite and from 0 on; received NaN/,
    );
  });
});

describe('limits', () => {
  const jumpy = oracle(1000);

  it('let a setting change by one step at most, never beyond a bound, and only after the notice', () => {
    const path = run(
      jumpy,
      { key: 'immunityPeriod', low: 10, high: 150, stepRatio: 1.5, notice: 2 * 7200 },
      50,
      8,
    );
    expect(path).toEqual([50, 50, 75, 112.5, 150, 150, 150, 150]);
  });

  it.each([
    [undefined, /limits must be given; received undefined \(a controller without limits is refused/],
    [{ ...wide, stepRatio: 1 }, /burnHalfLife: stepRatio must be a finite factor above 1; received 1 \(/],
    [
      { ...wide, high: Number.NaN },
      /burnHalfLife: high must be finite and at least 0.000001; received NaN \(/,
    ],
    [
      { ...wide, notice: -1 },
      /burnHalfLife: notice must be a whole number of blocks from 0 on; received -1 \(/,
    ],
  ])('that limit nothing are refused: %j', (limits, message) => {
    expect(() => limited(doNothing, limits)).toThrow(message);
  });

  it('refuse a start beyond them, and a measurement that is not a number', () => {
    expect(() => limited(doNothing, { ...wide, high: 10 }).begin(11)).toThrow(/burnHalfLife must be within/);
    const controller = limited(doNothing, wide);
    const bad = { block: 1, error: Number.NaN, loss: 0 };
    expect(() => controller.step(controller.begin(5), bad)).toThrow(
      /measurement.error must be a finite number; received NaN \(leave the period out/,
    );
  });
});

const wave = { amplitude: 0.05, gain: 0.25, deadZone: 0, hold: 2, skip: 0, largest: 0.2 } as const;
const trials = {
  seed: 7,
  step: 0.1,
  hold: 1,
  skip: 0,
  pairs: 4,
  critical: 3.2,
  margin: 0,
  worst: 10,
} as const;

describe('extremum seeking', () => {
  it('comes to the smallest loss within its wave, and takes no steady rise of the loss for a slope', () => {
    const path = run(extremumSeeking(wave), wide, 30, 600);
    expect(Math.abs(Math.log(path.at(-1)! / 100))).toBeLessThan(0.06);
    const controller = extremumSeeking(wave);
    let state = controller.begin(30);
    for (let k = 0; k < 200; k++) ({ state } = controller.step(state, { block: k, error: 0, loss: 3 * k }));
    expect(state.base).toBeCloseTo(Math.log(30), 12);
  });

  it('contracts by 1 − 2 gain a cycle on a square loss', () => {
    const path = run(extremumSeeking({ ...wave, hold: 1, largest: 9 }), wide, 100 * Math.exp(1), 5);
    // One decision opens the cycle; the middle after it is 1 − 2 · 0.25 of the distance.
    expect(Math.log(path[4] / 100) - wave.amplitude).toBeCloseTo(0.5, 9);
  });

  it('refuses a wave without size', () => {
    expect(() => extremumSeeking({ ...wave, amplitude: 0 })).toThrow(/amplitude must be .* received 0 \(/);
    expect(() => extremumSeeking({ ...wave, skip: 2 })).toThrow(/skip must be .* below hold, 2; received 2/);
  });
});

describe('a safe bandit', () => {
  it('walks to the smallest loss and stays within a step of it', () => {
    const path = run(safeBandit(trials), wide, 30, 1500, { noise: 0.05 });
    expect(Math.abs(Math.log(path.at(-1)! / 100))).toBeLessThan(0.35);
  });

  it('moves in fewer than 5 of 100 worlds where no neighbour is better', () => {
    let moved = 0;
    for (let world = 0; world < 400; world++) {
      const controller = safeBandit({ ...trials, seed: world, pairs: 6, critical: 4.03 });
      const draws = stream(world, 'null', 'loss');
      let state = controller.begin(50);
      // Ten rounds of 6 pairs: two-sided 1 %, so one-sided 0.5 % a round.
      for (let k = 0; k < 10 * 24; k++)
        ({ state } = controller.step(state, { block: k, error: 0, loss: draws.normal() }));
      if (Math.abs(state.base - Math.log(50)) > 1e-9) moved += 1;
    }
    // Expected 400 · (1 − 0.995^10) = 19.6, sd 4.3.
    expect(moved).toBeGreaterThan(6);
    expect(moved).toBeLessThan(34);
  });

  it('leaves a neighbour that is far worse after one look', () => {
    const controller = safeBandit({ ...trials, worst: 1 });
    let state = controller.begin(50);
    const losses = [0, 0, 5];
    losses.forEach((loss, k) => {
      ({ state } = controller.step(state, { block: k, error: 0, loss }));
    });
    expect(state.round).toBe(1);
    expect(state.base).toBeCloseTo(Math.log(50), 12);
  });

  it('refuses trials that cannot be judged', () => {
    expect(() => safeBandit({ ...trials, pairs: 2 })).toThrow(
      /pairs must be a whole number from 3 on; received 2/,
    );
  });
});

describe('every controller', () => {
  it.each([
    ['nothing', doNothing],
    [
      'proportional–integral',
      proportionalIntegral({ proportional: 0, integral: 0.3, plantGain: -1, delay: 0 }),
    ],
    ['extremum seeking', extremumSeeking(wave)],
    ['safe bandit', safeBandit(trials)],
    ['oracle', oracle(80)],
  ] as const)('has data for its state: a copy of it decides as it does (%s)', (_, controller) => {
    const within = limited<unknown>(controller, wide);
    let state = within.begin(50);
    for (let block = 0; block < 9; block++)
      ({ state } = within.step(state, { block, error: 0.1 * block, loss: block % 3 }));
    const next = { block: 10, error: 0.4, loss: 2 };
    expect(within.step(copyOf(state), next)).toEqual(within.step(structuredClone(state), next));
  });
});

describe('the oracle', () => {
  it('is the best of the constants tried, the first of equals', () => {
    const tried = [3, 1, 1].map((loss, k) => ({ setting: k + 1, loss }));
    expect(bestConstant(tried).setting).toBe(2);
    expect(() => bestConstant([])).toThrow(/tried must be at least 1 constant; received 0/);
    expect(() => bestConstant([{ setting: 2, loss: Number.NaN }])).toThrow(
      /loss at 2 must be a finite number/,
    );
  });
});
