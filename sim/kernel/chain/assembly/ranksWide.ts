import { count, productCells, rowOfCell, weightColumn } from './columns';
import { mul, NEAR_ONE, ONE } from './fixed';
import { medianWide } from './medianWide';
import {
  activeSharesAt,
  consensusAt,
  preranksAt,
  put32,
  put64,
  ranksAt,
  rowSumAt,
  scalarOnly,
  scratch,
  stride,
  u16At,
  u32At,
  u64At,
  uidOfAt,
  votesAt,
  wideAt,
  wideTrustAt,
} from './place';

/** The ranks of one column in u64, where 1.0 fits: the scalar form, and the refuge of the vectors. */

@inline
export function stakeOf(row: i32): u64 {
  return u64At(activeSharesAt, u32At(uidOfAt, row));
}

/** Share of the voting stake; the sole voter's is 1.0, of which u32 keeps zero. */
@inline
export function voteOf(row: i32): u64 {
  const vote = u32At(votesAt, row);
  return vote == 0 && stakeOf(row) > 0 ? ONE : vote;
}

@inline
export function shareOf(weight: u32, row: i32): u64 {
  const sum = u32At(rowSumAt, row);
  return weight == 0 || sum == 0 ? 0 : (<u64>weight << 32) / sum;
}

export function rankWide(column: i32, thread: i32): void {
  const at = weightColumn(column, thread);
  const shares = scratch(thread, 2);
  let prerank: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    const share = shareOf(u16At(at, cell), row);
    put64(shares, cell, share);
    prerank += mul(share, stakeOf(row));
  }
  put64(preranksAt, column, prerank);
  const agreed = medianWide(shares, thread);
  put64(consensusAt, column, agreed);
  const kept = scalarOnly ? 0 : productCells();
  const trust = wideTrustAt + (<usize>(thread * stride) << 3);
  let rank: u64 = 0;
  let top: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const row = rowOfCell(cell);
    const clipped = min(u64At(shares, cell), agreed);
    const product = mul(clipped, stakeOf(row));
    rank += product;
    top = max(top, product);
    // A product of 1.0 does not fit, but then the column's bonds take the scalar path too.
    if (kept != 0) put32(kept, cell, <u32>product);
    put64(trust, row, u64At(trust, row) + clipped);
  }
  put64(ranksAt, column, rank);
  if (rank == top || rank >= NEAR_ONE) store<u8>(wideAt + column, 1);
}
