import { bondMode, bondWeight } from './bondWeights';
import { bondColumn, weightColumn } from './columns';
import { div, mul, ONE, toU16 } from './fixed';
import {
  alphasAt,
  bondsAt,
  consensusAt,
  heldAt,
  incentiveAt,
  put16,
  put64,
  rows,
  scratch,
  stride,
  u16At,
  u64At,
  wideDividendsAt,
} from './place';
import { shareOf, stakeOf } from './ranksWide';
import { columnAt } from './rowSums';

/** The bonds of one column in u64, where 1.0 fits: the scalar form of `shareBonds.ts`, and its refuge. */
export function bondWide(column: i32, thread: i32): void {
  const averages = scratch(thread, 5);
  const total = renewWide(column, thread, averages);
  let most: u64 = 0;
  for (let row = 0; row < rows; row++) {
    const average = u64At(averages, row);
    if (total != 0) put64(averages, row, div(average, total));
    most = max(most, u64At(averages, row));
  }
  const earned = wideDividendsAt + (<usize>(thread * stride) << 3);
  const to = columnAt(bondsAt, column);
  const incentive = u64At(incentiveAt, column);
  for (let row = 0; row < rows; row++) {
    const average = u64At(averages, row);
    put64(earned, row, u64At(earned, row) + mul(average, incentive));
    put16(to, row, most == 0 ? 0 : toU16(div(average, most)));
    hold(column, row, average > 0);
  }
}

/** Whether a bond is above zero, which its u16 may not tell. */
export function hold(column: i32, row: i32, held: bool): void {
  const at = heldAt + <usize>column * (<usize>stride >> 3) + <usize>(row >> 3);
  const bit: u32 = 1 << (row & 7);
  store<u8>(at, held ? load<u8>(at) | bit : load<u8>(at) & ~bit);
}

/** alpha · bought + (1 − alpha) · held, both as shares of the column; returns the sum. */
function renewWide(column: i32, thread: i32, averages: usize): u64 {
  const alpha = u64At(alphasAt, column);
  const bonds = bondColumn(column, thread);
  const weights = weightColumn(column, thread);
  const agreed = u64At(consensusAt, column);
  const mode = bondMode();
  let fresh: u64 = 0;
  let held: u64 = 0;
  for (let row = 0; row < rows; row++) {
    const delta = mul(bondWeight(shareOf(weights, row), agreed, mode), stakeOf(row));
    put64(averages, row, delta);
    fresh += delta;
    held += bonds == 0 ? 0 : u16At(bonds, row);
  }
  let total: u64 = 0;
  for (let row = 0; row < rows; row++) {
    const delta = u64At(averages, row);
    const bond = held == 0 ? 0 : (<u64>u16At(bonds, row) << 32) / held;
    const average =
      mul(fresh == 0 ? delta : div(delta, fresh), alpha) + mul(bond, ONE - alpha);
    put64(averages, row, average);
    total += average;
  }
  return total;
}
