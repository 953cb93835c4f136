import { passesConnections } from '../../../sim/subnets/connection.ts';
import { rolledLock } from '../../../sim/subnets/conviction.ts';
import { intervalByEmission, lockCost, lockCostByEmission } from '../../../sim/subnets/lockCost.ts';
import { medianPrice, newPool } from '../../../sim/subnets/newPool.ts';
import { subnetToDissolve, subnetToPrune } from '../../../sim/subnets/subnetPrune.ts';
import { u16Max } from '../../../sim/units.ts';
import { compareValue } from './outcome.ts';
import type { Place } from './place.ts';
import { bitsOf, priceBitsOf } from './ratedSubnets.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt, orNull } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** How subnets come and go: their price, who makes room, the pool of a new one, locks, and connections of the first networks. */

const rulesetOf = (version: string): string => builtVersion(version)?.ruleset ?? version;
const first = rulesetOf('v0.0.1');
const rooted = rulesetOf('v1.1.1');
const current = rulesetOf('v3.4.9-424');
/** Spec 425, of which no other recording is. */
const head = 'spec 425';

const hasInFirst =
  (...keys: readonly string[]) =>
  (top: Place): boolean =>
    keys.every((key) => firstCase(top)?.has(key) ?? false);

export const isLockCostFile = hasInFirst('lastLock', 'minLock');

const lockKeys = ['lastLock', 'minLock', 'lastBlock', 'block', 'interval'];

/** Replays the price of a new subnet, of the version that the file has. Throws a VectorError at a wrong shape or value. */
export function conformLockCosts(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    const state = {
      lastLock: place.at('lastLock').u64(),
      minLock: place.at('minLock').u64(),
      lastBlock: place.at('lastBlock').count(),
      interval: place.at('interval').count(),
    };
    const block = place.at('block').count();
    if (place.has('totalIssuance')) {
      place.only([...lockKeys, 'totalIssuance', 'effectiveInterval', 'cost']);
      const issuance = place.at('totalIssuance').u64();
      const comparison = tally.of(current);
      compareValue(place.at('effectiveInterval'), intervalByEmission(state.interval, issuance), comparison);
      compareValue(place.at('cost'), lockCostByEmission(state, block, issuance), comparison);
    } else {
      place.only([...lockKeys, 'v1.1.1']);
      compareValue(place.at('v1.1.1'), lockCost(state, block), tally.of(rooted));
    }
  });
}

export const isSubnetPruneFile = hasInFirst('immunity', 'subnets');

/** Replays who makes room for a new subnet. Throws a VectorError at a wrong shape or value. */
export function conformSubnetPrunes(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    const [block, immunity] = [place.at('block').count(), place.at('immunity').count()];
    const subnets = place.at('subnets').list();
    if (place.has('v1.1.1')) {
      place.only(['block', 'immunity', 'subnets', 'v1.1.1']);
      const victim = subnetToPrune(subnets.map(readValued), block, immunity);
      compareValue(place.at('v1.1.1'), victim ?? 0, tally.of(rooted));
    } else {
      place.only(['block', 'immunity', 'subnets', 'out']);
      const victim = subnetToDissolve(subnets.map(readPriced), block, immunity);
      compareValue(place.at('out'), victim, tally.of(current));
    }
  });
}

function readValued(row: Place) {
  const [netuid, registered, value] = row.list(3);
  return { netuid: netuid.count(u16Max), registered: registered.count(), emissionValue: value.u64() };
}

function readPriced(row: Place) {
  const [netuid, mechanism, registered, price] = row.list(4);
  return {
    netuid: netuid.count(u16Max),
    dynamic: flagAt(mechanism),
    registered: registered.count(),
    movingPrice: priceBitsOf(price),
  };
}

export const isMedianPriceFile = hasInFirst('medianBits');

/** Replays the pool of a new subnet. Throws a VectorError at a wrong shape or value. */
export function conformMedianPrices(top: Place, tally: FileTally): void {
  const comparison = tally.of(current);
  eachCase(top, (place) => {
    place.only(['priceBits', 'medianBits', 'poolTao', 'poolAlpha']);
    const median = medianPrice(place.at('priceBits').list().map(bitsOf));
    const { alphaIn } = newPool(place.at('poolTao').u64(), 0n, median);
    compareValue(place.at('medianBits'), median, comparison);
    compareValue(place.at('poolAlpha'), alphaIn, comparison);
  });
}

export const isConvictionFile = hasInFirst('convictionBits');

const convictionKeys = [
  'mass',
  'convictionBits',
  'lastUpdate',
  'now',
  'unlockRate',
  'maturityRate',
  'ownerLock',
  'perpetual',
  'out',
];

/** Replays how locks roll forward. Throws a VectorError at a wrong shape or value. */
export function conformConvictions(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    const before = {
      mass: place.only(convictionKeys).at('mass').u64(),
      conviction: bitsOf(place.at('convictionBits')),
      block: place.at('lastUpdate').count(),
    };
    const { mass, conviction, block } = rolledLock(before, place.at('now').count(), {
      unlockRate: place.at('unlockRate').count(),
      maturityRate: place.at('maturityRate').count(),
      ownerLock: flagAt(place.at('ownerLock')),
      perpetual: flagAt(place.at('perpetual')),
    });
    const lost = (one: bigint, other: bigint) => (one > other ? one - other : 0n);
    const own = [mass, conviction, block, lost(before.mass, mass), lost(before.conviction, conviction)];
    compareValue(place.at('out'), own, tally.of(head));
  });
}

export const isConnectionFile = hasInFirst('networks', 'passes');

/** Replays who may register on a connected network. Throws a VectorError at a wrong shape or value. */
export function conformConnections(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    place.only(['networks', 'passes']);
    const networks = place
      .at('networks')
      .list()
      .map((row) => {
        row.only(['netuid', 'pruningScores', 'uid', 'requirement']).at('netuid').count(u16Max);
        const pruningScores = row
          .at('pruningScores')
          .list()
          .map((score) => score.count(u16Max));
        return {
          pruningScores,
          uid: orNull(row.at('uid'), (uid) => uid.count(pruningScores.length - 1)),
          requirement: orNull(row.at('requirement'), (share) => share.count(u16Max)),
        };
      });
    compareValue(place.at('passes'), passesConnections(networks), tally.of(first));
  });
}
