import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import { type ChainYumaParameters, majorityOf, renewalOf } from '../../consensus/chain/yumaState.ts';
import { I32F32 } from '../../math/fixed.ts';
import type { ChainArena } from './chainArena.ts';

/** What an epoch is asked for besides the network. */
export interface EpochOrder {
  readonly block: number;
  /** RAO. */
  readonly emission: bigint;
  readonly parameters: ChainYumaParameters;
  readonly options: YumaOptions;
  /** [uid] the consensus that the pair alpha looks at, I32F32; absent: the present one. */
  readonly lookedAt?: readonly bigint[];
  /** Leaves the vectors unused; the results are the same. */
  readonly scalar?: boolean;
}

const flag = (value: boolean) => (value ? 1n : 0n);

/** Writes the order where the module reads it (`assembly/place.ts`, instruct). */
export function writeOrder({ views }: ChainArena, order: EpochOrder): void {
  const { parameters, options } = order;
  const pair = options.pairAlpha;
  const alpha = renewalOf(parameters.bondsMovingAverage);
  views.alphas.fill(alpha);
  views.instructions.set([
    BigInt(order.block),
    BigInt(parameters.activityCutoff),
    BigInt(parameters.maxAllowedValidators),
    signed(options.ownerUid ?? -1),
    flag(options.ownerSeated),
    options.stakeThreshold ?? 0n,
    flag(options.stakeThreshold !== null),
    majorityOf(parameters.kappa),
    signed(options.lastTempo ?? -1),
    options.bondsPenalty ?? I32F32.one,
    order.emission,
    alpha,
    flag(pair !== null),
    pair?.low ?? 0n,
    pair?.high ?? 0n,
    pair === null ? 0n : BigInt.asUintN(64, I32F32.div(I32F32.fromInt(pair.steepness), I32F32.fromInt(-100))),
    flag(order.scalar ?? false),
  ]);
}

/** Whether the module's integers can hold the order; if not, the readable text runs. */
export function fits({ parameters, options }: EpochOrder): boolean {
  const alpha = renewalOf(parameters.bondsMovingAverage);
  const pair = options.pairAlpha;
  return alpha >= 0n && alpha <= I32F32.one && (pair === null || pair.low <= pair.high);
}

/** Two's complement. */
const signed = (value: number): bigint => BigInt.asUintN(64, BigInt(value));
