import { describe, expect, it } from 'vitest';
import { nsga2 } from '../../../../experiments/methods/tune/nsga2.ts';
import { dominates, survivors } from '../../../../experiments/methods/tune/pareto.ts';
import { spaceOf } from '../../../../experiments/methods/tune/space.ts';
import { childOf } from '../../../../experiments/methods/tune/variation.ts';
import type { Dimension } from '../../../../experiments/plan/design/domain.ts';
import { stream } from '../../../../sim/random.ts';

const knobs: Dimension[] = [
  { name: 'scenario.foresight', domain: { kind: 'choice', values: ['none', 'smooth', 'perfect', 'odd'] } },
  { name: 'immunityPeriod', domain: { kind: 'integer', low: 1, high: 20 } },
];
const space = spaceOf(knobs);

/** 'perfect' is better in both by 0.3; the period trades one objective for the other. Noise is a fifth of the range. */
function losses(point: readonly number[], luck: { normal(): number }): number[] {
  const { 'scenario.foresight': name, immunityPeriod } = space.settingOf(point);
  const period = Number(immunityPeriod) / 20;
  const worse = name === 'perfect' ? 0 : 0.3;
  return [period + worse + 0.2 * luck.normal(), 1 - period + worse + 0.2 * luck.normal()];
}

describe('NSGA-II', () => {
  it('takes the only point that it was told for the best, and none before', () => {
    const allows = () => true;
    const search = nsga2({ dimensions: space.size, seed: 1, budget: 64, snap: space.snap, allows });
    expect(search.best()).toBeNull();
    const point = search.ask();
    search.tell(point, [1, 2], 1);
    expect(search.best()).toEqual(point);
  });

  it('finds the one name that is best along the whole front, among whole numbers, noise and a constraint', () => {
    const names: unknown[] = [];
    for (let seed = 1; seed <= 5; seed++) {
      const luck = stream(seed, 'luck', 'named');
      const allows = (point: readonly number[]) => Number(space.settingOf(point).immunityPeriod) !== 10;
      const search = nsga2({ dimensions: space.size, seed, budget: 64, snap: space.snap, allows });
      for (let k = 0; k < 64; k++) {
        const point = search.ask();
        expect(point).toEqual(space.snap(point));
        if (k >= 8) expect(allows(point)).toBe(true);
        search.tell(point, losses(point, luck), k % 4);
        if (k >= 48) names.push(space.settingOf(point)['scenario.foresight']);
      }
    }
    // By chance it would be a quarter of the last 80 trials.
    expect(names.filter((name) => name === 'perfect').length).toBeGreaterThan(names.length / 2);
  });

  it('spreads its trials over the front instead of standing at one end', () => {
    const luck = stream(1, 'luck', 'spread');
    const search = nsga2({ dimensions: 2, seed: 1, budget: 80 });
    const last: number[] = [];
    for (let k = 0; k < 80; k++) {
      const point = search.ask();
      const [x, y] = point;
      // The front is the line y = 0.3; x trades.
      search.tell(
        point,
        [x + (y - 0.3) ** 2, 1 - x + (y - 0.3) ** 2].map((v) => v + 0.1 * luck.normal()),
      );
      if (k >= 40) last.push(x);
    }
    for (const from of [0, 0.25, 0.5, 0.75])
      expect(last.filter((x) => x >= from && x <= from + 0.25).length).toBeGreaterThan(0);
  });

  it('lets nobody survive that a fallen one dominates, and keeps the ends of a front', () => {
    const draws = stream(1, 'survivors', 'test');
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: 30 }, () => [draws.next(), draws.next(), draws.next()]);
      const alive = survivors(values, values, 12);
      expect(alive).toHaveLength(12);
      const fallen = values.filter((value) => !alive.some(({ one }) => one === value));
      for (const dead of fallen) expect(alive.some(({ one }) => dominates(dead, one))).toBe(false);
    }
    const line = Array.from({ length: 21 }, (_, k) => [k / 20, 1 - k / 20]);
    const kept = survivors(line, line, 4).map(({ one }) => one[0]);
    expect(kept).toContain(0);
    expect(kept).toContain(1);
  });

  it('breeds children around their parents: in the cube, and at their middle on average', () => {
    const draws = stream(1, 'children', 'test');
    const children = Array.from({ length: 20_000 }, () => childOf([0.4, 0.5], [0.6, 0.5], draws));
    expect(children.flat().every((x) => x >= 0 && x <= 1)).toBe(true);
    // Nine coordinates in ten are crossed evenly, the tenth is the mother's; mutation is symmetric but for the cube's ends.
    const mean = children.reduce((sum, [x]) => sum + x, 0) / children.length;
    expect(Math.abs(mean - (0.9 * 0.5 + 0.1 * 0.4))).toBeLessThan(0.01);
  });
});
