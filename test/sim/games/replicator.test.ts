import { describe, expect, it } from 'vitest';
import { fitnessOf, mutated, renewed, type Trait } from '../../../sim/games/replicator.ts';

const plain = { mutation: 0, floor: 0 };

/** Fitness of each strategy against a mix, by the matrix of a game. */
const against = (game: readonly (readonly number[])[], shares: ArrayLike<number>) =>
  game.map((row) => row.reduce((sum, payoff, k) => sum + payoff * shares[k], 0));

function generations(start: readonly number[], game: readonly (readonly number[])[], count: number) {
  let shares: Float64Array = Float64Array.from(start);
  const path: Float64Array[] = [shares];
  for (let t = 0; t < count; t++) {
    shares = renewed(shares, against(game, shares), plain);
    path.push(shares);
  }
  return path;
}

describe('strategies that multiply by what they earn', () => {
  it('rest at the mixed equilibrium V / C of hawk and dove, and reach it from either side', () => {
    const [value, cost, base] = [2, 5, 3];
    const game = [
      [base + (value - cost) / 2, base + value],
      [base, base + value / 2],
    ];
    for (const hawks of [0.01, 0.4, 0.99]) {
      const path = generations([hawks, 1 - hawks], game, 400);
      expect(path[400][0]).toBeCloseTo(value / cost, 10);
    }
  });

  it('in rock, paper and scissors spiral away from the centre, as the discrete equation does, and stay there if they begin there', () => {
    const game = [
      [2, 1, 3],
      [3, 2, 1],
      [1, 3, 2],
    ];
    const centre = generations([1 / 3, 1 / 3, 1 / 3], game, 50)[50];
    for (const share of centre) expect(share).toBeCloseTo(1 / 3, 12);
    const product = (shares: ArrayLike<number>) => shares[0] * shares[1] * shares[2];
    const path = generations([0.36, 0.33, 0.31], game, 200);
    for (let t = 1; t <= 200; t++) expect(product(path[t])).toBeLessThan(product(path[t - 1]));
    // One step by hand: mean payoff is 2 whatever the mix.
    expect(path[1][0]).toBeCloseTo((0.36 * (2 * 0.36 + 0.33 + 3 * 0.31)) / 2, 14);
  });

  it('lose the dominated one geometrically: its odds fall by the ratio of fitness each generation', () => {
    const path: Float64Array[] = [Float64Array.from([0.5, 0.5])];
    for (let t = 0; t < 40; t++) path.push(renewed(path[t], [1, 0.8], plain));
    for (let t = 0; t <= 40; t++) expect(path[t][1] / path[t][0]).toBeCloseTo(0.8 ** t, 12);
    expect(path[40][1]).toBeLessThan(2e-4);
  });

  it('keep a worse one at the balance of mutation and selection', () => {
    // Two strategies of fitness 1 and 1 − s, forth and back at rate m: x solves x (1 − s + s x) = (1 − m) x + m (1 − x)(1 − s).
    const [s, m] = [0.2, 0.01];
    let shares: Float64Array = Float64Array.from([0.3, 0.7]);
    for (let t = 0; t < 2000; t++) shares = renewed(shares, [1, 1 - s], { mutation: m, floor: 0 });
    const [a, b, c] = [s, 1 - s - (1 - m) + m * (1 - s), -m * (1 - s)];
    const root = (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
    expect(shares[0]).toBeCloseTo(root, 12);
    expect(1 - root).toBeCloseTo(m / s, 2);
  });

  it('are spread evenly by mutation alone', () => {
    let shares: Float64Array = Float64Array.from([1, 0, 0, 0]);
    for (let t = 0; t < 500; t++) shares = renewed(shares, [1, 1, 1, 1], { mutation: 0.1, floor: 0 });
    for (const share of shares) expect(share).toBeCloseTo(0.25, 10);
  });

  it('are extinct below the floor and do not come back without mutation', () => {
    const next = renewed([0.98, 0.02], [1, 0.4], { mutation: 0, floor: 0.01 });
    expect([...next]).toEqual([1, 0]);
    expect([...renewed(next, [0.1, 1], { mutation: 0, floor: 0.01 })]).toEqual([1, 0]);
  });

  it('keep shares of sum 1 for 1,000 generations of changing fitness', () => {
    let shares: Float64Array = Float64Array.from([0.2, 0.3, 0.1, 0.4]);
    for (let t = 0; t < 1000; t++) {
      shares = renewed(shares, fitnessOf([Math.sin(t), 0.2, Math.cos(3 * t), -0.1], 1), {
        mutation: 0.01,
        floor: 0.001,
      });
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-12);
    }
  });
});

