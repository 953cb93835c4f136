import { U96F32, u64Max } from '../math/saturating.ts';
import { type Serial, u16Max } from '../units.ts';
import { familyDividends } from './familyDividends.ts';
import { rootClaimRate } from './rootClaim.ts';
import { type SplitOrder, splitDividends } from './splitDividends.ts';
import { hotkeyOf, isOwners, type SubnetStakes } from './subnetStakes.ts';
import { withheldShare } from './withheldShare.ts';

/** What waits to be drained into an epoch, RAO of alpha. */
export interface Pending {
  readonly server: bigint;
  readonly validator: bigint;
  /** For TAO on root. */
  readonly root: bigint;
  readonly ownerCut: bigint;
}

/** What an epoch says a hotkey earned, RAO of alpha. */
export interface Earned {
  readonly hotkey: Serial;
  readonly incentive: bigint;
  readonly dividend: bigint;
}

/** One movement of alpha, in RAO. */
export type Credit =
  /** Staked on a hotkey for one coldkey. */
  | { readonly to: 'one'; readonly hotkey: Serial; readonly coldkey: Serial; readonly rao: bigint }
  /** Added to the whole pool of a hotkey, so to all who staked on it. */
  | { readonly to: 'all'; readonly hotkey: Serial; readonly rao: bigint }
  /** Waits in the basket of a validator of root (spec 475). */
  | { readonly to: 'basket'; readonly hotkey: Serial; readonly rao: bigint }
  /** Leaves the issuance. */
  | { readonly to: 'recycled'; readonly rao: bigint }
  /** Stays in the issuance, held by nobody. */
  | { readonly to: 'burned'; readonly rao: bigint };

/** What differs between the versions of a drain. */
export interface DrainVersion {
  readonly order: SplitOrder;
  /** Incentives of 0 are passed over. */
  readonly skipsZeroIncentives: boolean;
  /** The rest of a root dividend can be claimed at a rate, or waits in the validator's basket. */
  readonly rootRest: 'claimable' | 'basket';
  /** Root's part is recycled where no payment of it comes to a whole RAO. */
  readonly recyclesUnpaidRoot: boolean;
  /** Where nobody has staked on a hotkey, its owner gets what its nominators would get. */
  readonly ownerTakesEmptyPool: boolean;
}

/** subtensor v3.4.9-424 run_coinbase.rs, distribute_emission(). */
export const drainV349: DrainVersion = {
  order: 'root first',
  skipsZeroIncentives: false,
  rootRest: 'claimable',
  recyclesUnpaidRoot: false,
  ownerTakesEmptyPool: false,
};

/** Spec 475. Takes are payments too: root's part is recycled where take and rest of every hotkey come to 0. */
export const drainV475: DrainVersion = {
  order: 'alpha first',
  skipsZeroIncentives: true,
  rootRest: 'basket',
  recyclesUnpaidRoot: true,
  ownerTakesEmptyPool: true,
};

/** Where an epoch's alpha went. */
export interface Drained {
  /** In the order in which the chain makes them; those that recycle or burn nothing are left out. */
  readonly credits: readonly Credit[];
  /** Share of the incentives that was withheld, U96F32. */
  readonly minerBurned: bigint;
  /** By hotkey, ascending: what nominators got of alpha, and of root's part, after the take, RAO. */
  readonly alphaDividends: readonly (readonly [Serial, bigint])[];
  readonly rootDividends: readonly (readonly [Serial, bigint])[];
  /** By hotkey: what a RAO on root may claim from now on in addition, I96F32. */
  readonly claimRates: readonly (readonly [Serial, bigint])[];
}

/**
 * Distributes what was pending for an epoch: the owner's cut, incentives (those of the owner's hotkeys are withheld), and the
 * dividends of alpha and root after takes. Amounts are floored to RAO one by one, so a few RAO are left over. Throws a RangeError
 * where a hotkey of the epoch or of a child relation is unknown.
 */
export function drainEpoch(
  version: DrainVersion,
  subnet: SubnetStakes,
  pending: Pending,
  epoch: readonly Earned[],
): Drained {
  const incentives = sumByHotkey(epoch.map(({ hotkey, incentive }) => [hotkey, incentive]));
  const families = epoch.map(({ hotkey, dividend }) => familyDividends(subnet, hotkey, dividend));
  const paid = payIncentives(version, subnet, incentives);
  const dividends = payDividends(version, subnet, pending, incentives, families);
  const credits = [
    ...families.flatMap(({ recycled }) => recycled.map((rao) => ({ to: 'recycled', rao }) as const)),
    ...ownerCut(subnet, pending.ownerCut),
    ...paid.credits,
    ...dividends.credits,
  ];
  return {
    ...dividends,
    credits: credits.filter(({ to, rao }) => rao > 0n || (to !== 'recycled' && to !== 'burned')),
    minerBurned: paid.minerBurned,
  };
}

const ownerCut = ({ owner }: SubnetStakes, rao: bigint): Credit[] =>
  owner === null ? [] : [{ to: 'one', hotkey: owner.hotkey, coldkey: owner.coldkey, rao }];

