import { type DecimalSharePool, decimalShareOf, decimalShareValue } from '../delegation/decimalSharePool.ts';
import { decimalWhole } from '../math/decimalFloat.ts';
import { U64F64, U96F32 } from '../math/saturating.ts';
import { type AlphaRao, type Block, type Serial, type TaoRao, u16Max } from '../units.ts';

/** Alpha that one coldkey holds on one hotkey. */
export interface Claim {
  readonly coldkey: Serial;
  readonly alpha: AlphaRao;
}

/** What the coldkeys of a hotkey's pool claim, in their order: what shares are worth, or their number where that is nothing. */
export const claimsOn = (pool: DecimalSharePool): Claim[] =>
  [...pool.shares.keys()]
    .sort((one, other) => one - other)
    .map((coldkey) => ({
      coldkey,
      alpha: decimalShareValue(pool, coldkey) || decimalWhole(decimalShareOf(pool, coldkey)),
    }));

/** A subnet that is dissolved. */
export interface DissolvedSubnet {
  /** TAO of its pool: what is paid out. */
  readonly pot: TaoRao;
  /** TAO on its account, the pot among it. */
  readonly account: TaoRao;
  readonly alphaIn: AlphaRao;
  readonly alphaOut: AlphaRao;
  /** Alpha that the chain bought and kept. */
  readonly protocolAlpha: AlphaRao;
  readonly registeredAt: Block;
  /** Owners from before this block may get their lock back. */
  readonly registrationStartBlock: Block;
  /** Of subnets from after this block the alpha in the pool is the chain's claim too. */
  readonly refundDeploymentBlock: Block;
  /** TAO that its owner once paid. */
  readonly lock: TaoRao;
  /** u16 share of the owner. */
  readonly ownerCut: number;
  /** TAO per alpha in the pool, U64F64 bits. */
  readonly price: bigint;
}

/** Where a dissolved subnet's TAO went. */
export interface Dissolution {
  /** To coldkeys, in the order in which they are paid. */
  readonly paid: readonly (readonly [Serial, TaoRao])[];
  /** To the owner. */
  readonly refund: TaoRao;
  /** Taken back into the issuance that is yet to come. */
  readonly recycled: TaoRao;
}

/**
 * Divides the pot among all who hold alpha and the chain itself, in proportion, the odd RAO by largest remainder; then an owner of old gets
 * what the lock is above its earnings, as far as the account holds it beside the chain's part; the rest is recycled. `claims`: in order of
 * hotkey, then coldkey (subtensor v3.4.9 staking/remove_stake.rs, destroy_alpha_in_out_stakes()). Throws a RangeError where the account
 * holds less than the pot.
 */
export function dissolve(subnet: DissolvedSubnet, claims: readonly Claim[]): Dissolution {
  const { pot, account } = subnet;
  if (account < pot)
    throw new RangeError(
      `account must hold the pot of ${pot} RAO of TAO; received ${account}: add what is missing`,
    );
  const weights = [...claims.map(({ alpha }) => alpha), protocolClaim(subnet)];
  const parts = byLargestRemainder(pot, weights);
  const stakers = parts.filter(({ index, part }) => index < claims.length && part > 0n);
  const paid = stakers.map(({ index, part }): [Serial, TaoRao] => [claims[index].coldkey, part]);
  const left = account - paid.reduce((sum, [, part]) => sum + part, 0n);
  const ofProtocol = parts.find(({ index }) => index === claims.length)?.part ?? 0n;
  const refund = smaller(refundOf(subnet), left - ofProtocol);
  return { paid, refund, recycled: left - refund };
}

const protocolClaim = (subnet: DissolvedSubnet): AlphaRao =>
  subnet.protocolAlpha + (subnet.registeredAt > subnet.refundDeploymentBlock ? subnet.alphaIn : 0n);

/** What the lock is above the owner's cut of all alpha at the pool's price; nothing for an owner of later. */
function refundOf(subnet: DissolvedSubnet): TaoRao {
  if (subnet.registeredAt >= subnet.registrationStartBlock) return 0n;
  const { fromInt, mul, ratio, whole } = U96F32;
  const cut = whole(mul(fromInt(subnet.alphaIn + subnet.alphaOut), ratio(subnet.ownerCut, u16Max)));
  const earned = whole(mul(fromInt(cut), U64F64.convert(subnet.price, U96F32)));
  return subnet.lock > earned ? subnet.lock - earned : 0n;
}

/** A part of a whole, and whose it is. */
interface Part {
  readonly index: number;
  readonly part: bigint;
}

/** Whole parts in proportion to weights that come to the whole exactly, by descending remainder; none without weights. */
function byLargestRemainder(whole: bigint, weights: readonly bigint[]): Part[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) return [];
  const floored = weights
    .map((weight, index) => ({ index, part: (whole * weight) / sum, remainder: (whole * weight) % sum }))
    .sort((one, other) => (one.remainder > other.remainder ? -1 : one.remainder < other.remainder ? 1 : 0));
  const odd = whole - floored.reduce((total, { part }) => total + part, 0n);
  return floored.map(({ index, part }, place) => ({ index, part: part + (BigInt(place) < odd ? 1n : 0n) }));
}

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);
