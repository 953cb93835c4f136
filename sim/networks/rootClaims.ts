import type { ByHotkey } from '../drain/drainEpoch.ts';
import { clampedI96F32 } from '../math/saturating.ts';
import type { AlphaRao, Netuid, Serial, TaoRao } from '../units.ts';

/**
 * What a coldkey has chosen to be done with dividends that it claims (RootClaimType): sold in the pool for TAO that is staked on root, kept as
 * alpha, or kept on the named subnets and sold on all others.
 */
export type ClaimType = 'swap' | 'keep' | { readonly keep: readonly Netuid[] };

/** Dividends of root on one subnet: what may be claimed, and what was. */
export interface RootClaims {
  /** By hotkey: RAO of alpha for each RAO of TAO on root, of all epochs so far, I96F32 bits (RootClaimable). */
  readonly rates: ReadonlyMap<Serial, bigint>;
  /** By hotkey, then by coldkey: RAO of alpha that count as claimed (RootClaimed). */
  readonly claimed: ReadonlyMap<Serial, ReadonlyMap<Serial, AlphaRao>>;
}

export const noClaims: RootClaims = { rates: new Map(), claimed: new Map() };

const { add, fromInt, mul, sub, whole } = clampedI96F32;

/** Claims after an epoch that raised the rates of some hotkeys, I96F32 bits (increase_root_claimable_for_hotkey_and_subnet()). */
export function withRates(before: RootClaims, raised: ByHotkey): RootClaims {
  if (raised.length === 0) return before;
  const rates = new Map(before.rates);
  for (const [hotkey, rate] of raised) rates.set(hotkey, add(rates.get(hotkey) ?? 0n, rate));
  return { ...before, rates };
}

const claimedBy = ({ claimed }: RootClaims, hotkey: Serial, coldkey: Serial): AlphaRao =>
  claimed.get(hotkey)?.get(coldkey) ?? 0n;

/**
 * RAO of alpha that a coldkey with so much TAO on root under a hotkey may claim: the rate of all time on its present stake, less what counts as
 * claimed; never below 0 (get_root_owed_for_hotkey_coldkey()).
 */
export function owedTo(claims: RootClaims, hotkey: Serial, coldkey: Serial, stake: TaoRao): AlphaRao {
  const claimable = mul(claims.rates.get(hotkey) ?? 0n, fromInt(stake));
  return whole(sub(claimable, fromInt(claimedBy(claims, hotkey, coldkey))));
}

/** Claims in which `alpha` RAO more count as claimed, or less, but no less than none. */
export function withClaimed(
  before: RootClaims,
  hotkey: Serial,
  coldkey: Serial,
  alpha: AlphaRao,
): RootClaims {
  const sum = claimedBy(before, hotkey, coldkey) + alpha;
  const ofHotkey = new Map(before.claimed.get(hotkey)).set(coldkey, sum > 0n ? sum : 0n);
  return { ...before, claimed: new Map(before.claimed).set(hotkey, ofHotkey) };
}

/**
 * Claims after a coldkey's stake on root grew by so many RAO of TAO, or shrank: what the change would claim at the rate of all time counts as
 * claimed, so that old dividends are not paid on new stake. Where it shrinks by more than was ever claimed, what was owed on it is lost
 * (add_stake_adjust_root_claimed_for_hotkey_and_coldkey(), remove_stake_adjust_…()).
 */
export function withRootStakeChanged(
  before: RootClaims,
  hotkey: Serial,
  coldkey: Serial,
  change: TaoRao,
): RootClaims {
  const rate = before.rates.get(hotkey);
  if (rate === undefined || change === 0n) return before;
  const shift = whole(mul(rate, fromInt(change > 0n ? change : -change)));
  return withClaimed(before, hotkey, coldkey, change > 0n ? shift : -shift);
}

/** Why no claims are under a ruleset. */
export const noClaimsUnder = (ruleset: string): string =>
  `claims of root are not of ${ruleset}: before November 2025 root's part was sold in each block, and since October 2026 it waits in baskets; leave claimTypes out, or take flow-2025, flow-2026 or burn-2026`;

/** Throws a RangeError at rates or claims below 0; `key` names the subnet. */
export function checkClaims(key: string, { rates, claimed }: RootClaims): void {
  for (const [hotkey, rate] of rates)
    if (rate < 0n)
      throw new RangeError(
        `${key}.rates[${hotkey}] must be 0 or more bits of I96F32; received ${rate}: a rate only rises`,
      );
  for (const [hotkey, ofHotkey] of claimed)
    for (const [coldkey, rao] of ofHotkey)
      if (rao < 0n)
        throw new RangeError(
          `${key}.claimed[${hotkey}][${coldkey}] must be 0 RAO or more; received ${rao}: leave it out where nothing was claimed`,
        );
}
