import { U64F64, u64Max } from '../math/saturating.ts';
import type { Serial } from '../units.ts';

/** What one epoch says of a hotkey; amounts in RAO, shares as u16. */
export interface EpochTerms {
  readonly hotkey: Serial;
  readonly dividend: bigint;
  readonly incentive: bigint;
  readonly validatorEmission: bigint;
  readonly serverEmission: bigint;
  readonly stakeWeight: bigint;
  readonly active: boolean;
  readonly emission: bigint;
  readonly consensus: bigint;
  readonly validatorTrust: bigint;
  readonly permit: boolean;
  readonly stake: bigint;
}

/** The terms that are averaged; incentive is the first mechanism's alone. */
const averaged = ['dividend', 'stakeWeight', 'emission', 'consensus', 'validatorTrust'] as const;

/**
 * What the epochs of a subnet's mechanisms come to for each hotkey, ascending. Earnings and stake are summed and flags joined;
 * shares and `emission` are averaged by the part of the alpha, floored at every step from 0 on, so pruning by emission sees the
 * mean. Of `incentive` only the weighted part of the first mechanism that has the hotkey is kept (subtensor v3.2.8 on,
 * subnets/mechanism.rs, epoch_with_mechanisms()). `parts`: RAO by mechanism.
 */
export function aggregateMechanisms(
  parts: readonly bigint[],
  epochs: readonly (readonly EpochTerms[])[],
): EpochTerms[] {
  const alpha = parts.reduce((sum, part) => sum + part, 0n);
  const sums = new Map<Serial, EpochTerms>();
  for (const [mechanism, terms] of epochs.entries()) {
    const weight = weightOf(parts, mechanism, alpha);
    for (const each of terms) sums.set(each.hotkey, joined(sums.get(each.hotkey), each, weight));
  }
  return [...sums.values()].sort((one, other) => one.hotkey - other.hotkey);
}

/** Part of the alpha that a mechanism has, U64F64; without any alpha mechanism 0 counts alone. */
function weightOf(parts: readonly bigint[], mechanism: number, alpha: bigint): bigint {
  if (alpha === 0n) return mechanism === 0 ? U64F64.one : 0n;
  return U64F64.ratio(parts[mechanism], alpha);
}

function joined(sum: EpochTerms | undefined, next: EpochTerms, weight: bigint): EpochTerms {
  const result = { ...next };
  for (const key of averaged) result[key] = weighted(sum?.[key] ?? 0n, next[key], weight);
  return {
    ...result,
    incentive: sum?.incentive ?? weighted(0n, next.incentive, weight),
    validatorEmission: added(sum?.validatorEmission, next.validatorEmission),
    serverEmission: added(sum?.serverEmission, next.serverEmission),
    stake: added(sum?.stake, next.stake),
    active: next.active || sum?.active === true,
    permit: next.permit || sum?.permit === true,
  };
}

const weighted = (sum: bigint, value: bigint, weight: bigint): bigint =>
  U64F64.whole(U64F64.add(U64F64.fromInt(sum), U64F64.mul(U64F64.fromInt(value), weight)));

function added(sum = 0n, value: bigint): bigint {
  const total = sum + value;
  return total > u64Max ? u64Max : total;
}
