/** How many people a day look at the price of a slot, over subnets: lognormal. */
export interface Arrivals {
  readonly median: number;
  /** Of the logarithm. */
  readonly sigma: number;
}

/** Uids replaced between two looks where so many candidates a day look: means of worlds, both rising. */
export type Response = readonly (readonly [candidates: number, replaced: number])[];

/** The response between and beyond its points, in logarithms. */
export function respond(response: Response, candidates: number): number {
  const after = response.findIndex(([at]) => at > candidates);
  const place = after < 0 ? response.length - 1 : Math.max(1, after);
  const [[lowAt, low], [highAt, high]] = [response[place - 1], response[place]];
  const slope = Math.log(high / low) / Math.log(highAt / lowAt);
  return low * (candidates / lowAt) ** slope;
}

/** Normal deviates from −5 to 5 and their weights: finer than a Poisson law is wide, so that no count falls between two. */
const step = 0.05;
const deviates = Array.from({ length: 201 }, (_, k) => (k - 100) * step);
const weights = deviates.map((z) => (step / Math.sqrt(2 * Math.PI)) * Math.exp((-z * z) / 2));

/**
 * Logarithm of the likelihood of the counts: each is Poisson about the response to its subnet's candidates, of which nothing is
 * known but the population.
 */
export function logLikelihood(counts: readonly number[], response: Response, arrivals: Arrivals): number {
  const means = deviates.map((z) => respond(response, arrivals.median * Math.exp(arrivals.sigma * z)));
  const logs = means.map(Math.log);
  const chances = new Map<number, number>();
  for (const count of new Set(counts)) {
    const factorial = logFactorial(count);
    let chance = 0;
    for (const [k, mean] of means.entries())
      chance += weights[k] * Math.exp(count * logs[k] - mean - factorial);
    chances.set(count, Math.log(Math.max(Number.MIN_VALUE, chance)));
  }
  return counts.reduce((sum, count) => sum + (chances.get(count) ?? 0), 0);
}

function logFactorial(count: number): number {
  let log = 0;
  for (let k = 2; k <= count; k++) log += Math.log(k);
  return log;
}

/** Steps of the search on each side of the best so far, and how often they are halved. */
const reach = 6;
const halvings = 6;

/** The population of the largest likelihood, by a grid around the best so far whose steps are halved again and again. */
export function fitArrivals(counts: readonly number[], response: Response): Arrivals {
  let best: Arrivals = { median: 2, sigma: 2 };
  let most = logLikelihood(counts, response, best);
  for (let round = 0, step = 0.32; round < halvings; round++, step /= 2) {
    const center = best;
    for (let across = -reach; across <= reach; across++)
      for (let up = -reach; up <= reach; up++) {
        const sigma = center.sigma + up * step;
        if (sigma < 0.1) continue;
        const arrivals = { median: center.median * Math.exp(across * step), sigma };
        const found = logLikelihood(counts, response, arrivals);
        if (found > most) [best, most] = [arrivals, found];
      }
  }
  return { median: Number(best.median.toPrecision(3)), sigma: Number(best.sigma.toPrecision(3)) };
}