/** Incentives by hotkey, ascending; with automatic staking they go to the hotkey that the coldkey has chosen. */
function payIncentives(
  { skipsZeroIncentives }: DrainVersion,
  subnet: SubnetStakes,
  incentives: ReadonlyMap<Serial, bigint>,
): { readonly credits: Credit[]; readonly minerBurned: bigint } {
  const credits: Credit[] = [];
  let total = 0n;
  let withheld = 0n;
  for (const [hotkey, rao] of incentives) {
    if (skipsZeroIncentives && rao === 0n) continue;
    total += rao;
    if (isOwners(subnet, hotkey)) {
      withheld += rao;
      credits.push({ to: subnet.recycleOrBurn === 'recycle' ? 'recycled' : 'burned', rao });
    } else {
      const { coldkey } = hotkeyOf(subnet, hotkey);
      credits.push({ to: 'one', hotkey: subnet.autoStake.get(coldkey) ?? hotkey, coldkey, rao });
    }
  }
  return { credits, minerBurned: withheldShare(withheld, total) };
}

type DividendsPaid = Omit<Drained, 'minerBurned'>;

function payDividends(
  version: DrainVersion,
  subnet: SubnetStakes,
  pending: Pending,
  incentives: ReadonlyMap<Serial, bigint>,
  families: readonly { readonly shares: readonly (readonly [Serial, bigint])[] }[],
): DividendsPaid {
  const whole = [...sumByHotkey(families.flatMap(({ shares }) => shares))];
  const earners = whole.map(([hotkey, rao]) => {
    const { alphaStake, rootStake, onRoot } = hotkeyOf(subnet, hotkey);
    return { dividend: U96F32.fromInt(rao), alphaStake, rootStake, onRoot };
  });
  const nobodyMined = [...incentives.values()].every((rao) => rao === 0n);
  const split = splitDividends(version.order, earners, {
    alpha: nobodyMined ? pending.validator + pending.server : pending.validator,
    root: pending.root,
    taoWeight: U96F32.ratio(subnet.taoWeight, u64Max),
  });
  const named = (bits: readonly bigint[]) => bits.map((each, index) => [whole[index][0], each] as const);
  const alpha = payAlpha(version, subnet, named(split.alpha));
  const root = payRoot(version, subnet, named(split.root), pending.root);
  return { ...alpha, ...root, credits: [...alpha.credits, ...root.credits] };
}

export type ByHotkey = readonly (readonly [Serial, bigint])[];

/** The take to the owner, the rest to the pool of the hotkey. */
function payAlpha({ ownerTakesEmptyPool }: DrainVersion, subnet: SubnetStakes, dividends: ByHotkey) {
  const credits: Credit[] = [];
  const alphaDividends: [Serial, bigint][] = [];
  for (const [hotkey, bits] of dividends) {
    const { coldkey, alphaStake } = hotkeyOf(subnet, hotkey);
    const { take, rest } = takenOff(subnet, hotkey, bits);
    credits.push({ to: 'one', hotkey, coldkey, rao: take });
    const isEmpty = ownerTakesEmptyPool && alphaStake === 0n && take === 0n;
    credits.push(isEmpty ? { to: 'one', hotkey, coldkey, rao: rest } : { to: 'all', hotkey, rao: rest });
    alphaDividends.push([hotkey, rest]);
  }
  return { credits, alphaDividends };
}

/** The take as alpha to the owner; the rest is claimable, waits in a basket, or goes to the owner too where it cannot accrue. */
function payRoot(version: DrainVersion, subnet: SubnetStakes, dividends: ByHotkey, pot: bigint) {
  const credits: Credit[] = [];
  const rootDividends: [Serial, bigint][] = [];
  const claimRates: [Serial, bigint][] = [];
  for (const [hotkey, bits] of dividends) {
    const { coldkey, rootStake } = hotkeyOf(subnet, hotkey);
    const { take, rest } = takenOff(subnet, hotkey, bits);
    credits.push({ to: 'one', hotkey, coldkey, rao: take });
    rootDividends.push([hotkey, rest]);
    if (version.rootRest === 'basket') credits.push({ to: 'basket', hotkey, rao: rest });
    else {
      const rate = rootClaimRate(rest, rootStake);
      if (rate === null) credits.push({ to: 'one', hotkey, coldkey, rao: rest });
      else claimRates.push([hotkey, rate]);
    }
  }
  const isPaid = credits.some(({ rao }) => rao > 0n) || claimRates.some(([, rate]) => rate > 0n);
  if (version.recyclesUnpaidRoot && !isPaid) credits.push({ to: 'recycled', rao: pot });
  return { credits, rootDividends, claimRates };
}

/** A dividend (U96F32) as the owner's take and what is left for those who staked, RAO. */
export function takenOff(subnet: Pick<SubnetStakes, 'hotkeys'>, hotkey: Serial, dividend: bigint) {
  if (dividend === 0n) return { take: 0n, rest: 0n };
  const take = U96F32.mul(U96F32.ratio(hotkeyOf(subnet, hotkey).take, u16Max), dividend);
  return { take: U96F32.whole(take), rest: U96F32.whole(U96F32.sub(dividend, take)) };
}

const byHotkey = ([one]: readonly [Serial, bigint], [other]: readonly [Serial, bigint]): number =>
  one - other;

function ascends(amounts: readonly (readonly [Serial, bigint])[]): boolean {
  for (let place = 1; place < amounts.length; place++)
    if (amounts[place - 1][0] > amounts[place][0]) return false;
  return true;
}

/** Σ by hotkey, hotkeys ascending. */
export function sumByHotkey(amounts: readonly (readonly [Serial, bigint])[]): Map<Serial, bigint> {
  const sums = new Map<Serial, bigint>();
  for (const [hotkey, rao] of ascends(amounts) ? amounts : [...amounts].sort(byHotkey)) {
    const before = sums.get(hotkey);
    sums.set(hotkey, before === undefined ? rao : before + rao);
  }
  return sums;
}
