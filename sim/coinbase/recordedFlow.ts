import type { Block, TaoRao } from '../units.ts';
import { type AveragedFlow, averagedFlow, firstFlow, type StoredFlow } from './flowShares.ts';

/** The flow of TAO into a subnet as the chain records it between two blocks, and its averages. */
export interface RecordedFlow {
  /** TAO that users staked less what they unstaked since the flow was last read: an i64. */
  readonly userFlow: TaoRao;
  /** The same of the chain itself. */
  readonly protocolFlow: TaoRao;
  /** Null: not averaged yet. */
  readonly userAverage: StoredFlow | null;
  readonly protocolAverage: StoredFlow | null;
}

/** What a version reads to average the flow of a subnet. */
export interface FlowReading {
  readonly block: Block;
  /** I64F64 bits. */
  readonly smoothing: bigint;
  /** TAO per alpha, I64F64 bits. */
  readonly movingPrice: bigint;
  readonly price: bigint;
}

const [lowest, highest] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A recorded flow with `tao` RAO more, or less, stopped at the bounds of an i64 (record_tao_inflow(), record_tao_outflow()). */
export function flowWith(flow: TaoRao, tao: TaoRao): TaoRao {
  const sum = flow + tao;
  return sum < lowest ? lowest : sum > highest ? highest : sum;
}

const nothing: StoredFlow = { block: 0, average: 0n };

/** Versions whose flows are built, and whether what the chain itself puts in counts against a subnet (v3.4.0 on). */
export const countsProtocol = { 'v3.2.10': false, 'v3.4.5': true } as const;
export type FlowVersion = keyof typeof countsProtocol;

/**
 * Reads what was recorded into the averages. v3.2.10: a new subnet begins at its price, its first flow waits for the next block, and what the
 * chain puts in is not counted. v3.4.5: averages begin at 0, and the chain's own flow has one (subnet_emissions.rs, get_ema_flow(),
 * update_ema_protocol_flow()). A flow is read once in a block.
 */
export const readFlow: Readonly<
  Record<FlowVersion, (before: RecordedFlow, reading: FlowReading) => RecordedFlow>
> = {
  'v3.2.10': (before, { block, smoothing, movingPrice, price }) => {
    const { userFlow, userAverage } = before;
    const uncounted = { protocolFlow: 0n, protocolAverage: null };
    if (userAverage === null)
      return { ...uncounted, userFlow, userAverage: firstFlow(block, movingPrice, price) };
    if (userAverage.block === block) return { ...uncounted, userFlow, userAverage };
    return { ...uncounted, userFlow: 0n, userAverage: averagedFlow(userAverage, block, userFlow, smoothing) };
  },
  'v3.4.5': ({ userFlow, protocolFlow, userAverage, protocolAverage }, { block, smoothing }) => {
    const user = readOnce(userAverage ?? nothing, userFlow, block, smoothing);
    const protocol = readOnce(protocolAverage ?? nothing, protocolFlow, block, smoothing);
    return {
      userFlow: user.flow,
      userAverage: user.stored,
      protocolFlow: protocol.flow,
      protocolAverage: protocol.stored,
    };
  },
};

/** An average after a block, and what is left of the flow: nothing, or all where it was read in this block already. */
function readOnce(before: StoredFlow, flow: TaoRao, block: Block, smoothing: bigint) {
  const stored = averagedFlow(before, block, flow, smoothing);
  return { stored, flow: stored === before ? flow : 0n };
}

/** The averages by which a subnet is rated, 0 before the first. */
export const averagesOf = ({
  userAverage,
  protocolAverage,
}: Pick<RecordedFlow, 'userAverage' | 'protocolAverage'>): AveragedFlow => ({
  user: userAverage?.average ?? 0n,
  protocol: protocolAverage?.average ?? 0n,
});
