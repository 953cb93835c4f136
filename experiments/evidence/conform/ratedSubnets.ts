import type { RatedSubnet } from '../../../sim/coinbase/ratedSubnet.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Place } from './place.ts';
import { flagAt } from './vectorCases.ts';

/** Values that several recordings of subnets have in common. */

/** Bits of a type of 128 bits without sign. */
export const bitsOf = (place: Place): bigint => place.integer(0n, 2n ** 128n - 1n);

/** Bits of a type of 128 bits with sign. */
export const signedBitsOf = (place: Place): bigint => place.integer(-(2n ** 127n), 2n ** 127n - 1n);

/** Bits of I96F32 that are a price. */
export const priceBitsOf = (place: Place): bigint => place.integer(0n, 2n ** 127n - 1n);

/** The keys that `readRatedSubnet` reads. */
export const ratedSubnetKeys = [
  'netuid',
  'mechanism',
  'firstEmissionBlock',
  'registrationAllowed',
  'subtokenEnabled',
  'emissionEnabled',
  'movingPriceBits',
  'minerBurnedBits',
];

export const readRatedSubnet = (row: Place): RatedSubnet => ({
  netuid: row.at('netuid').count(u16Max),
  dynamic: row.at('mechanism').count(1) === 1,
  started: row.at('firstEmissionBlock').value !== null,
  subtokenEnabled: flagAt(row.at('subtokenEnabled')),
  registrationAllowed: flagAt(row.at('registrationAllowed')),
  emissionEnabled: flagAt(row.at('emissionEnabled')),
  movingPrice: priceBitsOf(row.at('movingPriceBits')),
  minerBurned: bitsOf(row.at('minerBurnedBits')),
});
