/**
 * Where everything lies in the arena of this instance (`../chainArena.ts` makes it): n uids, `rows` of them with a
 * row of weights or bonds, matrices column by column (miner-major). A dense column has a cell for every row, a sparse
 * one a cell for each row that weighs or holds it (`columns.ts`).
 */

export let n: i32 = 0;
export let rows: i32 = 0;
/** Rows rounded up to whole vectors; what is past `rows` is zero. */
export let stride: i32 = 0;

// [uid] what an epoch reads
export let stakeAt: usize = 0; // u64, RAO
export let updatedAt: usize = 0; // u32, block
export let registeredAt: usize = 0; // u32, block
export let permitAt: usize = 0; // u8, of the last epoch
export let rowOfAt: usize = 0; // i32, −1 without a row
export let uidOfAt: usize = 0; // [row] u32

// [uid] what it computes
export let activeAt: usize = 0; // u8
export let newPermitAt: usize = 0; // u8
export let sharesAt: usize = 0; // u64 from here on: share of the whole stake
export let activeSharesAt: usize = 0;
export let preranksAt: usize = 0;
export let consensusAt: usize = 0;
export let ranksAt: usize = 0;
export let trustAt: usize = 0;
export let validatorTrustAt: usize = 0;
export let incentiveAt: usize = 0;
export let dividendsAt: usize = 0;
export let serverSharesAt: usize = 0;
export let validatorSharesAt: usize = 0;
export let combinedSharesAt: usize = 0;
export let serverPayAt: usize = 0; // RAO
export let validatorPayAt: usize = 0;
export let combinedPayAt: usize = 0;
export let alphasAt: usize = 0; // part of a column's bonds renewed; by pair: the consensus that its alpha looks at
export let keysAt: usize = 0; // scratch of the permits
export let wideAt: usize = 0; // u8, column that holds a value of 1.0
/** Eight arrays of u16, n each: trust, consensus, incentive, dividends, validator trust, pruning score, stake. */
export let storedAt: usize = 0;

// [row]
export let rowTotalsAt: usize = 0; // u32, sum of all stored weights
export let rowTopsAt: usize = 0; // u16, the largest of them
export let rowStakeAt: usize = 0; // u32, active share
export let votesAt: usize = 0; // u32, active share among voters
export let rowUpdatedAt: usize = 0; // u32
export let rowSumAt: usize = 0; // u32
export let factorsAt: usize = 0; // f64, what makes a weight a share of its row
// [thread × row]
export let hiddenAt: usize = 0; // u32, sums of what the masks hide
export let trustSumsAt: usize = 0; // u32
export let wideTrustAt: usize = 0; // u64
export let dividendSumsAt: usize = 0; // u32
export let wideDividendsAt: usize = 0; // u64
/** Nine arrays of u64 [row] a thread. */
export let scratchAt: usize = 0;

// where the cells of a column are
export let startsAt: usize = 0; // [column + 1] u32, its first cell; a multiple of eight
export let countsAt: usize = 0; // [column] u32, its cells that are rows
export let entryRowsAt: usize = 0; // [cell] u16, their rows, ascending; 0: the arena is dense
/** [row] stake and vote as u32 and the factor as f64 together, for columns that gather them; sparse arenas only. */
export let recordsAt: usize = 0;

// [cell]
export let weightsAt: usize = 0; // u16
export let bondsAt: usize = 0; // u16
export let heldAt: usize = 0; // a bit a cell: a bond above zero, even where its u16 is zero
export let productsAt: usize = 0; // u32, clipped weight times stake; none where the arena has no room for it

export let threads: i32 = 1;

/** Reads the sizes and places from a table of i32, in the order of this file. */
export function configure(table: usize): void {
  const next = table;
  n = load<i32>(next, 0);
  rows = load<i32>(next, 4);
  stride = load<i32>(next, 8);
  threads = load<i32>(next, 12);
  stakeAt = load<u32>(next, 16);
  updatedAt = load<u32>(next, 20);
  registeredAt = load<u32>(next, 24);
  permitAt = load<u32>(next, 28);
  rowOfAt = load<u32>(next, 32);
  uidOfAt = load<u32>(next, 36);
  activeAt = load<u32>(next, 40);
  newPermitAt = load<u32>(next, 44);
  sharesAt = load<u32>(next, 48);
  activeSharesAt = load<u32>(next, 52);
  preranksAt = load<u32>(next, 56);
  consensusAt = load<u32>(next, 60);
  ranksAt = load<u32>(next, 64);
  trustAt = load<u32>(next, 68);
  validatorTrustAt = load<u32>(next, 72);
  incentiveAt = load<u32>(next, 76);
  dividendsAt = load<u32>(next, 80);
  serverSharesAt = load<u32>(next, 84);
  validatorSharesAt = load<u32>(next, 88);
  combinedSharesAt = load<u32>(next, 92);
  serverPayAt = load<u32>(next, 96);
  validatorPayAt = load<u32>(next, 100);
  combinedPayAt = load<u32>(next, 104);
  alphasAt = load<u32>(next, 108);
  keysAt = load<u32>(next, 112);
  wideAt = load<u32>(next, 116);
  storedAt = load<u32>(next, 120);
  rowTotalsAt = load<u32>(next, 124);
  rowTopsAt = load<u32>(next, 128);
  rowStakeAt = load<u32>(next, 132);
  votesAt = load<u32>(next, 136);
  rowUpdatedAt = load<u32>(next, 140);
  rowSumAt = load<u32>(next, 144);
  factorsAt = load<u32>(next, 148);
  hiddenAt = load<u32>(next, 152);
  trustSumsAt = load<u32>(next, 156);
  wideTrustAt = load<u32>(next, 160);
  dividendSumsAt = load<u32>(next, 164);
  wideDividendsAt = load<u32>(next, 168);
  scratchAt = load<u32>(next, 172);
  startsAt = load<u32>(next, 176);
  countsAt = load<u32>(next, 180);
  entryRowsAt = load<u32>(next, 184);
  recordsAt = load<u32>(next, 188);
  weightsAt = load<u32>(next, 192);
  bondsAt = load<u32>(next, 196);
  heldAt = load<u32>(next, 200);
  productsAt = load<u32>(next, 204);
}

