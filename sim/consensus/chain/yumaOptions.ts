import { I32F32 } from '../../math/fixed.ts';
import { u16Max } from '../../units.ts';
import type { BondAlpha } from './bondAlpha.ts';
import type { AlphaRange } from './columnAlpha.ts';

/**
 * What differs between the chain's versions in the text of an epoch, settled for one network. Four points are read
 * from the source alone, as no recorded vector reaches them: the owner's self weight before v3.4.9, the stake
 * threshold at v3.2.0, `lastMechanismStepBlock` above zero, and liquid alpha without Yuma3 from v3.1 on (ignored).
 */
export interface YumaOptions {
  /** 2, 3: stake below it (RAO) counts as none, and no stake gets no permit; null before v3.1. */
  readonly stakeThreshold: bigint | null;
  /** 5: the uid that keeps its self weight; null before v2.0.11 and without an owner. */
  readonly ownerUid: number | null;
  /** 2–4: the owner always holds a permit and is exempt from the threshold. */
  readonly ownerSeated: boolean;
  /**
   * 11: bonds towards a uid registered at or after this block are void; null before v2.0.11, where the bond's
   * holder must not have set weights since.
   */
  readonly lastTempo: number | null;
  /** 11: how far the weights that buy bonds are clipped, I32F32; null before v2. */
  readonly bondsPenalty: bigint | null;
  /** 11: alpha by the consensus of a column. */
  readonly columnAlpha: AlphaRange | null;
  /** 11–12: bonds by pair instead of by share of stake. */
  readonly yuma3: boolean;
  /** 11: alpha by pair, of Yuma3. */
  readonly pairAlpha: BondAlpha | null;
  /** 11: the pair alpha looks at the consensus that the last epoch stored instead of the present one. */
  readonly previousConsensus: boolean;
  /** 16: rank, trust and pruning score are stored. */
  readonly storesRanks: boolean;
  /** 16: every uid without a new permit loses its bonds, not only one that held a permit before. */
  readonly clearsIdleBonds: boolean;
  /** 16: the stake shares are stored. */
  readonly storesStake: boolean;
}

export const liquidAlphaConsensusModes = ['current', 'previous', 'auto'] as const;
/** The chain's enum LiquidAlphaConsensusMode. */
export type LiquidAlphaConsensusMode = (typeof liquidAlphaConsensusModes)[number];

/** Hyperparameters that came after v0.0.1, as the chain stores them. */
export interface LaterYumaParameters {
  /** Blocks. */
  readonly tempo: number;
  /** u16 share. */
  readonly bondsPenalty: number;
  readonly liquidAlpha: boolean;
  /** u16 share. */
  readonly alphaLow: number;
  /** u16 share. */
  readonly alphaHigh: number;
  /** Hundredths. */
  readonly alphaSigmoidSteepness: number;
  readonly yuma3: boolean;
  /** Which consensus the pair alpha looks at; `auto`: the previous one at a full bonds penalty. Absent before spec 444. */
  readonly liquidAlphaConsensusMode?: LiquidAlphaConsensusMode;
  /** RAO. */
  readonly stakeThreshold: bigint;
  readonly ownerUid: number | null;
  /** Block of the last epoch, 0 before the first one was recorded. */
  readonly lastMechanismStepBlock: number;
}

/** subtensor v0.0.1 … v1.1.1: the first epoch. */
export const firstYuma: YumaOptions = {
  stakeThreshold: null,
  ownerUid: null,
  ownerSeated: false,
  lastTempo: null,
  bondsPenalty: null,
  columnAlpha: null,
  yuma3: false,
  pairAlpha: null,
  previousConsensus: false,
  storesRanks: true,
  clearsIdleBonds: false,
  storesStake: false,
};

/** subtensor v1.1.4 … v1.2.x: liquid alpha by the consensus of a column. */
export const liquidYuma = (later: LaterYumaParameters): YumaOptions => ({
  ...firstYuma,
  columnAlpha: later.liquidAlpha ? alphaRange(later) : null,
  storesStake: true,
});

/** subtensor v2.0.11 … v3.0: bonds penalty, bonds of replaced uids reset, the owner's self weight. */
export const dtaoYuma = (later: LaterYumaParameters, block: number): YumaOptions => ({
  ...liquidYuma(later),
  ownerUid: later.ownerUid,
  lastTempo: Math.max(0, block - later.tempo),
  bondsPenalty: I32F32.fromRatio(later.bondsPenalty, u16Max),
});

/** subtensor v3.1 … v3.3: Yuma3 where it is switched on, and only there liquid alpha; a stake threshold. */
export const pairwiseYuma = (later: LaterYumaParameters, block: number): YumaOptions => ({
  ...dtaoYuma(later, block),
  columnAlpha: null,
  stakeThreshold: later.stakeThreshold,
  yuma3: later.yuma3,
  pairAlpha:
    later.yuma3 && later.liquidAlpha
      ? { ...alphaRange(later), steepness: later.alphaSigmoidSteepness }
      : null,
});

/** subtensor v3.4.9-424: the owner's seat, epochs of any length, no ranks. */
export const currentYuma = (later: LaterYumaParameters, block: number): YumaOptions => ({
  ...pairwiseYuma(later, block),
  ownerSeated: true,
  lastTempo:
    later.lastMechanismStepBlock > 0 ? later.lastMechanismStepBlock + 1 : Math.max(0, block - later.tempo),
  storesRanks: false,
  // Taught by the vectors: a uid replaced between two epochs keeps its bonds through one in v2.0.11, not here.
  clearsIdleBonds: true,
});

/** Spec 475: as v3.4.9-424, but the pair alpha may look at the consensus of the epoch before. */
export const autumnYuma = (later: LaterYumaParameters, block: number): YumaOptions => ({
  ...currentYuma(later, block),
  previousConsensus: looksBack(later),
});

/** run_epoch.rs at spec 475: Previous always, Auto where the bonds penalty is whole. */
const looksBack = ({ liquidAlphaConsensusMode = 'auto', bondsPenalty }: LaterYumaParameters): boolean =>
  liquidAlphaConsensusMode === 'previous' || (liquidAlphaConsensusMode === 'auto' && bondsPenalty === u16Max);

const alphaRange = ({ alphaLow, alphaHigh }: LaterYumaParameters): AlphaRange => ({
  low: I32F32.fromRatio(alphaLow, u16Max),
  high: I32F32.fromRatio(alphaHigh, u16Max),
});
