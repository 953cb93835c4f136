import {
  averagedFlow,
  type FlowParameters,
  firstFlow,
  flowShares,
  type StoredFlow,
  smoothingOf,
} from '../../../sim/coinbase/flowShares.ts';
import { clampedI64F64, clampedI96F32 } from '../../../sim/math/saturating.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Cell } from './compare.ts';
import { compareOutcome } from './outcome.ts';
import type { Place } from './place.ts';
import { bitsOf, priceBitsOf, signedBitsOf } from './ratedSubnets.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt, orNull } from './vectorCases.ts';

/** Shares of subnets by the flow of TAO, block by block, as v3.2.10 and v3.4.5 averaged them. */

export const isFlowShareFile = (top: Place): boolean => firstCase(top)?.has('flows') ?? false;

interface FlowSubnet {
  /** Null: nothing stored yet. */
  readonly user: StoredFlow | null;
  readonly protocol: StoredFlow | null;
  /** RAO of TAO that the next average takes in. */
  readonly waiting: bigint;
  /** TAO per alpha, I64F64 bits. */
  readonly movingPrice: bigint;
  readonly price: bigint;
}

interface FlowCase {
  readonly parameters: FlowParameters;
  /** I64F64 bits. */
  readonly smoothing: bigint;
}

/** A block of a version: the subnets after it. `flows`: RAO of TAO of users and of the protocol, by subnet. */
type Averaging = (
  subnets: readonly FlowSubnet[],
  block: number,
  flows: readonly (readonly [bigint, bigint])[],
  smoothing: bigint,
) => readonly FlowSubnet[];

/** A new subnet begins at its price, and its first flow waits for the next block; the protocol's is not counted. */
const firstAveraging: Averaging = (subnets, block, flows, smoothing) =>
  subnets.map((subnet, index) => {
    const flow = subnet.waiting + flows[index][0];
    if (subnet.user === null)
      return { ...subnet, user: firstFlow(block, subnet.movingPrice, subnet.price), waiting: flow };
    return { ...subnet, user: averagedFlow(subnet.user, block, flow, smoothing), waiting: 0n };
  });

const nothing: StoredFlow = { block: 0, average: 0n };

const laterAveraging: Averaging = (subnets, block, flows, smoothing) =>
  subnets.map((subnet, index) => {
    const [user, protocol] = flows[index];
    return {
      ...subnet,
      user: averagedFlow(subnet.user ?? nothing, block, user, smoothing),
      protocol: averagedFlow(subnet.protocol ?? nothing, block, protocol, smoothing),
    };
  });

const versions = {
  'v3.2.10': { averaging: firstAveraging, counts: false },
  'v3.4.5': { averaging: laterAveraging, counts: true },
} as const;

const keys = ['name', 'note', 'exponentBits', 'cutoffBits', 'smoothing', 'netFlow', 'subnets'];

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformFlowShares(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    place.only([...keys, 'firstBlock', 'flows', ...Object.keys(versions)]);
    const setting = {
      parameters: {
        exponent: bitsOf(place.at('exponentBits')),
        cutoff: signedBitsOf(place.at('cutoffBits')),
        net: flagAt(place.at('netFlow')),
      },
      smoothing: smoothingOf(place.at('smoothing').integer(0n, 2n ** 63n - 1n)),
    };
    replay(place, 'v3.2.10', setting, tally);
    replay(place, 'v3.4.5', setting, tally);
  });
}

function replay(
  place: Place,
  version: keyof typeof versions,
  { parameters, smoothing }: FlowCase,
  tally: FileTally,
): void {
  const { averaging, counts } = versions[version];
  let subnets = place.at('subnets').list().map(readSubnet);
  const blocks = place.at('flows').list();
  for (const [index, recorded] of place.at(version).list(blocks.length).entries()) {
    const flows = blocks[index].list(subnets.length).map(readFlows);
    subnets = [...averaging(subnets, place.at('firstBlock').count() + index, flows, smoothing)];
    const averaged = subnets.map(({ user, protocol }) => ({
      user: user?.average ?? 0n,
      protocol: protocol?.average ?? 0n,
    }));
    const own: Record<string, readonly Cell[] | null> = {
      emaBits: averaged.map(({ user }) => user),
      protocolEmaBits: counts ? averaged.map(({ protocol }) => protocol) : null,
      sharesBits: flowShares({ ...parameters, net: counts && parameters.net }, averaged),
    };
    compareOutcome(recorded, own, tally.of(version));
  }
}

function readFlows(row: Place): readonly [bigint, bigint] {
  const [user, protocol] = row.list(2);
  return [i64Of(user), i64Of(protocol)];
}

const i64Of = (place: Place): bigint => place.integer(-(2n ** 63n), 2n ** 63n - 1n);

function readSubnet(row: Place): FlowSubnet {
  row.only(['netuid', 'ema', 'protocolEma', 'movingPriceBits', 'priceBits']);
  row.at('netuid').count(u16Max);
  return {
    user: orNull(row.at('ema'), readStored),
    protocol: orNull(row.at('protocolEma'), readStored),
    waiting: 0n,
    movingPrice: clampedI96F32.convert(priceBitsOf(row.at('movingPriceBits')), clampedI64F64),
    price: priceBitsOf(row.at('priceBits')),
  };
}

function readStored(row: Place): StoredFlow {
  const [block, average] = row.list(2);
  return { block: block.count(), average: signedBitsOf(average) };
}
