/** How a price answers to what was bought at it: a controller whose setting is the price and whose measurement is the quantity. */
export interface PriceRule {
  readonly name: string;
  /** Factor of the price after a period in which `quantity` was bought, in the unit of `restsAt`. */
  factor(quantity: number): number;
  /** Quantity of a period at which the price keeps still: what the rule aims at, said or hidden. */
  readonly restsAt: number;
}

/** Quantity that is bought in a period at a price; falling. */
export type Demand = (price: number) => number;
