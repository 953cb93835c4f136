import { U96F32 } from '../../sim/math/saturating.ts';
import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';

/** Of 128 subnets of 7 August 2026, those whose owners withheld none and all of their miners' pay; the others lay between. */
const recorded = { none: 55 / 128, all: 35 / 128 } as const;

/** [network] Share of the miners' pay that an owner withholds: by chance as in August 2026, or none. */
export function withheldOf(networks: number, owners: 'none' | 'recorded', seed: string): Share[] {
  return Array.from({ length: networks }, (_, network) => {
    const draws = stream(seed, 'owner', network);
    const [kind, between] = [draws.next(), draws.next()];
    if (owners === 'none' || kind < recorded.none) return 0;
    return kind < recorded.none + recorded.all ? 1 : between;
  });
}

/** U96F32 bits, as the chain keeps it. */
export const burnedBits = (share: Share): bigint => BigInt(Math.round(share * Number(U96F32.one)));
