/** How a block's TAO is spread over subnets. */
export interface Concentration {
  /** Effective number of subnets: 1 / Σ share². */
  readonly effective: number;
  /** Share of the eight largest. */
  readonly top8: number;
  /** Largest subnets that together have 80 %. */
  readonly rankOf80: number;
  /** Share of all below rank 32. */
  readonly below32: number;
  /** Subnets that get nothing. */
  readonly zero: number;
}

/** The concentration of amounts, in any unit. Throws a RangeError where there is nothing to share. */
export function concentrationOf(amounts: readonly number[]): Concentration {
  const total = sum(amounts);
  if (!(total > 0))
    throw new RangeError(
      `amounts must come to more than 0; received a sum of ${total} over ${amounts.length}`,
    );
  const shares = amounts.map((amount) => amount / total).sort((one, other) => other - one);
  let held = 0;
  const rankOf80 =
    shares.findIndex((share) => {
      held += share;
      return held >= 0.8;
    }) + 1;
  return {
    effective: 1 / sum(shares.map((share) => share * share)),
    top8: sum(shares.slice(0, 8)),
    rankOf80,
    below32: sum(shares.slice(32)),
    zero: shares.filter((share) => share === 0).length,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
