/** Where the arrays of a world lie; `../creditArena.ts` lays them out with the same numbers. */

let scalars: usize = 0;
let steps: usize = 0;
let words: usize = 0;
let counts: usize = 0;
export let size: i32 = 0;

/** Byte offsets of the arrays, and how many subnets there are. */
export function configure(scalarsAt: usize, stepsAt: usize, wordsAt: usize, countsAt: usize, n: i32): void {
  scalars = scalarsAt;
  steps = stepsAt;
  words = wordsAt;
  counts = countsAt;
  size = n;
}

@inline
export function scalar(place: i32): u64 {
  return load<u64>(scalars + (<usize>place << 3));
}

@inline
export function setScalar(place: i32, value: u64): void {
  store<u64>(scalars + (<usize>place << 3), value);
}

@inline
export function word(field: i32, subnet: i32): u64 {
  return load<u64>(words + (<usize>(field * size + subnet) << 3));
}

@inline
export function setWord(field: i32, subnet: i32, value: u64): void {
  store<u64>(words + (<usize>(field * size + subnet) << 3), value);
}

@inline
export function count(field: i32, subnet: i32): u32 {
  return load<u32>(counts + (<usize>(field * size + subnet) << 2));
}

@inline
export function setCount(field: i32, subnet: i32, value: u32): void {
  store<u32>(counts + (<usize>(field * size + subnet) << 2), value);
}

/** RAO that a block issues where `issued` exist: a step for each halving, of its first issuance and what is issued from there. */
@inline
export function emissionAt(issued: u64): u64 {
  let step: usize = steps;
  while (issued >= load<u64>(step + 16)) step += 16;
  return load<u64>(step + 8);
}

export const ISSUANCE = 0;
export const LOST_TAO = 1;
/** TAO that blocks without an epoch do not move: staked on root, free, and outside. */
export const HELD_TAO = 2;
/** Weighted TAO on root, U96F32 bits. */
export const ROOT_HIGH = 3;
export const ROOT_LOW = 4;
/** Share of the owner, U96F32 bits. */
export const OWNER_SHARE = 5;
export const MOVING_ALPHA = 6;
export const MOST_EPOCHS = 7;

export const TAO = 0;
export const ALPHA_IN = 1;
export const ALPHA_OUT = 2;
export const QUOTE_WEIGHT = 3;
export const MOVING_PRICE = 4;
export const MINER_BURNED = 5;
export const WAITING_SERVER = 6;
export const WAITING_VALIDATOR = 7;
export const WAITING_ROOT = 8;
export const WAITING_OWNER = 9;
export const BROUGHT_TAO = 10;
export const BROUGHT_ALPHA = 11;
export const BROUGHT_OUT = 12;
export const BROUGHT_SPENT = 13;
export const ROOT_PROPORTION = 14;
export const PROTOCOL_FLOW = 15;
export const PROTOCOL_ALPHA = 16;
export const ISSUED = 17;
export const LOST = 18;
/** Alpha that blocks without an epoch do not move: staked, claimable, and outside. */
export const HELD = 19;
export const WAITED_SERVER = 20;
export const WAITED_VALIDATOR = 21;
export const WAITED_ROOT = 22;
export const WAITED_OWNER = 23;
/** Of one block, before it is kept. */
export const SHARE = 24;
export const PRICE_SHARE = 25;
export const NEXT_WEIGHT = 26;
export const NEXT_TAO_IN = 27;
export const NEXT_ALPHA_ADDED = 28;
export const NEXT_TAO_ADDED = 29;
export const NEXT_SPENT = 30;
export const NEXT_BOUGHT = 31;
export const NEXT_OUT = 32;

export const TEMPO = 0;
export const LAST_EPOCH = 1;
export const PENDING_AT = 2;
export const SINCE_STEP = 3;
export const FIRST_EMISSION = 4;
export const HALVING = 5;
/** 1: is paid; 2: has swapped; 4: its owner's cut is on. */
export const FLAGS = 6;
/** 1 where the last block had an epoch. */
export const DUE = 7;

export const IS_PAID: u32 = 1;
export const HAS_SWAPPED: u32 = 2;
export const CUTS_OWNER: u32 = 4;
