import { bondMode, bondWeight } from './bondWeights';
import { bondColumn, cellsOf, count, heldBits, rowOfCell, weightColumn } from './columns';
import { div, mul, ONE, toU16 } from './fixed';
import {
  alphasAt,
  bondsAt,
  consensusAt,
  incentiveAt,
  put16,
  put64,
  scratch,
  stride,
  u16At,
  u64At,
  wideDividendsAt,
} from './place';
import { shareOf, stakeOf } from './ranksWide';

/** The bonds of one column in u64, where 1.0 fits: the scalar form of `shareBonds.ts`, and its refuge. */
export function bondWide(column: i32, thread: i32): void {
  const averages = scratch(thread, 5);
  const total = renewWide(column, thread, averages);
  let most: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const average = u64At(averages, cell);
    if (total != 0) put64(averages, cell, div(average, total));
    most = max(most, u64At(averages, cell));
  }
  const earned = wideDividendsAt + (<usize>(thread * stride) << 3);
  const to = cellsOf(bondsAt);
  const incentive = u64At(incentiveAt, column);
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    const average = u64At(averages, cell);
    put64(earned, row, u64At(earned, row) + mul(average, incentive));
    put16(to, cell, most == 0 ? 0 : toU16(div(average, most)));
    hold(cell, average > 0);
  }
}

/** Whether a bond is above zero, which its u16 may not tell. */
export function hold(cell: i32, held: bool): void {
  const at = heldBits() + <usize>(cell >> 3);
  const bit: u32 = 1 << (cell & 7);
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
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    const delta = mul(bondWeight(shareOf(u16At(weights, cell), row), agreed, mode), stakeOf(row));
    put64(averages, cell, delta);
    fresh += delta;
    held += bonds == 0 ? 0 : u16At(bonds, cell);
  }
  let total: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const delta = u64At(averages, cell);
    const bond = held == 0 ? 0 : (<u64>u16At(bonds, cell) << 32) / held;
    const average =
      mul(fresh == 0 ? delta : div(delta, fresh), alpha) + mul(bond, ONE - alpha);
    put64(averages, cell, average);
    total += average;
  }
  return total;
}
