import { div, ONE } from './fixed';
import {
  activeAt,
  activeSharesAt,
  activityCutoff,
  block,
  keysAt,
  majority,
  n,
  newPermitAt,
  noStakeNoSeat,
  noteStanding,
  owner,
  ownerSeated,
  permitAt,
  put32,
  put64,
  rows,
  rowStakeAt,
  rowUpdatedAt,
  seats,
  sharesAt,
  stakeAt,
  stride,
  threshold,
  u32At,
  u64At,
  uidOfAt,
  updatedAt,
  votesAt,
} from './place';

/** Steps 1–4 (`sim/consensus/chain/yumaState.ts`): the neurons that count, and their stake. */

@inline
function seatedOwner(uid: i32): bool {
  return ownerSeated && uid == owner;
}

/** Whether a uid acts: it holds a permit of the last epoch. */
@inline
export function permitted(uid: i32): bool {
  return load<u8>(permitAt + uid) != 0 || seatedOwner(uid);
}

export function stand(): void {
  shareStake();
  givePermits();
  let acting: u64 = 0;
  for (let uid = 0; uid < n; uid++) {
    const active = u32At(updatedAt, uid) + activityCutoff >= block;
    store<u8>(activeAt + uid, active ? 1 : 0);
    const share = active && permitted(uid) ? u64At(sharesAt, uid) : 0;
    put64(activeSharesAt, uid, share);
    acting += share;
  }
  if (acting != 0) {
    for (let uid = 0; uid < n; uid++) {
      const share = u64At(activeSharesAt, uid);
      if (share != 0) put64(activeSharesAt, uid, div(share, acting));
    }
  }
  placeRows();
}

function shareStake(): void {
  let total: u64 = 0;
  for (let uid = 0; uid < n; uid++) {
    const stake = u64At(stakeAt, uid);
    const counted = stake >= threshold || seatedOwner(uid) ? stake : 0;
    put64(sharesAt, uid, counted);
    total += counted;
  }
  for (let uid = 0; uid < n; uid++) {
    const stake = u64At(sharesAt, uid);
    if (stake != 0) put64(sharesAt, uid, div(stake, total));
  }
}

/** The largest stakes, among equals the higher uid. */
function givePermits(): void {
  const all = n <= seats;
  let least: u64 = 0;
  if (!all && seats > 0) {
    for (let uid = 0; uid < n; uid++) put64(keysAt, uid, (u64At(sharesAt, uid) << 16) | uid);
    least = ascending(n - seats);
  }
  for (let uid = 0; uid < n; uid++) {
    const share = u64At(sharesAt, uid);
    const chosen = all || (seats > 0 && ((share << 16) | uid) >= least);
    const seated = (chosen && (!noStakeNoSeat || share != 0)) || seatedOwner(uid);
    store<u8>(newPermitAt + uid, seated ? 1 : 0);
  }
}

/** The key at a place of the ascending order: quickselect. */
function ascending(place: i32): u64 {
  let from = 0;
  let to = n - 1;
  while (from < to) {
    const pivot = u64At(keysAt, (from + to) >> 1);
    let left = from;
    let right = to;
    while (left <= right) {
      while (u64At(keysAt, left) < pivot) left++;
      while (u64At(keysAt, right) > pivot) right--;
      if (left > right) break;
      const held = u64At(keysAt, left);
      put64(keysAt, left, u64At(keysAt, right));
      put64(keysAt, right, held);
      left++;
      right--;
    }
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return u64At(keysAt, place);
}

/** What the columns read of their rows: active stake, the same among voters, the block of the last weights. */
function placeRows(): void {
  let voting: u64 = 0;
  let voters = 0;
  let sole = false;
  let oldest: u32 = 0xffffffff;
  for (let row = 0; row < rows; row++) {
    const share = u64At(activeSharesAt, u32At(uidOfAt, row));
    voting += share;
    voters += share > 0 ? 1 : 0;
  }
  let voteTotal: u64 = 0;
  for (let row = 0; row < stride; row++) {
    const inside = row < rows;
    const uid = inside ? u32At(uidOfAt, row) : 0;
    const share = inside ? u64At(activeSharesAt, uid) : 0;
    const vote = voting == 0 ? 0 : div(share, voting);
    sole = sole || share >= ONE || vote >= ONE;
    voteTotal += vote;
    put32(rowStakeAt, row, <u32>share);
    put32(votesAt, row, <u32>vote);
    const updated: u32 = inside ? u32At(updatedAt, uid) : 0xffffffff;
    put32(rowUpdatedAt, row, updated);
    oldest = min(oldest, updated);
  }
  const outcome = voters == 0 ? 1 : majority > voteTotal ? 2 : majority == 0 ? 3 : 0;
  noteStanding(sole, outcome, voteTotal, voters, oldest);
}
