/**
 * Blocks of the coinbase with weighted pools between two epochs, the same as `creditCoinbase` and its books bit for bit
 * (../../../coinbase/creditCoinbase.ts, ../../../networks/creditRules.ts): `../creditKernel.ts` calls it.
 */
import * as at from './place';
import { priceOf } from './pool';
import { proportionOf } from './root';
import { bring, share } from './terms';
import { high, mul32, mulHigh } from './wide';

export { configure } from './place';

const ONE: u64 = 1 << 32;
const LONGEST_WAIT: u32 = 50400;

/** Why `run` ended: the last block was reached, had an epoch, or does not balance; or the next is the readable text's. */
const REACHED = 0;
const EPOCHS = 1;
const REFUSED = 2;
const UNBALANCED = 3;

let reason: i32 = REACHED;

/** Why the last run ended. */
export function ended(): i32 {
  return reason;
}

/** Makes blocks after `from` up to `to`, and gives the last one made. */
export function run(from: u32, to: u32): u32 {
  for (let block = from + 1; block <= to; block++) {
    reason = make(block);
    if (reason === REFUSED) return block - 1;
    if (reason !== REACHED) return block;
  }
  return to;
}

function make(block: u32): i32 {
  let prices: u64 = 0;
  for (let subnet = 0; subnet < at.size; subnet++)
    if (at.count(at.FLAGS, subnet) & at.IS_PAID) prices += at.word(at.MOVING_PRICE, subnet);
  const minted = at.emissionAt(at.scalar(at.ISSUANCE));
  if (prices === 0 || !share(prices)) return REFUSED;
  let credit = <i64>minted;
  for (let subnet = 0; subnet < at.size; subnet++) {
    if (!(at.count(at.FLAGS, subnet) & at.IS_PAID)) continue;
    credit = bring(subnet, minted, credit);
    if (credit < 0) return REFUSED;
  }
  return keep(block, minted - <u64>credit, prices > ONE);
}

/** Everything after the terms: nothing is refused any more. */
function keep(block: u32, minted: u64, keepsRoot: bool): i32 {
  let pools: u64 = 0;
  let pooled: u64 = 0;
  let epochs: u64 = 0;
  let balances = true;
  for (let subnet = 0; subnet < at.size; subnet++) {
    const isPaid = (at.count(at.FLAGS, subnet) & at.IS_PAID) !== 0;
    if (isPaid) {
      pooled += add(subnet);
      issue(subnet, keepsRoot);
    }
    const isDue = turn(subnet, block, epochs < at.scalar(at.MOST_EPOCHS));
    if (isDue) epochs += 1;
    if (isPaid) average(subnet, block);
    pools += at.word(at.TAO, subnet);
    balances = isBalanced(subnet, isDue) && balances;
  }
  const issued = at.scalar(at.ISSUANCE) + minted;
  const lost = at.scalar(at.LOST_TAO) + minted - pooled;
  at.setScalar(at.ISSUANCE, issued);
  at.setScalar(at.LOST_TAO, lost);
  if (!balances || <i64>lost < 0 || pools + at.scalar(at.HELD_TAO) + lost !== issued) return UNBALANCED;
  return epochs > 0 ? EPOCHS : REACHED;
}

@inline
function addTo(field: i32, subnet: i32, rao: u64): void {
  at.setWord(field, subnet, at.word(field, subnet) + rao);
}

/** Puts what a block brings into the pool; gives the TAO that came in. */
@inline
function add(subnet: i32): u64 {
  const spent = at.word(at.NEXT_SPENT, subnet);
  const bought = at.word(at.NEXT_BOUGHT, subnet);
  const added = at.word(at.NEXT_TAO_ADDED, subnet);
  at.setWord(at.QUOTE_WEIGHT, subnet, at.word(at.NEXT_WEIGHT, subnet));
  at.setWord(at.BROUGHT_TAO, subnet, at.word(at.NEXT_TAO_IN, subnet));
  at.setWord(at.BROUGHT_ALPHA, subnet, at.word(at.NEXT_ALPHA_ADDED, subnet));
  at.setWord(at.BROUGHT_SPENT, subnet, spent);
  addTo(at.TAO, subnet, spent + added);
  addTo(at.ALPHA_IN, subnet, at.word(at.NEXT_ALPHA_ADDED, subnet) - bought);
  addTo(at.ALPHA_OUT, subnet, bought);
  addTo(at.PROTOCOL_ALPHA, subnet, bought);
  addTo(at.PROTOCOL_FLOW, subnet, spent + added);
  return spent + added;
}

