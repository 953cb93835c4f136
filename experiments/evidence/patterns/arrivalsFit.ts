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

/** Candidates a day at which so many uids are replaced: the response backwards. */
function candidatesAt(response: Response, replaced: number): number {
  const backwards = response.map(([candidates, count]) => [count, candidates] as const);
  return respond(backwards, replaced);
}

/** Quartiles of a normal law lie so many deviations apart. */
const quartileSpan = 1.349;

/**
 * The population whose subnets have the quartiles of the counts, through the response. By quartiles and not by likelihood, because the
 * largest counts lie above all that any number of candidates brings about, and would decide a likelihood alone.
 */
export function fitArrivals(counts: readonly number[], response: Response): Arrivals {
  const sorted = Float64Array.from(counts).sort();
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
    candidatesAt(response, Math.max(leastCount, sorted[Math.floor(share * sorted.length)])),
  );
  return {
    median: Number(middle.toPrecision(3)),
    sigma: Number((Math.log(high / low) / quartileSpan).toPrecision(3)),
  };
}

/** Zero replaced has no candidates in logarithms. */
const leastCount = 0.5;
