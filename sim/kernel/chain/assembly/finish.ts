import { cellsOf, count, openColumn, rowOfCell } from './columns';
import { div, mul, ONE, toU16 } from './fixed';
import {
  activeSharesAt,
  combinedPayAt,
  combinedSharesAt,
  consensusAt,
  dividendsAt,
  dividendSumsAt,
  emission,
  incentiveAt,
  n,
  preranksAt,
  put16,
  put64,
  ranksAt,
  rows,
  rowSumAt,
  serverPayAt,
  serverSharesAt,
  sharesAt,
  storedAt,
  stride,
  threads,
  trustAt,
  trustSumsAt,
  u16At,
  u32At,
  u64At,
  uidOfAt,
  validatorPayAt,
  validatorSharesAt,
  validatorTrustAt,
  weightsAt,
  wideDividendsAt,
  wideTrustAt,
} from './place';
import { masked } from './rowSums';

/** Step 10 once all columns are ranked: trust, incentive, and trust of validators. */
export function finishRanks(): void {
  let total: u64 = 0;
  for (let uid = 0; uid < n; uid++) total += u64At(ranksAt, uid);
  for (let uid = 0; uid < n; uid++) {
    const rank = u64At(ranksAt, uid);
    put64(trustAt, uid, shareOf(rank, u64At(preranksAt, uid)));
    put64(incentiveAt, uid, shareOf(rank, total));
    put64(validatorTrustAt, uid, 0);
  }
  let doubtful = 0;
  for (let row = 0; row < rows; row++) {
    let trust: u64 = 0;
    let narrow: u32 = 0;
    for (let thread = 0; thread < threads; thread++) {
      narrow += u32At(trustSumsAt, thread * stride + row);
      trust += u64At(wideTrustAt, thread * stride + row);
    }
    trust += narrow;
    if (trust == 0 && u32At(rowSumAt, row) > 0) doubtful += 1;
    put64(validatorTrustAt, u32At(uidOfAt, row), trust);
  }
  if (doubtful > 0) findWholeTrust(doubtful);
}

/** A trust of 1.0 has wrapped to zero; then some weight of the row is left by the clipping. */
function findWholeTrust(doubtful: i32): void {
  for (let column = 0; column < n && doubtful > 0; column++) {
    if (u64At(consensusAt, column) == 0) continue;
    openColumn(column);
    const weights = cellsOf(weightsAt);
    for (let cell = 0; cell < count; cell++) {
      const row = rowOfCell(cell);
      const uid = u32At(uidOfAt, row);
      if (u64At(validatorTrustAt, uid) > 0 || u32At(rowSumAt, row) == 0) continue;
      if (u16At(weights, cell) == 0 || masked(row, column)) continue;
      put64(validatorTrustAt, uid, ONE);
      doubtful -= 1;
    }
  }
}

/** Steps 12–15: dividends, shares of the emission, RAO and what is stored. `byPair`: stake enters here. */
export function finish(byPair: bool): void {
  gatherDividends(byPair);
  shareEmission();
  pay(serverPayAt, serverSharesAt);
  pay(validatorPayAt, validatorSharesAt);
  pay(combinedPayAt, combinedSharesAt);
  keep(0, trustAt);
  keep(1, consensusAt);
  keep(2, incentiveAt);
  keep(3, dividendsAt);
  keep(4, validatorTrustAt);
  keepPruningScores();
  keep(6, sharesAt);
}

/** Shares of the emission in RAO, an array at a time: so its place stays in a register. */
function pay(to: usize, shares: usize): void {
  const rao = emission;
  const end = n;
  for (let uid = 0; uid < end; uid++) {
    const share = u64At(shares, uid);
    put64(to, uid, share == 0 ? 0 : mul(share, rao));
  }
}

/** Shares as u16, into the array at a place among those that are stored. */
function keep(place: i32, shares: usize): void {
  const end = n;
  const to = storedAt + (<usize>(place * end) << 1);
  for (let uid = 0; uid < end; uid++) put16(to, uid, toU16(u64At(shares, uid)));
}

function keepPruningScores(): void {
  const end = n;
  const to = storedAt + (<usize>(5 * end) << 1);
  const shares = combinedSharesAt;
  let most: u64 = 0;
  for (let uid = 0; uid < end; uid++) most = max(most, u64At(shares, uid));
  for (let uid = 0; uid < end; uid++) {
    const scaled = shareOf(u64At(shares, uid) * 65535, most) + (ONE >> 1);
    put16(to, uid, <u32>(scaled >> 32));
  }
}

function gatherDividends(byPair: bool): void {
  for (let uid = 0; uid < n; uid++) put64(dividendsAt, uid, 0);
  let total: u64 = 0;
  for (let row = 0; row < rows; row++) {
    let sum: u64 = 0;
    for (let thread = 0; thread < threads; thread++) {
      if (!byPair) sum += u32At(dividendSumsAt, thread * stride + row);
      sum += u64At(wideDividendsAt, thread * stride + row);
    }
    const uid = u32At(uidOfAt, row);
    const earned = byPair ? mul(u64At(activeSharesAt, uid), sum) : sum;
    put64(dividendsAt, uid, earned);
    total += earned;
  }
  if (total == 0) return;
  for (let uid = 0; uid < n; uid++) put64(dividendsAt, uid, shareOf(u64At(dividendsAt, uid), total));
}

/** A division takes as long as all else here, and most of what is divided is zero. */
@inline
function shareOf(part: u64, total: u64): u64 {
  return part == 0 ? 0 : div(part, total);
}

/** 13. E = I + D, normalised; without any earnings the validators share by (active) stake. */
function shareEmission(): void {
  let total: u64 = 0;
  let acting: u64 = 0;
  for (let uid = 0; uid < n; uid++) {
    total += u64At(incentiveAt, uid) + u64At(dividendsAt, uid);
    acting += u64At(activeSharesAt, uid);
  }
  const byStake = acting == 0 ? sharesAt : activeSharesAt;
  for (let uid = 0; uid < n; uid++) {
    if (total == 0) {
      const share = u64At(byStake, uid);
      put64(serverSharesAt, uid, 0);
      put64(validatorSharesAt, uid, share);
      put64(combinedSharesAt, uid, share);
      continue;
    }
    const incentive = u64At(incentiveAt, uid);
    const dividends = u64At(dividendsAt, uid);
    const server = shareOf(incentive, total);
    const validator = shareOf(dividends, total);
    // Most uids are paid for one thing only: a division less.
    const one = incentive == 0 || dividends == 0;
    put64(serverSharesAt, uid, server);
    put64(validatorSharesAt, uid, validator);
    put64(combinedSharesAt, uid, one ? server + validator : div(incentive + dividends, total));
  }
}
