import {
  type FlowParameters,
  flowShares,
  type StoredFlow,
  smoothingOf,
} from '../../../sim/coinbase/flowShares.ts';
import {
  averagesOf,
  countsProtocol,
  type FlowReading,
  type FlowVersion,
  flowWith,
  type RecordedFlow,
  readFlow,
} from '../../../sim/coinbase/recordedFlow.ts';
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

interface FlowSubnet extends RecordedFlow {
  /** TAO per alpha, I64F64 bits. */
  readonly movingPrice: bigint;
  readonly price: bigint;
}

interface FlowCase {
  readonly parameters: FlowParameters;
  /** I64F64 bits. */
  readonly smoothing: bigint;
}

const keys = ['name', 'note', 'exponentBits', 'cutoffBits', 'smoothing', 'netFlow', 'subnets'];

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformFlowShares(top: Place, tally: FileTally): void {
  eachCase(top, (place) => {
    place.only([...keys, 'firstBlock', 'flows', ...Object.keys(countsProtocol)]);
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
  version: FlowVersion,
  { parameters, smoothing }: FlowCase,
  tally: FileTally,
): void {
  const counts = countsProtocol[version];
  let subnets = place.at('subnets').list().map(readSubnet);
  const blocks = place.at('flows').list();
  for (const [index, recorded] of place.at(version).list(blocks.length).entries()) {
    const flows = blocks[index].list(subnets.length).map(readFlows);
    const block = place.at('firstBlock').count() + index;
    subnets = subnets.map((subnet, at) => blockOf(version, subnet, flows[at], { block, smoothing }));
    const averaged = subnets.map(averagesOf);
    const own: Record<string, readonly Cell[] | null> = {
      emaBits: averaged.map(({ user }) => user),
      protocolEmaBits: counts ? averaged.map(({ protocol }) => protocol) : null,
      sharesBits: flowShares({ ...parameters, net: counts && parameters.net }, averaged),
    };
    compareOutcome(recorded, own, tally.of(version));
  }
}

/** A subnet after a block: what was recorded since the last one is read. */
function blockOf(
  version: FlowVersion,
  subnet: FlowSubnet,
  [user, protocol]: readonly [bigint, bigint],
  at: Pick<FlowReading, 'block' | 'smoothing'>,
): FlowSubnet {
  const recorded = {
    ...subnet,
    userFlow: flowWith(subnet.userFlow, user),
    protocolFlow: flowWith(subnet.protocolFlow, protocol),
  };
  return { ...recorded, ...readFlow[version](recorded, { ...recorded, ...at }) };
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
    userFlow: 0n,
    protocolFlow: 0n,
    userAverage: orNull(row.at('ema'), readStored),
    protocolAverage: orNull(row.at('protocolEma'), readStored),
    movingPrice: clampedI96F32.convert(priceBitsOf(row.at('movingPriceBits')), clampedI64F64),
    price: priceBitsOf(row.at('priceBits')),
  };
}

function readStored(row: Place): StoredFlow {
  const [block, average] = row.list(2);
  return { block: block.count(), average: signedBitsOf(average) };
}
