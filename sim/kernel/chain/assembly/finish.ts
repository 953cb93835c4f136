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
import { columnAt, masked } from './rowSums';

/** Step 10 once all columns are ranked: trust, incentive, and trust of validators. */
export function finishRanks(): void {
  let total: u64 = 0;
  for (let uid = 0; uid < n; uid++) total += u64At(ranksAt, uid);
  for (let uid = 0; uid < n; uid++) {
    const rank = u64At(ranksAt, uid);
    const prerank = u64At(preranksAt, uid);
    put64(trustAt, uid, prerank == 0 ? 0 : div(rank, prerank));
    put64(incentiveAt, uid, total == 0 ? 0 : div(rank, total));
    put64(validatorTrustAt, uid, 0);
  }
  for (let row = 0; row < rows; row++) {
    let narrow: u32 = 0;
    let wide: u64 = 0;
    for (let thread = 0; thread < threads; thread++) {
      narrow += u32At(trustSumsAt, thread * stride + row);
      wide += u64At(wideTrustAt, thread * stride + row);
    }
    // A trust of 1.0 has wrapped to zero; then some weight of the row is left by the clipping.
    const trust = narrow == 0 && wide == 0 && trusts(row) ? ONE : <u64>narrow + wide;
    put64(validatorTrustAt, u32At(uidOfAt, row), trust);
  }
}

function trusts(row: i32): bool {
  if (u32At(rowSumAt, row) == 0) return false;
  for (let column = 0; column < n; column++) {
    if (u64At(consensusAt, column) == 0) continue;
    if (u16At(columnAt(weightsAt, column), row) > 0 && !masked(row, column)) return true;
  }
  return false;
}

/** Steps 12–15: dividends, shares of the emission, RAO and what is stored. `byPair`: stake enters here. */
export function finish(byPair: bool): void {
  gatherDividends(byPair);
  shareEmission();
  let most: u64 = 0;
  for (let uid = 0; uid < n; uid++) most = max(most, u64At(combinedSharesAt, uid));
  for (let uid = 0; uid < n; uid++) {
    put64(serverPayAt, uid, mul(u64At(serverSharesAt, uid), emission));
    put64(validatorPayAt, uid, mul(u64At(validatorSharesAt, uid), emission));
    put64(combinedPayAt, uid, mul(u64At(combinedSharesAt, uid), emission));
    keep(0, uid, toU16(u64At(trustAt, uid)));
    keep(1, uid, toU16(u64At(consensusAt, uid)));
    keep(2, uid, toU16(u64At(incentiveAt, uid)));
    keep(3, uid, toU16(u64At(dividendsAt, uid)));
    keep(4, uid, toU16(u64At(validatorTrustAt, uid)));
    const scaled = most == 0 ? 0 : div(u64At(combinedSharesAt, uid) * 65535, most) + (ONE >> 1);
    keep(5, uid, <u32>(scaled >> 32));
    keep(6, uid, toU16(u64At(sharesAt, uid)));
  }
}

@inline
function keep(place: i32, uid: i32, value: u32): void {
  put16(storedAt, place * n + uid, value);
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
  for (let uid = 0; uid < n; uid++) put64(dividendsAt, uid, div(u64At(dividendsAt, uid), total));
}

/** 13. E = I + D, normalised; if nobody earned anything, the validators share by (active) stake. */
function shareEmission(): void {
  let total: u64 = 0;
  let acting: u64 = 0;
  for (let uid = 0; uid < n; uid++) {
    total += u64At(incentiveAt, uid) + u64At(dividendsAt, uid);
    acting += u64At(activeSharesAt, uid);
  }
  const byStake = acting == 0 ? sharesAt : activeSharesAt;
  for (let uid = 0; uid < n; uid++) {
    const incentive = u64At(incentiveAt, uid);
    const dividends = u64At(dividendsAt, uid);
    put64(serverSharesAt, uid, total == 0 ? 0 : div(incentive, total));
    put64(validatorSharesAt, uid, total == 0 ? u64At(byStake, uid) : div(dividends, total));
    put64(combinedSharesAt, uid, total == 0 ? u64At(byStake, uid) : div(incentive + dividends, total));
  }
}
