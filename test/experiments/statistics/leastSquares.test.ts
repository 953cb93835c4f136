import { describe, expect, it } from 'vitest';
import { heldOutError, leastSquares } from '../../../experiments/statistics/leastSquares.ts';

describe('least squares', () => {
  it('give the slope and the intercept of the textbook formula', () => {
    // Speeds and stopping distances of eight cars.
    const speed = [4, 9, 12, 14, 15, 18, 20, 24];
    const dist = [2, 10, 28, 26, 54, 42, 48, 93];
    const n = speed.length;
    const [x, y] = [speed, dist].map((values) => values.reduce((sum, one) => sum + one, 0) / n);
    const slope =
      speed.reduce((sum, one, k) => sum + (one - x) * (dist[k] - y), 0) /
      speed.reduce((sum, one) => sum + (one - x) ** 2, 0);
    const [intercept, own] = leastSquares(
      speed.map((one) => [1, one]),
      dist,
    );
    expect(own).toBeCloseTo(slope, 10);
    expect(intercept).toBeCloseTo(y - slope * x, 10);
  });

  it('find the coefficients of a plane again, whatever the order of the equations', () => {
    const rows = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 0],
      [3, 1, 1],
    ];
    const plane = [2, -3, 0.5];
    const values = rows.map((row) => row.reduce((sum, one, k) => sum + plane[k] * one, 0));
    leastSquares(rows, values).forEach((value, k) => {
      expect(value).toBeCloseTo(plane[k], 10);
    });
  });

  it('refuse what does not determine its coefficients', () => {
    expect(() => leastSquares([[1, 2]], [1])).toThrow('received 1 rows');
    expect(() =>
      leastSquares(
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        [1, 2, 3],
      ),
    ).toThrow('coefficient 2 follows from the others');
  });
});

describe('the error in groups that a fit has not seen', () => {
  const group = (name: string, shift: number) =>
    [1, 2, 3].map((x) => ({ group: name, x: [1, x], y: 4 + 2 * x + shift }));

  it('is 0 where all groups follow one line', () => {
    expect(heldOutError([...group('a', 0), ...group('b', 0), ...group('c', 0)])).toBeCloseTo(0, 10);
  });

  it('is what a group of its own lies off the others', () => {
    // c is predicted 3 too low; a and b, from one group of each line, half of 3 too high.
    const error = heldOutError([...group('a', 0), ...group('b', 0), ...group('c', 3)]);
    expect(error).toBeCloseTo(Math.sqrt((1.5 ** 2 + 1.5 ** 2 + 3 ** 2) / 3), 10);
  });

  it('without a predictor is that of predicting 0', () => {
    const bare = [3, 4].map((y, k) => ({ group: String(k), x: [], y }));
    expect(heldOutError(bare)).toBeCloseTo(Math.sqrt(12.5), 10);
  });
});
