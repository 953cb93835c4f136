import type { Netuid } from '../units.ts';

/** Throws a RangeError where two subnets have one netuid. */
export function checkNetuids(subnets: readonly { readonly netuid: Netuid }[]): void {
  const seen = new Set<Netuid>();
  for (const { netuid } of subnets) {
    if (seen.has(netuid))
      throw new RangeError(`netuid ${netuid} is there twice; give each subnet a netuid of its own`);
    seen.add(netuid);
  }
}
