import { cellOfRow, cellsOf, count, openColumn, rowOfCell } from './columns';
import { shareFactor } from './fixed';
import {
  factorsAt,
  hiddenAt,
  n,
  oldestUpdate,
  owner,
  put32,
  recordsAt,
  registeredAt,
  rowOfAt,
  rows,
  rowStakeAt,
  rowSumAt,
  rowTopsAt,
  rowTotalsAt,
  rowUpdatedAt,
  stride,
  threads,
  u16At,
  u32At,
  uidOfAt,
  votesAt,
  weightsAt,
  wideAt,
} from './place';
import { permitted } from './standing';

/** Step 5: what every row adds up to after its masks. Before them it is known since the row was set. */

/** Whether the masks leave a weight: not towards oneself (except the owner's), not towards uids registered since. */
@inline
export function masked(row: i32, column: i32): bool {
  return (
    (row == load<i32>(rowOfAt + (<usize>column << 2)) && column != owner) ||
    u32At(rowUpdatedAt, row) <= u32At(registeredAt, column)
  );
}

/** [row] what the masks hide in the columns from … to − 1, of one thread. */
export function sumHidden(from: i32, to: i32, thread: i32): void {
  const hidden = hiddenAt + (<usize>(thread * stride) << 2);
  memory.fill(hidden, 0, <usize>stride << 2);
  for (let column = from; column < to; column++) {
    const own = load<i32>(rowOfAt + (<usize>column << 2));
    if (u32At(registeredAt, column) >= oldestUpdate) hideOutdated(hidden, column);
    else if (own >= 0 && column != owner) hideOwn(hidden, column, own);
  }
}

function hideOwn(hidden: usize, column: i32, row: i32): void {
  openColumn(column);
  const cell = cellOfRow(row);
  if (cell >= 0) put32(hidden, row, u32At(hidden, row) + u16At(cellsOf(weightsAt), cell));
}

function hideOutdated(hidden: usize, column: i32): void {
  openColumn(column);
  const at = cellsOf(weightsAt);
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    if (masked(row, column)) put32(hidden, row, u32At(hidden, row) + u16At(at, cell));
  }
}

/** The sums of the rows, and the factor that makes a weight a share; marks weights of 1.0. */
export function finishRows(): void {
  memory.fill(wideAt, 0, n);
  let whole = false;
  for (let row = 0; row < stride; row++) {
    let sum: u32 = 0;
    if (row < rows && permitted(u32At(uidOfAt, row))) {
      sum = u32At(rowTotalsAt, row);
      for (let thread = 0; thread < threads; thread++) sum -= u32At(hiddenAt, thread * stride + row);
    }
    put32(rowSumAt, row, sum);
    store<f64>(factorsAt + (<usize>row << 3), shareFactor(sum));
    if (recordsAt != 0) keepRecord(row);
    if (sum > 0 && u16At(rowTopsAt, row) >= sum) {
      whole = true;
      if (recordsAt == 0) markWhole(row, sum);
    }
  }
  if (whole && recordsAt != 0) markEveryWhole();
}

function keepRecord(row: i32): void {
  const at = recordsAt + (<usize>row << 4);
  store<u32>(at, u32At(rowStakeAt, row));
  store<u32>(at, u32At(votesAt, row), 4);
  store<f64>(at, load<f64>(factorsAt + (<usize>row << 3)), 8);
}

/** A row with one weight gives it 1.0, which the vectors cannot hold. */
function markWhole(row: i32, sum: u32): void {
  for (let column = 0; column < n; column++) {
    openColumn(column);
    if (u16At(cellsOf(weightsAt), row) == sum && !masked(row, column)) store<u8>(wideAt + column, 1);
  }
}

/** The same for all such rows, where looking for each in every column takes longer. */
function markEveryWhole(): void {
  for (let column = 0; column < n; column++) {
    openColumn(column);
    const at = cellsOf(weightsAt);
    for (let cell = 0; cell < count; cell++) {
      const weight = u16At(at, cell);
      const row = rowOfCell(cell);
      if (weight > 0 && weight == u32At(rowSumAt, row) && !masked(row, column)) store<u8>(wideAt + column, 1);
    }
  }
}
