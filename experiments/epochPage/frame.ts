import type { Row } from '../../sim/row.ts';

/** The weights of one validator as an epoch counts them. */
export interface CountedRow {
  /** [entry] */
  readonly targets: Uint16Array;
  /** [entry] shares of the row that is left after every mask; I32F32, so exact as float64. */
  readonly shares: Float64Array;
}

/** All that is shown of one epoch. Arrays are by uid; shares of one, so that a share of the chain is exact. */
export interface Frame {
  /** From 1. */
  readonly epoch: number;
  readonly block: number;
  readonly active: Uint8Array;
  /** Share of the stake that votes. */
  readonly stake: Float64Array;
  readonly consensus: Float64Array;
  readonly validatorTrust: Float64Array;
  readonly incentive: Float64Array;
  readonly dividends: Float64Array;
  /** RAO of the epoch: the miner's and the validator's part together. */
  readonly pay: Float64Array;
  /** Weights that count, before they are clipped. */
  readonly weights: readonly CountedRow[];
  /** Bonds after the epoch, as they are stored: u16. */
  readonly bonds: readonly Row[];
}

/** The weight that a row gives a target; 0 where it gives none. */
export function weightOn({ targets, shares }: CountedRow, target: number): number {
  const place = targets.indexOf(target);
  return place < 0 ? 0 : shares[place];
}

/** The bond of a row in a target, u16; 0 where there is none. */
export function bondIn({ targets, values }: Row, target: number): number {
  const place = targets.indexOf(target);
  return place < 0 ? 0 : values[place];
}
