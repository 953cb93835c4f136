import { normalQuantile } from '../../sim/math/elementary.ts';
import { type NoiseKey, noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import type { Nats } from '../../sim/units.ts';
import { familyOf, type ModelFamilies } from './modelFamilies.ts';
import { rowFactor } from './rowFactor.ts';

/**
 * How the losses of single rows are drawn, so that two miners asked the same text are right and wrong together
 * (assumption A11): a Gaussian copula with one common factor. Row b has a normal c_b, miner i its own normal e_ib, and
 * the loss is the gamma quantile (shape 1.44, mean L_i) at sqrt(rho) c_b + sqrt(1 − rho) e_ib. Where models have families, e_ib is
 * sqrt(phi) f_b of its family and sqrt(1 − phi) of the miner alone, phi the correlation within a family.
 */
export interface RowLaw {
  /** Rows of a query: the batch size. */
  readonly rows: number;
  /** Correlation of the normals behind two miners' losses on one row, 0 … 1; that of the losses is 0.567 at 0.6. */
  readonly rho: number;
  /** Absent: what is not common to all is a miner's own. */
  readonly families?: ModelFamilies;
}

export const defaultRowLaw: RowLaw = { rows: 32, rho: 0.6 };

/** One standard normal from a noise word. */
function normalAt(key: NoiseKey, counter: number): number {
  return normalQuantile(uniformAt(noiseOf(key, counter)));
}

/** Fills `common` [row] with sqrt(rho) c_b of one forward: what its rows have in common for all miners asked. */
export function drawCommon(forward: NoiseKey, law: RowLaw, common: Float64Array): void {
  const size = Math.sqrt(law.rho);
  for (let row = 0; row < law.rows; row++) common[row] = size * normalAt(forward, row);
}

/** [row] what the rows of one forward have in common for the models of a family: `common`, and the family's part of their own errors. */
function familyCommon(
  family: NoiseKey,
  { rows, rho }: RowLaw,
  { correlation }: ModelFamilies,
  common: Float64Array,
): Float64Array {
  const size = Math.sqrt((1 - rho) * correlation);
  return Float64Array.from({ length: rows }, (_, row) => common[row]! + size * normalAt(family, row));
}

/** What the rows of a forward have in common for a miner's model, by the serial of its voice. */
function sharedBy(forward: NoiseKey, law: RowLaw, common: Float64Array): (voice: number) => Float64Array {
  const { families } = law;
  if (families === undefined) return () => common;
  const known = new Map<number, Float64Array>();
  return (voice) => {
    const family = familyOf(families, voice);
    const before = known.get(family);
    if (before !== undefined) return before;
    const shared = familyCommon(noiseSubkey(forward, family), law, families, common);
    known.set(family, shared);
    return shared;
  };
}

/** Fills `factors` [row, from `at`] with one miner's losses over its mean, given what the rows have in common. */
export function drawFactors(
  own: NoiseKey,
  law: RowLaw,
  common: Float64Array,
  factors: Float64Array,
  at = 0,
): void {
  const size = Math.sqrt((1 - law.rho) * (1 - (law.families?.correlation ?? 0)));
  for (let row = 0; row < law.rows; row++) {
    factors[at + row] = rowFactor(common[row]! + size * normalAt(own, row));
  }
}

/** The miners asked in one forward of a sweep. */
export interface Forward {
  /** Key of the validator's sweep (`noiseKey`). */
  readonly sweep: NoiseKey;
  /** Number of the forward inside the sweep, 0, 1, …: which text is asked. */
  readonly number: number;
  /** [peer] serials of the miners that answer. */
  readonly serials: ArrayLike<number>;
  /** [peer] their true losses. */
  readonly losses: ArrayLike<Nats>;
}

/**
 * Losses of one forward, written to `out` [peer × row], row-major. A miner's own part depends on its serial and the
 * sweep alone, the common part on the forward: no draw depends on which others are asked.
 * Errors: a true loss that is not positive and finite; `out` too short; rho outside 0 … 1.
 */
export function rowLosses(forward: Forward, law: RowLaw, out: Float64Array): void {
  const { serials, losses, sweep, number } = forward;
  checkLaw(law, serials.length, out.length);
  const common = new Float64Array(law.rows);
  drawCommon(noiseSubkey(noiseSubkey(sweep, 1), number), law, common);
  const shared = sharedBy(noiseSubkey(noiseSubkey(sweep, 8), number), law, common);
  const miners = noiseSubkey(sweep, 2);
  for (let peer = 0; peer < serials.length; peer++) {
    const loss = losses[peer]!;
    if (!(loss > 0 && loss < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `a true loss is positive and finite; received ${loss} for serial ${serials[peer]}`,
      );
    }
    const at = peer * law.rows;
    const voice = serials[peer]!;
    drawFactors(noiseSubkey(miners, voice), law, shared(voice), out, at);
    for (let row = 0; row < law.rows; row++) out[at + row] = out[at + row]! * loss;
  }
}

function checkLaw({ rows, rho }: RowLaw, peers: number, space: number): void {
  if (!(rho >= 0 && rho <= 1)) throw new RangeError(`rho is a correlation, 0 … 1; received ${rho}`);
  if (space < peers * rows) {
    throw new RangeError(
      `out needs ${peers} peers × ${rows} rows = ${peers * rows} places; received ${space}`,
    );
  }
}
