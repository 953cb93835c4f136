import { u16Max } from '../units.ts';

/**
 * RAO of an epoch's alpha by mechanism, floored, with the remainder for mechanism 0. `split`: u16 shares of 65,535, null for equal
 * parts; a mechanism without a share gets nothing, shares beyond `count` are not read (subtensor v3.2.8 on, subnets/mechanism.rs,
 * split_emissions()).
 */
export function emissionParts(alpha: bigint, count: number, split: readonly number[] | null): bigint[] {
  const parts = Array.from({ length: count }, (_, mechanism) =>
    split === null ? alpha / BigInt(count) : (alpha * BigInt(split[mechanism] ?? 0)) / BigInt(u16Max),
  );
  parts[0] += alpha - parts.reduce((sum, part) => sum + part, 0n);
  return parts;
}
