import {
  creditAllDecimal,
  creditOneDecimal,
  type DecimalSharePool,
  emptyDecimalPool,
} from '../../../sim/delegation/decimalSharePool.ts';
import { evenWeight, poolPrice } from '../../../sim/pools/weightedPool.ts';
import { type Claim, claimsOn, dissolve } from '../../../sim/subnets/dissolve.ts';
import { u16Max } from '../../../sim/units.ts';
import { compareOutcome } from './outcome.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Subnets of v3.4.9-424 that are dissolved: who is paid, what the owner gets back, what is recycled. */

const ruleset = builtVersion('v3.4.9-424')?.ruleset ?? 'v3.4.9-424';

export const isDissolveFile = (top: Place): boolean => firstCase(top)?.has('accountExtra') ?? false;

const keys = [
  'name',
  'pot',
  'accountExtra',
  'alphaIn',
  'alphaOut',
  'protocolAlpha',
  'registeredAt',
  'registrationStartBlock',
  'refundDeploymentBlock',
  'lock',
  'ownerCut',
  'owner',
  'stakes',
  'addedToAll',
  'out',
];

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformDissolutions(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    const pot = place.only(keys).at('pot').u64();
    const alphaIn = place.at('alphaIn').u64();
    const subnet = {
      pot,
      account: pot + place.at('accountExtra').u64(),
      alphaIn,
      alphaOut: place.at('alphaOut').u64(),
      protocolAlpha: place.at('protocolAlpha').u64(),
      registeredAt: place.at('registeredAt').count(),
      registrationStartBlock: place.at('registrationStartBlock').count(),
      refundDeploymentBlock: place.at('refundDeploymentBlock').count(),
      lock: place.at('lock').u64(),
      ownerCut: place.at('ownerCut').count(u16Max),
      price: poolPrice({ tao: pot, alphaIn, quoteWeight: evenWeight }),
    };
    const { paid, refund, recycled } = dissolve(subnet, claimsOf(place));
    const owner = place.at('owner').count();
    const own = { paid, refund: refund > 0n ? [[owner, refund]] : [], recycled };
    compareOutcome(place.at('out'), own, tally.of(ruleset));
  });
}

/** Claims in order of hotkey, then coldkey. */
function claimsOf(place: Place): Claim[] {
  const pools = new Map<number, DecimalSharePool>();
  const poolAt = (hotkey: number) => pools.get(hotkey) ?? emptyDecimalPool;
  for (const row of place.at('stakes').list()) {
    const [hotkey, coldkey, amount] = row.list(3);
    const key = hotkey.count();
    pools.set(key, creditOneDecimal(poolAt(key), coldkey.count(), amount.u64()));
  }
  for (const row of place.at('addedToAll').list()) {
    const [hotkey, amount] = row.list(2);
    pools.set(hotkey.count(), creditAllDecimal(poolAt(hotkey.count()), amount.u64()));
  }
  return [...pools].sort(([one], [other]) => one - other).flatMap(([, pool]) => claimsOn(pool));
}
