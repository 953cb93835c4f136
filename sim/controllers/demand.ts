import { pow } from '../math/elementary.ts';
import { fullBlock } from './eip1559.ts';
import type { Demand } from './priceRule.ts';

/** Valuations that are uniform on mean ± range / 2, in the unit of the price. */
export interface UniformValuations {
  readonly mean: number;
  readonly range: number;
  /** What a buyer pays beside the price. */
  readonly premium: number;
  /** Bought at a price of 0. */
  readonly most: number;
}

/** Bought by those whose valuation is above price and premium. */
export const uniformDemand =
  ({ mean, range, premium, most }: UniformValuations): Demand =>
  (price) =>
    most * Math.min(1, Math.max(0, (mean + range / 2 - price - premium) / range));

/** The model of arXiv 2102.10567 (its notebooks: m 210, premium 1, demand of 2 full blocks), in blocks over the target: a full one is 2. */
export const paperDemand =
  (range: number): Demand =>
  (price) =>
    Math.min(fullBlock, uniformDemand({ mean: 210, range, premium: 1, most: 2 * fullBlock })(price));

/** Demand of a constant elasticity −d ln n / d ln price, with `most` as its ceiling: nothing has so many buyers as a price of 0 would ask for. */
export const elasticDemand =
  (atOne: number, elasticity: number, most: number): Demand =>
  (price) =>
    Math.min(most, atOne * pow(price, -elasticity));
