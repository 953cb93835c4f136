import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  firstYuma,
  liquidYuma,
  pairwiseYuma,
  type YumaOptions,
} from './chain/yumaOptions.ts';
import type { YumaParameters } from './yumaEpoch.ts';

/** Liquid alpha as shares of one. */
export interface LiquidAlpha {
  readonly low: number;
  readonly high: number;
  /** Slope of the sigmoid; used by pairs only. */
  readonly slope: number;
}

/** What differs between the versions in the text of a float64 epoch; the switches are those of the chain's text. */
export interface YumaVersion {
  /** RAO below which a stake counts as none; null before v3.1, where a permit needs no stake. */
  readonly stakeThreshold: number | null;
  /** The uid that keeps its self weight, or null. */
  readonly ownerUid: number | null;
  /** The uid that always holds a permit, or null. */
  readonly seatedUid: number | null;
  /** Bonds towards a uid registered at or after this block are void; null: if the holder has not spoken since. */
  readonly lastTempo: number | null;
  /** How far the weights that buy bonds are clipped, 0 … 1. */
  readonly bondsPenalty: number;
  readonly columnAlpha: LiquidAlpha | null;
  readonly pairAlpha: LiquidAlpha | null;
  /** The pair alpha looks at the consensus that the last epoch stored. */
  readonly previousConsensus: boolean;
  readonly yuma3: boolean;
  readonly clearsIdleBonds: boolean;
}

const optionsOf = {
  liquid: liquidYuma,
  dtao: dtaoYuma,
  pairwise: pairwiseYuma,
  current: currentYuma,
  autumn: autumnYuma,
} as const;
const u16Max = 65_535;

/** The version that the parameters name, at `block`. */
export function yumaVersion({ later }: YumaParameters, block: number): YumaVersion {
  const options: YumaOptions = later === undefined ? firstYuma : optionsOf[later.rules](later, block);
  const alpha: LiquidAlpha | null =
    later === undefined
      ? null
      : {
          low: later.alphaLow / u16Max,
          high: later.alphaHigh / u16Max,
          slope: later.alphaSigmoidSteepness / 100,
        };
  return {
    stakeThreshold: options.stakeThreshold === null ? null : Number(options.stakeThreshold),
    ownerUid: options.ownerUid,
    seatedUid: options.ownerSeated ? options.ownerUid : null,
    lastTempo: options.lastTempo,
    bondsPenalty: later === undefined || options.bondsPenalty === null ? 1 : later.bondsPenalty / u16Max,
    columnAlpha: options.columnAlpha === null ? null : alpha,
    pairAlpha: options.pairAlpha === null ? null : alpha,
    previousConsensus: options.previousConsensus,
    yuma3: options.yuma3,
    clearsIdleBonds: options.clearsIdleBonds,
  };
}
