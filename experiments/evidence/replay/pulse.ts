import { gini } from '../../../sim/metrics/concentration.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Frame } from './playback.ts';

/** A network at one block in five numbers. */
export interface Pulse {
  readonly block: number;
  /** Uids with weights on record. */
  readonly rows: number;
  /** Uids with an incentive above zero. */
  readonly paidUids: number;
  /** Incentive of the best paid, share of the whole. */
  readonly largestShare: number;
  /** Of the incentive over the paid uids; null if fewer than two are paid. */
  readonly incentiveGini: number | null;
  /** Least and largest share of their weights that active validators put inside consensus. */
  readonly validatorTrust: { readonly low: number; readonly high: number } | null;
}

/** What the consensus makes of a recorded block. */
export function pulseOf({ block, weights, output }: Frame): Pulse {
  const paid = [...output.incentive].filter((share) => share > 0).map((share) => share / u16Max);
  const trust = [...output.validatorTrust].filter((share) => share > 0).map((share) => share / u16Max);
  return {
    block,
    rows: weights.filter(({ targets }) => targets.length > 0).length,
    paidUids: paid.length,
    largestShare: Math.max(0, ...paid),
    incentiveGini: paid.length < 2 ? null : gini(paid),
    validatorTrust: trust.length === 0 ? null : { low: Math.min(...trust), high: Math.max(...trust) },
  };
}
