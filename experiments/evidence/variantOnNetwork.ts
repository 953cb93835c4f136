import { variants } from '../../sim/consensus/variants/catalogue.ts';
import type {
  Variant,
  VariantEpoch,
  VariantNetwork,
  VariantSettings,
} from '../../sim/consensus/variants/variant.ts';
import { variantEpoch } from '../../sim/consensus/variants/variantEpoch.ts';
import { stakeAt } from '../../sim/stake.ts';
import { UserError, unknownName } from '../base/userError.ts';
import type { NetworkInput } from '../input/networkText.ts';

/** What a variant of yuma-simulation says of a uid; shares of one. */
export interface VariantUid {
  readonly uid: number;
  readonly stake: number;
  readonly rank: number;
  readonly consensus: number;
  readonly incentive: number;
  readonly dividends: number;
}

/** The variant of a name; throws a UserError with the nearest ones. */
export function knownVariant(name: string): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (found !== undefined) return found;
  const names = variants.map((variant) => variant.name);
  throw unknownName('variant', name, names);
}

/**
 * Runs a variant over `epochs` epochs of one unchanging network, beginning without bonds; what the last one says. Every
 * uid is validator and server, as in the peer's full matrices: no permits, no activity, no mask of weights on oneself.
 */
export function variantOnNetwork(
  { network }: NetworkInput,
  variant: Variant,
  settings: VariantSettings,
  epochs: number,
): VariantUid[] {
  const held = network.bonds.some(({ targets }) => targets.length > 0);
  if (held || network.bondRao.some((row) => row !== null))
    throw new UserError(
      '$.bonds must be left out: a variant starts without bonds and has its own units for them',
    );
  const uids = Array.from({ length: network.size }, (_, uid) => uid);
  const given: VariantNetwork = {
    stake: uids.map((uid) => stakeAt(network.stakes, uid)),
    weights: uids.map((uid) => denseRow(network.weights[uid], network.size)),
  };
  if (given.stake.every((stake) => stake === 0))
    throw new UserError('$.stake must be above 0 for at least one uid: a variant divides by all stake');
  let epoch: VariantEpoch | null = null;
  for (let k = 0; k < epochs; k++) epoch = variantEpoch(variant, given, epoch, settings);
  const { stake, rank, consensus, incentive, dividends } = epoch!;
  return uids.map((uid) => ({
    uid,
    stake: stake[uid],
    rank: rank[uid],
    consensus: consensus[uid],
    incentive: incentive[uid],
    dividends: dividends[uid],
  }));
}

function denseRow(
  { targets, values }: { readonly targets: ArrayLike<number>; readonly values: ArrayLike<number> },
  n: number,
): number[] {
  const row = new Array<number>(n).fill(0);
  const largest = Math.max(1, ...Array.from(values));
  for (let entry = 0; entry < targets.length; entry++) row[targets[entry]] = values[entry] / largest;
  return row;
}