/** Issues a block's alpha (../../../coinbase/issueAlpha.ts) and books it. */
@inline
function issue(subnet: i32, keepsRoot: bool): void {
  const issuing = at.word(at.NEXT_OUT, subnet);
  const whole = issuing << 32;
  const cut = at.count(at.FLAGS, subnet) & at.CUTS_OWNER ? issuing * at.scalar(at.OWNER_SHARE) : 0;
  const rest = whole - cut;
  const alpha = at.word(at.ALPHA_IN, subnet) + at.word(at.ALPHA_OUT, subnet) + issuing;
  const proportion = proportionOf(at.scalar(at.ROOT_HIGH), at.scalar(at.ROOT_LOW), alpha);
  const root = mul32(proportion, rest) >> 1;
  const server = rest >> 1;
  const validator = rest - server - root;
  const recycled = keepsRoot ? 0 : root >> 32;
  const kept = keepsRoot ? root >> 32 : 0;
  addTo(at.WAITING_SERVER, subnet, server >> 32);
  addTo(at.WAITING_VALIDATOR, subnet, validator >> 32);
  addTo(at.WAITING_ROOT, subnet, kept);
  addTo(at.WAITING_OWNER, subnet, cut >> 32);
  addTo(at.ALPHA_OUT, subnet, issuing - recycled);
  at.setWord(at.BROUGHT_OUT, subnet, issuing);
  addTo(at.ISSUED, subnet, at.word(at.BROUGHT_ALPHA, subnet) + issuing - recycled);
  addTo(at.LOST, subnet, issuing - recycled - (server >> 32) - (validator >> 32) - kept - (cut >> 32));
}

/** The turn of an epoch (../../../coinbase/epochTurns.ts): whether what waited is drained in this block. */
@inline
function turn(subnet: i32, block: u32, mayRun: bool): bool {
  const since = at.count(at.SINCE_STEP, subnet) + 1;
  const tempo = at.count(at.TEMPO, subnet);
  const pendingAt = at.count(at.PENDING_AT, subnet);
  at.setCount(at.SINCE_STEP, subnet, since);
  at.setCount(at.DUE, subnet, 0);
  const isAsked = pendingAt > 0 && block >= pendingAt;
  const isOver = <i64>block - <i64>at.count(at.LAST_EPOCH, subnet) >= <i64>tempo;
  if (tempo === 0 || !(isAsked || since > LONGEST_WAIT || isOver)) return false;
  if (!mayRun) {
    at.setCount(at.PENDING_AT, subnet, block + 1);
    return false;
  }
  for (let part = 0; part < 4; part++) {
    at.setWord(at.WAITED_SERVER + part, subnet, at.word(at.WAITING_SERVER + part, subnet));
    at.setWord(at.WAITING_SERVER + part, subnet, 0);
  }
  at.setCount(at.SINCE_STEP, subnet, 0);
  at.setCount(at.LAST_EPOCH, subnet, block);
  at.setCount(at.PENDING_AT, subnet, 0);
  at.setCount(at.DUE, subnet, 1);
  return true;
}

/** Moving price and root's proportion (../../../coinbase/movingPrice.ts). */
@inline
function average(subnet: i32, block: u32): void {
  const first = at.count(at.FIRST_EMISSION, subnet);
  const born = first > 0 ? first - 1 : 0;
  const age = block > born ? <u64>(block - born) : 0;
  const ageShare = <u64>((age << 32) / (age + <u64>at.count(at.HALVING, subnet)));
  const rest = (age << 32) % (age + <u64>at.count(at.HALVING, subnet));
  const share = (ageShare << 32) | ((rest << 32) / (age + <u64>at.count(at.HALVING, subnet)));
  const weight = mul32(at.scalar(at.MOVING_ALPHA), share);
  const alphaIn = at.word(at.ALPHA_IN, subnet);
  const priceLow = priceOf(at.word(at.TAO, subnet), alphaIn, at.word(at.QUOTE_WEIGHT, subnet));
  const present = high === 0 ? mulHigh(weight, priceLow) : weight;
  const moving = at.word(at.MOVING_PRICE, subnet);
  // (2^64 − weight) · moving / 2^32, in parts of 2^64.
  let past: u64 = moving << 32;
  let carried: u64 = moving >> 32;
  if (weight > 0) {
    past = mul32(0 - weight, moving);
    carried = 0;
  }
  const sum = past + present;
  carried += u64(sum < past);
  at.setWord(at.MOVING_PRICE, subnet, (carried << 32) | (sum >> 32));
  const alpha = alphaIn + at.word(at.ALPHA_OUT, subnet);
  at.setWord(
    at.ROOT_PROPORTION,
    subnet,
    proportionOf(at.scalar(at.ROOT_HIGH), at.scalar(at.ROOT_LOW), alpha),
  );
}

/** Whether all alpha of a subnet is in one place each; what an epoch has drained is on its way to its stakes. */
@inline
function isBalanced(subnet: i32, isDue: bool): bool {
  const alphaIn = at.word(at.ALPHA_IN, subnet);
  const lost = at.word(at.LOST, subnet);
  let held = alphaIn + at.word(at.HELD, subnet) + at.word(at.PROTOCOL_ALPHA, subnet) + lost;
  for (let part = 0; part < 4; part++) {
    held += at.word(at.WAITING_SERVER + part, subnet);
    if (isDue) held += at.word(at.WAITED_SERVER + part, subnet);
  }
  const issued = at.word(at.ISSUED, subnet);
  return <i64>lost >= 0 && held === issued && alphaIn + at.word(at.ALPHA_OUT, subnet) === issued;
}
