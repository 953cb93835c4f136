import { stream } from '../../../sim/random.ts';
import { adapted, constantsFor, roundCube, type Tried } from './cmaDistribution.ts';
import { checkTold, reflected, type Search, type SearchSettings } from './search.ts';

/**
 * Covariance matrix adaptation (Hansen 2016, "The CMA Evolution Strategy: A Tutorial", with its default constants):
 * points are drawn from a normal distribution that moves and turns towards the better half of each generation. Its
 * choice is the middle of the distribution, which averages noise over all it has seen. Coordinates that leave the cube are
 * mirrored back.
 */
export function cmaEs({ dimensions: n, seed, budget }: SearchSettings): Search {
  const draws = stream(seed, 'cma-es', 0);
  const constants = constantsFor(n, budget);
  let present = roundCube(n);
  /** Steps of points asked for and not yet told, by what was handed out. */
  const open = new Map<string, number[]>();
  let told: Tried[] = [];
  return {
    name: 'CMA-ES',
    ask() {
      const { mean, sigma, axes, lengths } = present;
      const normal = lengths.map((length) => length * draws.normal());
      const step = mean.map((_, i) => normal.reduce((sum, value, k) => sum + axes.get(i, k) * value, 0));
      const point = mean.map((middle, i) => reflected(middle + sigma * step[i]));
      open.set(JSON.stringify(point), step);
      return point;
    },
    tell(point, objectives) {
      checkTold(n, { point, objectives });
      const { mean, sigma } = present;
      const key = JSON.stringify(point);
      const step = open.get(key) ?? point.map((x, i) => (x - mean[i]) / sigma);
      open.delete(key);
      told.push({ step, value: objectives[0] });
      if (told.length < constants.size) return;
      present = adapted(present, told, constants);
      told = [];
    },
    best: () => (present.generation === 0 && told.length === 0 ? null : [...present.mean]),
  };
}
