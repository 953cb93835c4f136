import { clampU64, U96F32 } from '../math/saturating.ts';
import { u16Max } from '../units.ts';
import { type RootWeight, rootProportion } from './rootProportion.ts';
import { issued, type WeightedSubnet } from './weightedSubnet.ts';

/** How a block's alpha is divided. */
export interface AlphaDivision extends RootWeight {
  /** u16 share of the owner. */
  readonly ownerCut: number;
  readonly rootPart: RootPart;
}

/** What becomes of root's part of a block: it waits for the epoch, leaves the issuance, or stays in it, owned by none. */
export type RootPart = 'kept' | 'recycled' | 'dropped';

/**
 * Issues a block's alpha: the owner's cut, half of the rest for miners, and of the validators' half as much for root as its proportion.
 * What is floored away stays outside, owned by none. `alpha`: U96F32 bits of RAO (subtensor v3.4.9, run_coinbase.rs, emit_to_subnets()).
 */
export function issueAlpha<Subnet extends WeightedSubnet>(
  before: Subnet,
  alpha: bigint,
  { ownerCut, rootPart, ...weight }: AlphaDivision,
): Subnet {
  const { mul, one, ratio, sub, whole } = U96F32;
  const half = one / 2n;
  const alphaOut = clampU64(before.alphaOut + whole(alpha));
  const cut = before.ownerCutEnabled ? mul(alpha, ratio(ownerCut, u16Max)) : 0n;
  const rest = sub(alpha, cut);
  const proportion = rootProportion(weight, issued({ ...before, alphaOut }));
  const root = mul(mul(proportion, rest), half);
  const server = mul(rest, half);
  const validator = sub(sub(rest, server), root);
  const { waiting } = before;
  return {
    ...before,
    alphaOut: rootPart === 'recycled' ? clampU64(alphaOut - whole(root)) : alphaOut,
    brought: { ...before.brought, alphaOut: whole(alpha) },
    waiting: {
      server: clampU64(waiting.server + whole(server)),
      validator: clampU64(waiting.validator + whole(validator)),
      root: clampU64(waiting.root + (rootPart === 'kept' ? whole(root) : 0n)),
      ownerCut: clampU64(waiting.ownerCut + whole(cut)),
    },
  };
}