/** What an epoch is asked for: options of the version and hyperparameters. */
export let block: u64 = 0;
export let activityCutoff: u64 = 0;
export let seats: i32 = 0;
export let owner: i32 = -1;
export let ownerSeated: bool = false;
/** Stake below it counts as none, RAO. */
export let threshold: u64 = 0;
export let noStakeNoSeat: bool = false;
export let majority: u64 = 0;
/** Bonds towards a uid registered from this block on are void; −1: the holder must have set weights since. */
export let lastTempo: i64 = -1;
/** How far the weights that buy bonds are clipped. */
export let penalty: u64 = 0;
export let emission: u64 = 0;
/** Yuma3: the plain alpha, and liquid alpha where `liquid`. */
export let alpha: u64 = 0;
export let liquid: bool = false;
export let alphaLow: u64 = 0;
export let alphaHigh: u64 = 0;
export let slope: i64 = 0;
/** Whether the vectors are not to be used. */
export let scalarOnly: bool = false;

/** What `stand` found, kept beside the instructions so that other threads read it too. */
let findings: usize = 0;
/** Whether a stake is 1.0: then nothing fits the vectors. */
export let soleStake: bool = false;
/** 0: the median is bracketed by the majority; 1: no votes; 2: the smallest score; 3: the largest. */
export let outcome: i32 = 0;
export let voteTotal: u64 = 0;
export let voters: i32 = 0;
/** The oldest update of any row: what registered before it needs no mask. */
export let oldestUpdate: u32 = 0;

export function noteStanding(sole: bool, chosen: i32, total: u64, count: i32, oldest: u32): void {
  store<u64>(findings, sole ? 1 : 0, 0);
  store<u64>(findings, chosen, 8);
  store<u64>(findings, total, 16);
  store<u64>(findings, count, 24);
  store<u64>(findings, oldest, 32);
  recall();
}

function recall(): void {
  soleStake = load<u64>(findings, 0) != 0;
  outcome = <i32>load<u64>(findings, 8);
  voteTotal = load<u64>(findings, 16);
  voters = <i32>load<u64>(findings, 24);
  oldestUpdate = <u32>load<u64>(findings, 32);
}

/** Reads them from a table of u64, in the order of this file. */
export function instruct(table: usize): void {
  block = load<u64>(table, 0);
  activityCutoff = load<u64>(table, 8);
  seats = <i32>load<u64>(table, 16);
  owner = <i32>load<i64>(table, 24);
  ownerSeated = load<u64>(table, 32) != 0;
  threshold = load<u64>(table, 40);
  noStakeNoSeat = load<u64>(table, 48) != 0;
  majority = load<u64>(table, 56);
  lastTempo = load<i64>(table, 64);
  penalty = load<u64>(table, 72);
  emission = load<u64>(table, 80);
  alpha = load<u64>(table, 88);
  liquid = load<u64>(table, 96) != 0;
  alphaLow = load<u64>(table, 104);
  alphaHigh = load<u64>(table, 112);
  slope = load<i64>(table, 120);
  scalarOnly = load<u64>(table, 128) != 0;
  findings = table + 192;
  recall();
}

@inline
export function u64At(array: usize, index: i32): u64 {
  return load<u64>(array + ((<usize>index) << 3));
}

@inline
export function put64(array: usize, index: i32, value: u64): void {
  store<u64>(array + ((<usize>index) << 3), value);
}

@inline
export function u32At(array: usize, index: i32): u32 {
  return load<u32>(array + ((<usize>index) << 2));
}

@inline
export function put32(array: usize, index: i32, value: u32): void {
  store<u32>(array + ((<usize>index) << 2), value);
}

@inline
export function u16At(array: usize, index: i32): u32 {
  return load<u16>(array + ((<usize>index) << 1));
}

@inline
export function put16(array: usize, index: i32, value: u32): void {
  store<u16>(array + ((<usize>index) << 1), value);
}

@inline
export function scratch(thread: i32, place: i32): usize {
  return scratchAt + <usize>(thread * 9 + place) * ((<usize>stride) << 3);
}
