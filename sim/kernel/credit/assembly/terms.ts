import * as at from './place';
import { boughtFor, priceOf, weightAfter } from './pool';
import { proportionOf } from './root';
import { divide, high, mul32, mulHigh } from './wide';

const ONE: u64 = 1 << 32;
/** Prices from 2^17 TAO per alpha on, and pools below a million RAO, are the readable text's. */
const HIGHEST_PRICE: u64 = 1 << 17;
const LEAST_RESERVE: u64 = 1000000;

@inline
function proportionAt(subnet: i32): u64 {
  const alpha = at.word(at.ALPHA_IN, subnet) + at.word(at.ALPHA_OUT, subnet);
  return proportionOf(at.scalar(at.ROOT_HIGH), at.scalar(at.ROOT_LOW), alpha);
}

/**
 * `productShares` (../../../coinbase/productShares.ts) of all subnets that are paid: moving price · root's proportion · what was not
 * withheld. `sum`: of their moving prices. False where a share is not below 1.
 */
export function share(sum: u64): bool {
  let products: u64 = 0;
  for (let subnet = 0; subnet < at.size; subnet++) {
    if (!(at.count(at.FLAGS, subnet) & at.IS_PAID)) continue;
    const moving = at.word(at.MOVING_PRICE, subnet);
    if (moving === sum) return false;
    const price = divide(moving, 0, sum);
    const proportion = proportionAt(subnet);
    if (proportion >= ONE) return false;
    const product = mulHigh(price, proportion * (ONE - at.word(at.MINER_BURNED, subnet)));
    at.setWord(at.PRICE_SHARE, subnet, price);
    at.setWord(at.SHARE, subnet, product);
    products += product;
  }
  for (let subnet = 0; subnet < at.size; subnet++) {
    if (!(at.count(at.FLAGS, subnet) & at.IS_PAID)) continue;
    const product = at.word(at.SHARE, subnet);
    if (products === 0) at.setWord(at.SHARE, subnet, at.word(at.PRICE_SHARE, subnet));
    else if (product === products) return false;
    else at.setWord(at.SHARE, subnet, divide(product, 0, products));
  }
  return true;
}

/**
 * What a block brings a subnet: `emissionTerms`, then `inject` (../../../coinbase/injection.ts), kept as NEXT_… beside the state.
 * Gives the rest of the credit, or −1 where the readable text must reckon.
 */
export function bring(subnet: i32, minted: u64, credit: i64): i64 {
  const tao = at.word(at.TAO, subnet);
  const alphaIn = at.word(at.ALPHA_IN, subnet);
  const weight = at.word(at.QUOTE_WEIGHT, subnet);
  const priceLow = priceOf(tao, alphaIn, weight);
  const priceHigh = high;
  if (priceHigh >= HIGHEST_PRICE || alphaIn < LEAST_RESERVE) return -1;
  const price = (priceHigh << 32) | (priceLow >> 32);
  const issuing = at.emissionAt(alphaIn + at.word(at.ALPHA_OUT, subnet));
  const emission = mul32(minted, at.word(at.SHARE, subnet));
  const most = proportionAt(subnet) * issuing;
  let isCapped = true;
  let wanted: u64 = 0;
  if (emission >> 32 < price || price === 0) {
    wanted = price === 0 ? 0 : divide(emission >> 32, emission << 32, price);
    isCapped = wanted > most;
  }
  const taoBits = isCapped ? mul32(most, price) : emission;
  const excess = emission > taoBits ? (emission - taoBits) >> 32 : 0;
  const fitting = weightAfter(tao, alphaIn, weight, taoBits >> 32, (isCapped ? most : wanted) >> 32);
  const fits = fitting !== 0;
  const taoIn = fits ? taoBits >> 32 : 0;
  const bought = <u64>buy(subnet, fits ? fitting : weight, excess, credit);
  if (<i64>bought < 0) return -1;
  let left = bought > 0 ? credit - <i64>excess : credit;
  const isAdded = taoIn > 0 && left >= <i64>taoIn;
  if (isAdded) left -= <i64>taoIn;
  at.setWord(at.NEXT_WEIGHT, subnet, fits ? fitting : weight);
  at.setWord(at.NEXT_TAO_IN, subnet, taoIn);
  at.setWord(at.NEXT_TAO_ADDED, subnet, isAdded ? taoIn : 0);
  at.setWord(at.NEXT_ALPHA_ADDED, subnet, fits ? (isCapped ? most : wanted) >> 32 : 0);
  at.setWord(at.NEXT_SPENT, subnet, bought > 0 ? excess : 0);
  at.setWord(at.NEXT_BOUGHT, subnet, bought);
  at.setWord(at.NEXT_OUT, subnet, issuing);
  return left;
}

/** Alpha that the chain buys for `spent` RAO: 0 for none, −1 where the readable text must say. */
@inline
function buy(subnet: i32, weight: u64, spent: u64, credit: i64): i64 {
  if (spent === 0 || credit < <i64>spent) return 0;
  if (!(at.count(at.FLAGS, subnet) & at.HAS_SWAPPED)) return -1;
  const alphaIn = at.word(at.ALPHA_IN, subnet);
  const out = boughtFor(at.word(at.TAO, subnet), alphaIn, weight, spent);
  return out === 0 || out > alphaIn >> 1 ? -1 : <i64>out;
}
