import { bondMode, bondWeight } from './bondWeights';
import { bondColumn, cellsOf, count, openColumn, rowOfCell, weightColumn } from './columns';
import { exp, mulSigned, reciprocal } from './exponential';
import { div, mul, ONE, toU16 } from './fixed';
import {
  alpha,
  alphaHigh,
  alphaLow,
  alphasAt,
  bondsAt,
  consensusAt,
  incentiveAt,
  liquid,
  put16,
  put64,
  scratch,
  slope,
  stride,
  u16At,
  u64At,
  wideDividendsAt,
} from './place';
import { shareOf } from './ranksWide';
import { hold } from './shareBondsWide';

/**
 * Steps 11 and 12 of Yuma3 for the columns from … to − 1: a bond of its own for every pair. In u64 throughout, for
 * bonds of 1.0 are common here. Leaves Σ_j B_ij I_j; the stake enters at the end.
 */
export function bondPairs(from: i32, to: i32, thread: i32): void {
  memory.fill(wideDividendsAt + (<usize>(thread * stride) << 3), 0, <usize>stride << 3);
  const earned = wideDividendsAt + (<usize>(thread * stride) << 3);
  for (let column = from; column < to; column++) bondPair(column, thread, earned);
}

function bondPair(column: i32, thread: i32, earned: usize): void {
  openColumn(column);
  const bonds = bondColumn(column, thread);
  const weights = weightColumn(column, thread);
  const agreed = u64At(consensusAt, column);
  const lookedAt = u64At(alphasAt, column);
  const mode = bondMode();
  const averages = scratch(thread, 5);
  let total: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const weight = bondWeight(shareOf(u16At(weights, cell), rowOfCell(cell)), agreed, mode);
    const held = bonds == 0 ? 0 : fromU16(u16At(bonds, cell));
    const average = liquid ? bought(weight, held, lookedAt) : mul(alpha, weight) + mul(ONE - alpha, held);
    put64(averages, cell, average);
    total += average;
  }
  const to = cellsOf(bondsAt);
  const incentive = u64At(incentiveAt, column);
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    const average = u64At(averages, cell);
    const share = total == 0 ? 0 : div(average, total);
    put64(earned, row, u64At(earned, row) + mul(share, incentive));
    put16(to, cell, toU16(average));
    hold(cell, average > 0);
  }
}

/** value / 65535. */
@inline
function fromU16(value: u32): u64 {
  return <u64>value * 65537 + (value == 65535 ? 1 : 0);
}

/** A bond whose weight is gone is gone; else it moves by an alpha of its own. */
function bought(weight: u64, held: u64, agreed: u64): u64 {
  if (weight == 0) return 0;
  const part = pairAlpha(weight, held, agreed);
  return min(mul(part, weight) + mul(ONE - part, held), ONE);
}

/** Half of 1.0, and the limits of the exponent. */
const HALF: i64 = 1 << 31;
const LIMIT: i64 = 20 << 32;

function pairAlpha(weight: u64, held: u64, agreed: u64): u64 {
  const gap = weight >= held ? (weight > agreed ? weight - agreed : 0) : held - weight;
  const exponent = mulSigned(slope, <i64>min(gap, ONE) - HALF);
  const grown = ONE + exp(max(min(exponent, LIMIT), -LIMIT));
  const part = alphaLow + mul(reciprocal(grown), alphaHigh - alphaLow);
  return max(min(part, alphaHigh), alphaLow);
}
