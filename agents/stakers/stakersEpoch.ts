import type { Earned } from '../../sim/drain/drainEpoch.ts';
import { u64Max } from '../../sim/math/saturating.ts';
import type { EpochInput } from '../../sim/networks/nextBlock.ts';
import type { Serial, Share } from '../../sim/units.ts';
import { ownerPerformance } from './pickValidator.ts';
import { minersHotkey, ownerHotkey } from './stakersWorld.ts';
import type { Validator } from './validators.ts';

/** Parts of a performance of 1 in integers. */
const wholeParts = 1_000_000;
const inParts = (share: Share): bigint => BigInt(Math.round(share * wholeParts));

/**
 * What the neurons of a network earn where all validators agree: dividends by the stake that counts times performance, which is what Yuma
 * consensus comes to when rows are alike (on the chain within 0.0003, subnet 1, November 2025); half of the alpha for incentives, of which
 * the owner's hotkey has the burned part.
 */
export function stakersEpoch(
  validators: readonly Validator[],
  burned: Share,
  taoWeight: bigint,
  { netuid, alpha, hotkeys }: EpochInput,
): Earned[] {
  const half = alpha / 2n;
  const toBurn = (half * inParts(burned)) / BigInt(wholeParts);
  const owner = ownerHotkey(netuid);
  const named: readonly (readonly [Serial, Share])[] = [
    ...validators.map(({ hotkey, performance }) => [hotkey, performance] as const),
    [owner, ownerPerformance],
  ];
  const weights = named.map(([hotkey, performance]) => {
    const stakes = hotkeys.get(hotkey);
    const stake = stakes === undefined ? 0n : stakes.alphaStake + (stakes.rootStake * taoWeight) / u64Max;
    return stake * inParts(performance);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const dividends = named.map(([hotkey], place) => ({
    hotkey,
    incentive: hotkey === owner ? toBurn : 0n,
    dividend: total > 0n ? (half * weights[place]) / total : 0n,
  }));
  return [...dividends, { hotkey: minersHotkey(netuid), incentive: half - toBurn, dividend: 0n }];
}
