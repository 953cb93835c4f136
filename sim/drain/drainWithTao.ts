import { U96F32, u64Max } from '../math/saturating.ts';
import type { AlphaRao, Serial, TaoRao } from '../units.ts';
import { type ByHotkey, type Credit, type Earned, sumByHotkey, takenOff } from './drainEpoch.ts';
import { familyDividends } from './familyDividends.ts';
import { splitDividends } from './splitDividends.ts';
import { hotkeyOf, type SubnetStakes } from './subnetStakes.ts';

/** What waits to be drained into an epoch where root's part is sold in every block. */
export interface PendingWithTao {
  /** For miners, and for validators by their alpha. */
  readonly alpha: AlphaRao;
  /** Root's part, which was sold; the epoch shares it out too. */
  readonly swapped: AlphaRao;
  /** What root's part was sold for. */
  readonly rootTao: TaoRao;
  readonly ownerCut: AlphaRao;
}

/** What such a drain reads of a subnet. */
export type SubnetWithTao = Pick<SubnetStakes, 'hotkeys' | 'children' | 'owner' | 'taoWeight'>;

/** Where an epoch's alpha and root's TAO went, in the order in which the chain moves them. */
export interface DrainedWithTao {
  /** RAO of alpha, on the subnet. */
  readonly credits: readonly Credit[];
  /** RAO of TAO, on root. */
  readonly rootCredits: readonly Credit[];
  /** By hotkey, ascending: what all who staked on it got after the take, RAO of alpha, and of TAO. */
  readonly alphaDividends: ByHotkey;
  readonly taoDividends: ByHotkey;
}

/**
 * Distributes what was pending for an epoch: the owner's cut, incentives (that of the owner's hotkey is burned), dividends in alpha by
 * alpha and in TAO by TAO on root. Amounts are floored to RAO one by one; a pot without any part in it is lost, as is a cut without an
 * owner. Throws a RangeError where a hotkey of the epoch or of a child relation is unknown (subtensor v2.0.11 run_coinbase.rs,
 * drain_pending_emission()).
 */
export function drainWithTao(
  subnet: SubnetWithTao,
  pending: PendingWithTao,
  epoch: readonly Earned[],
): DrainedWithTao {
  const incentives = sumByHotkey(epoch.map(({ hotkey, incentive }) => [hotkey, incentive]));
  const lent = { ...subnet, childkeyBurn: 0n };
  const dividends = [
    ...sumByHotkey(epoch.flatMap(({ hotkey, dividend }) => familyDividends(lent, hotkey, dividend).shares)),
  ];
  const split = splitDividends(
    'root first',
    dividends.map(([hotkey, rao]) => ({ ...hotkeyOf(subnet, hotkey), dividend: U96F32.fromInt(rao) })),
    {
      alpha: validatorsAlpha(pending, incentives),
      root: pending.rootTao,
      taoWeight: U96F32.ratio(subnet.taoWeight, u64Max),
    },
  );
  const paid = (bits: readonly bigint[]) =>
    payDividends(
      subnet,
      bits.map((each, index) => [dividends[index][0], each]),
    );
  const alpha = paid(split.alpha);
  const tao = paid(split.root);
  return {
    credits: [...payOwner(subnet, pending.ownerCut), ...payMiners(subnet, incentives), ...alpha.credits],
    rootCredits: tao.credits,
    alphaDividends: alpha.dividends,
    taoDividends: tao.dividends,
  };
}

/** Half of what the epoch shared out, less what was sold; all that was not sold where no miner earned. */
function validatorsAlpha(
  { alpha, swapped }: PendingWithTao,
  incentives: ReadonlyMap<Serial, bigint>,
): AlphaRao {
  if ([...incentives.values()].every((rao) => rao === 0n)) return alpha;
  const half = (alpha + swapped) / 2n;
  return half > swapped ? half - swapped : 0n;
}

const payOwner = ({ owner }: SubnetWithTao, rao: AlphaRao): Credit[] =>
  owner === null ? [] : [{ to: 'one', ...owner, rao }];

function payMiners(subnet: SubnetWithTao, incentives: ReadonlyMap<Serial, AlphaRao>): Credit[] {
  return [...incentives].map(([hotkey, rao]) =>
    hotkey === subnet.owner?.hotkey
      ? { to: 'burned', rao }
      : { to: 'one', hotkey, coldkey: hotkeyOf(subnet, hotkey).coldkey, rao },
  );
}

/** Takes to the owners of hotkeys, the rest to all who staked on them. `dividends`: U96F32 by hotkey. */
function payDividends(
  subnet: SubnetWithTao,
  dividends: ByHotkey,
): { readonly credits: Credit[]; readonly dividends: ByHotkey } {
  const credits: Credit[] = [];
  const rests: [Serial, bigint][] = [];
  for (const [hotkey, bits] of dividends) {
    const { take, rest } = takenOff(subnet, hotkey, bits);
    credits.push({ to: 'one', hotkey, coldkey: hotkeyOf(subnet, hotkey).coldkey, rao: take });
    credits.push({ to: 'all', hotkey, rao: rest });
    rests.push([hotkey, rest]);
  }
  return { credits, dividends: rests };
}
