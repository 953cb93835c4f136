import type { Serial, Share } from '../units.ts';

/** Whose model answers at each uid, and how the errors of models go together. */
export interface Models {
  /** Whose answers a uid gives: sybils of one model share theirs. */
  modelOf(uid: number): Serial;
  /** Family of a uid's model; absent: each model is its own. */
  familyOf?(uid: number): number;
  /** Correlation of the own errors of two models of one family. */
  readonly familyCorrelation: Share;
}

/**
 * Effective number of independent models among `uids`, which count by `shares`: of so many independent ones, used alike, an average
 * would err as much. (Σ s)² / Σᵢⱼ sᵢ sⱼ ρᵢⱼ: with equal shares and one ρ it is n / (1 + (n − 1) ρ), the equivalent number of
 * independent sources of Clemen & Winkler 1985 (and Kish's design effect of clusters). ρ is that of the models' own errors, net of what a
 * text makes hard for all of them: 1 for the same model, `familyCorrelation` within a family, else 0. Null where nobody has a share.
 */
export function effectiveModels(
  uids: readonly number[],
  shares: readonly number[],
  { modelOf, familyOf, familyCorrelation }: Models,
): number | null {
  const byModel = new Map<Serial, number>();
  const byFamily = new Map<number, number>();
  let total = 0;
  for (const [k, uid] of uids.entries()) {
    add(byModel, modelOf(uid), shares[k]);
    if (familyOf !== undefined) add(byFamily, familyOf(uid), shares[k]);
    total += shares[k];
  }
  if (total <= 0) return null;
  const within = familyOf === undefined ? 0 : familyCorrelation;
  return total ** 2 / (within * squaresOf(byFamily) + (1 - within) * squaresOf(byModel));
}

function add(sums: Map<number, number>, key: number, share: number): void {
  sums.set(key, (sums.get(key) ?? 0) + share);
}

function squaresOf(sums: ReadonlyMap<number, number>): number {
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return squares;
}
