import { isEligible, type RatedSubnet } from '../../../sim/coinbase/ratedSubnet.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Place } from '../conform/place.ts';

/** Prices, withheld shares and switches of all subnets at one block of a chain with the gate, and the TAO that it paid to each. */
export interface EmissionSnapshot {
  readonly block: number;
  /** RAO of TAO that the block mints for subnets. */
  readonly blockEmission: bigint;
  /** The stored bar, U64F64 bits. */
  readonly bar: bigint;
  /** EmissionGateExponent, U64F64 bits. */
  readonly exponent: bigint;
  readonly subnets: readonly PaidSubnet[];
}

/** A subnet, and what the block paid to it: TAO into its pool and TAO that bought alpha, RAO of TAO. */
export interface PaidSubnet extends RatedSubnet {
  readonly paid: bigint;
}

/**
 * Reads a snapshot of format 1. Throws a VectorError that names the place, the value and the rule where a subnet is missing or doubled, a
 * subnet without a price was paid, no subnet has a price, or the payments do not come to what the block mints.
 */
export function readSnapshot(top: Place): EmissionSnapshot {
  const keys = ['format', 'source', 'block', 'blockEmission', 'totalNetworks', 'bar', 'exponent', 'subnets'];
  top.only(keys).at('format').integer(1n, 1n);
  const list = top.at('subnets');
  const rows = list.list();
  const subnets = rows.map(readSubnet);
  refuseMissing(list, subnets, top.at('totalNetworks').count(u16Max));
  const blockEmission = top.at('blockEmission').integer(1n, 2n ** 64n - 1n);
  refuseUnpaid(list, subnets, blockEmission);
  for (const [index, { movingPrice, paid }] of subnets.entries()) {
    if (movingPrice === 0n && paid > 0n)
      rows[index].at('movingPrice').fail(`above 0, as ${paid} RAO of TAO were paid: give its moving price`);
  }
  if (!subnets.some((subnet) => isEligible(subnet) && subnet.movingPrice > 0n))
    list.fail('subnets of which at least one that may be paid has a price above 0: give their moving prices');
  return {
    block: top.at('block').count(),
    blockEmission,
    bar: top.at('bar').integer(1n, 2n ** 128n - 1n),
    exponent: top.at('exponent').integer(1n, 2n ** 128n - 1n),
    subnets,
  };
}

const subnetKeys = [
  'netuid',
  'movingPrice',
  'minerBurned',
  'emissionEnabled',
  'started',
  'subtokenEnabled',
  'registrationAllowed',
  'taoIn',
  'excessTao',
];

function readSubnet(row: Place): PaidSubnet {
  row.only(subnetKeys);
  const flag = (key: string) => row.at(key).count(1) === 1;
  return {
    netuid: Number(row.at('netuid').integer(1n, BigInt(u16Max))),
    dynamic: true,
    started: flag('started'),
    subtokenEnabled: flag('subtokenEnabled'),
    registrationAllowed: flag('registrationAllowed'),
    emissionEnabled: flag('emissionEnabled'),
    movingPrice: row.at('movingPrice').integer(0n, 2n ** 127n - 1n),
    minerBurned: row.at('minerBurned').integer(0n, 2n ** 128n - 1n),
    paid: row.at('taoIn').u64() + row.at('excessTao').u64(),
  };
}

/** The share of every subnet depends on all prices, so none may be absent. Root is counted by the chain, and not listed. */
function refuseMissing(list: Place, subnets: readonly RatedSubnet[], totalNetworks: number): void {
  const netuids = new Set(subnets.map(({ netuid }) => netuid));
  if (netuids.size < subnets.length) list.fail('subnets with a netuid of their own each: remove the doubled');
  if (subnets.length === totalNetworks - 1) return;
  const gap = Array.from({ length: u16Max }, (_, index) => index + 1).find((netuid) => !netuids.has(netuid));
  list.fail(
    `all ${totalNetworks - 1} subnets that totalNetworks counts beside root, but ${subnets.length} are listed: add the others (the first netuid not listed is ${gap})`,
  );
}

/** What the chain floors away is less than a RAO for each of the two payments. */
function refuseUnpaid(list: Place, subnets: readonly PaidSubnet[], blockEmission: bigint): void {
  const sum = subnets.reduce((total, { paid }) => total + paid, 0n);
  const least = blockEmission - 2n * BigInt(subnets.length);
  if (sum > blockEmission || sum < least)
    list.fail(
      `subnets whose taoIn and excessTao come to blockEmission, ${least} … ${blockEmission} RAO of TAO, but they come to ${sum}: give what one block paid, in RAO`,
    );
}