describe('fitness from payoffs', () => {
  it('does not change when every payoff rises alike, and multiplies by e for each 1 / β', () => {
    const one = fitnessOf([-1, 0, 2], 0.5);
    const other = fitnessOf([9, 10, 12], 0.5);
    for (const k of [0, 1, 2]) expect(other[k]).toBeCloseTo(one[k], 14);
    expect(one[2] / one[1]).toBeCloseTo(Math.E, 12);
  });

  it('selects nothing at β = 0', () => {
    expect([...fitnessOf([-5, 7], 0)]).toEqual([1, 1]);
  });
});

describe('settings of a strategy that mutate', () => {
  const trait: Trait = { step: 0.3, low: 0, high: 1, scale: 'linear' };

  it('stay in their range, and without selection are spread evenly over it', () => {
    let value = 0.9;
    let [sum, least, most] = [0, 1, 0];
    for (let t = 0; t < 8000; t++) {
      value = mutated(value, trait, 'walk', t);
      least = Math.min(least, value);
      most = Math.max(most, value);
      sum += value;
    }
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThanOrEqual(1);
    expect(Math.abs(sum / 8000 - 0.5)).toBeLessThan(0.03);
  });

  it('are the same for the same names and others for others', () => {
    expect(mutated(0.5, trait, 1, 'a')).toBe(mutated(0.5, trait, 1, 'a'));
    expect(mutated(0.5, trait, 1, 'a')).not.toBe(mutated(0.5, trait, 1, 'b'));
    expect(mutated(0.5, { ...trait, step: 0 }, 1, 'a')).toBe(0.5);
  });

  it('on a logarithmic scale move by factors', () => {
    const log: Trait = { step: 0.2, low: 1, high: 64, scale: 'log' };
    const [small, large] = [mutated(4, log, 1, 'x') / 4, mutated(16, log, 1, 'x') / 16];
    expect(small).toBeCloseTo(large, 12);
  });
});

describe('what no population can be', () => {
  const refused: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['shares that do not sum', () => renewed([0.5, 0.4], [1, 1], plain), /sum to 1; received a sum of 0\.9 /],
    ['a share below 0', () => renewed([1.1, -0.1], [1, 1], plain), /0 … 1; received 1\.1 /],
    ['a share that is NaN', () => renewed([Number.NaN, 1], [1, 1], plain), /received NaN/],
    ['a fitness below 0', () => renewed([0.5, 0.5], [1, -2], plain), /at least 0; received -2 .*fitnessOf/],
    ['a fitness that is NaN', () => renewed([0.5, 0.5], [1, Number.NaN], plain), /received NaN/],
    ['too few values of fitness', () => renewed([0.5, 0.5], [1], plain), /received 1 for 2/],
    ['no offspring', () => renewed([1, 0], [0, 3], plain), /above 0; received 0 /],
    [
      'a mutation above 1',
      () => renewed([1, 0], [1, 1], { mutation: 1.5, floor: 0 }),
      /mutation .*received 1\.5/,
    ],
    [
      'a floor that all could be below',
      () => renewed([1, 0], [1, 1], { mutation: 0, floor: 0.6 }),
      /floor .*received 0\.6/,
    ],
    ['a payoff that is NaN', () => fitnessOf([1, Number.NaN], 1), /received NaN for strategy 1/],
    ['a selection below 0', () => fitnessOf([1, 2], -1), /received -1/],
    [
      'a trait outside its range',
      () => mutated(2, { step: 1, low: 0, high: 1, scale: 'linear' }, 1, 1),
      /0 … 1; received 2/,
    ],
    [
      'a range that falls',
      () => mutated(0.5, { step: 1, low: 1, high: 0, scale: 'linear' }, 1, 1),
      /received 1 … 0/,
    ],
    [
      'a logarithm of 0',
      () => mutated(0.5, { step: 1, low: 0, high: 1, scale: 'log' }, 1, 1),
      /from above 0; received 0/,
    ],
  ];
  it.each(refused)('%s is refused with its value and a remedy', (_, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
