import type { Pool } from '../../sim/pools/constantProduct.ts';
import { type Alpha, raoPerTao, type Share, type Tao, type TaoPerAlpha } from '../../sim/units.ts';

/** A subnet's pool and the alpha outside of it. */
export interface Market {
  readonly tao: Tao;
  readonly alphaIn: Alpha;
  readonly alphaOut: Alpha;
}

export const marketOf = ({ tao, alphaIn, alphaOut }: Pool): Market => ({
  tao: Number(tao) / raoPerTao,
  alphaIn: Number(alphaIn) / raoPerTao,
  alphaOut: Number(alphaOut) / raoPerTao,
});

export const priceOf = ({ tao, alphaIn }: Market): TaoPerAlpha => tao / alphaIn;

/** The market after `alpha` has left the pool for good (negative: has come in), at a constant product. */
export const without = ({ tao, alphaIn, alphaOut }: Market, alpha: Alpha): Market => ({
  tao: (tao * alphaIn) / (alphaIn - alpha),
  alphaIn: alphaIn - alpha,
  alphaOut: alphaOut + alpha,
});

/** TAO for alpha that is sold at once: tao · alpha / (pool + alpha). */
export const proceedsOf = ({ tao, alphaIn }: Market, alpha: Alpha): Tao => (tao * alpha) / (alphaIn + alpha);

/** Holders that sell as the price rises: this part of the alpha outside for each e-fold, until so much is sold. */
export interface Sellers {
  readonly elasticity: Share;
  readonly most: Share;
}

/** Alpha bought while holders sell. */
export interface Bought {
  readonly alpha: Alpha;
  /** What of it holders have sold; the rest is from the pool. */
  readonly sold: Alpha;
  readonly tao: Tao;
  readonly after: Market;
}

/**
 * What buying costs that takes `net` alpha from the pool while holders sell as the price p rises from p₀: from the pool
 * tao · net / (pool − net), and to them ∫ p d(sold) = elasticity · outside · (p − p₀), each piece at the price of its moment.
 */
function boughtWith(market: Market, net: Alpha, { elasticity, most }: Sellers): Bought {
  const { tao, alphaIn, alphaOut } = market;
  const after = without(market, net);
  const rise = 2 * Math.log(alphaIn / (alphaIn - net));
  const sold = alphaOut * Math.min(most, elasticity * rise);
  const dearest = Math.min(
    priceOf(after),
    priceOf(market) * Math.exp(elasticity > 0 ? most / elasticity : 0),
  );
  const toHolders = elasticity * alphaOut * (dearest - priceOf(market));
  return { alpha: net + sold, sold, tao: (tao * net) / (alphaIn - net) + toHolders, after };
}

/** Halvings of the search for what the pool gives: to the last bit of a double. */
const halvings = 80;

/** The purchase of `alpha`; null: pool and sellers together have too little. */
export function buyAmong(market: Market, alpha: Alpha, sellers: Sellers): Bought | null {
  if (sellers.elasticity === 0) return alpha < market.alphaIn ? boughtWith(market, alpha, sellers) : null;
  let [low, high] = [0, Math.min(alpha, market.alphaIn)];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (boughtWith(market, middle, sellers).alpha < alpha) low = middle;
    else high = middle;
  }
  return high < market.alphaIn ? boughtWith(market, high, sellers) : null;
}
