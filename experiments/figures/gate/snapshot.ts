import { recordedDays } from '../../../agents/gate/recordedDays.ts';
import { switchedShares } from '../../../sim/coinbase/emissionSwitch.ts';
import { gated } from '../../../sim/coinbase/gateShares.ts';
import { productShares } from '../../../sim/coinbase/productShares.ts';
import { isEligible, type RatedSubnet } from '../../../sim/coinbase/ratedSubnet.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';

const recorded = recordedDays['2026-08-07'];

/** All subnets at block 8,791,253 (7 August 2026). */
export const august: readonly RatedSubnet[] = recorded.subnets;

/** [subnet] RAO of TAO that the block paid. */
export const paidRao: readonly number[] = recorded.paidRao!;
export const { source, rank, exponent } = recorded;
export const block = 8_791_253;
/** U64F64 bits. */
export const storedBar = recorded.bar!;

/** The rules that divide a block's TAO, one after another. */
export interface Rules {
  /** U64F64 bits of the bar for the shares that it is given; absent: no gate. */
  readonly bar?: (demands: readonly bigint[]) => bigint;
  /** Owners' withheld pay counts against their subnets. */
  readonly burn: boolean;
  /** Root's switches count. */
  readonly switches: boolean;
}

/** [subnet] Shares of the block's TAO under these rules, 0 for a subnet that may not be paid; the chain's arithmetic. */
export function sharesUnder({ bar, burn, switches }: Rules): number[] {
  const subnets = august.filter(isEligible).map((subnet) => (burn ? subnet : { ...subnet, minerBurned: 0n }));
  const demands = productShares('none', subnets, []);
  const open = bar === undefined ? demands : gated(demands, bar(demands), exponent);
  const shares = switches ? switchedShares(subnets, open) : open;
  const byNetuid = new Map(subnets.map(({ netuid }, k) => [netuid, Number(shares[k]) / Number(U64F64.one)]));
  return august.map(({ netuid }) => byNetuid.get(netuid) ?? 0);
}
