import { type Netuid, u16Max } from '../units.ts';

/** Throws a RangeError where two subnets have one netuid, or a netuid is none: the chain's are u16, so 65,536 networks cannot be. */
export function checkNetuids(subnets: readonly { readonly netuid: Netuid }[]): void {
  const seen = new Set<Netuid>();
  for (const { netuid } of subnets) {
    if (!Number.isInteger(netuid) || netuid < 0 || netuid > u16Max)
      throw new RangeError(
        `netuid ${netuid} must be a whole number from 0 to ${u16Max}, as the chain keeps it in a u16; number the subnets from 1 on`,
      );
    if (seen.has(netuid))
      throw new RangeError(`netuid ${netuid} is there twice; give each subnet a netuid of its own`);
    seen.add(netuid);
  }
}
