/** Parts of its emission that an owner may choose under proposal #3123. */
export const rateLevels = [1, 0.5, 0.25] as const;

/** Subnets that are removed in 90 days if one is founded a week. */
const atRisk = 13;
/** Rounds of answers that are looked at, after those in which the start is forgotten. */
const rounds = { forgotten: 20, seen: 80 } as const;

/**
 * [round][subnet] The parts that owners choose who care for their own income: the highest at which they are not among the 13 lowest by price
 * over part, by which #3123 removes subnets; all of it where no part saves them, as their income is a part of the alpha issued. In a round
 * each answers the others in turn. The answers need not settle: hence 80 rounds, of which one is as good a guess as another.
 */
export function ratesForSurvival(prices: readonly number[]): readonly (readonly number[])[] {
  const rates = prices.map(() => 1);
  const seen: number[][] = [];
  for (let round = 0; round < rounds.forgotten + rounds.seen; round++) {
    for (let k = 0; k < prices.length; k++) rates[k] = answer(prices, rates, k);
    if (round >= rounds.forgotten) seen.push([...rates]);
  }
  return seen;
}

function answer(prices: readonly number[], rates: readonly number[], own: number): number {
  const lower = (score: number) => prices.filter((price, k) => k !== own && price / rates[k] < score).length;
  return rateLevels.find((rate) => lower(prices[own] / rate) >= atRisk) ?? 1;
}
