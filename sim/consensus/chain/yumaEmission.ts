import { I32F32, I96F32 } from '../../math/fixed.ts';
import { type Row, rowOf } from '../../row.ts';
import type { SparseMatrix } from './sparse.ts';
import { maxUpscaleToU16, normalise, normaliseBy, sum, toU16, toU16s } from './vector.ts';
import type { YumaOptions } from './yumaOptions.ts';
import type { Standing, YumaState } from './yumaState.ts';

/** The shares of an epoch that decide its emission, [uid] I32F32. */
export interface Shares {
  readonly normServerEmission: readonly bigint[];
  readonly normValidatorEmission: readonly bigint[];
  readonly normCombinedEmission: readonly bigint[];
  readonly pruningScores: readonly bigint[];
}

/** What an epoch leaves in storage, under the names of the chain's storage items. All arrays are [uid]. */
export interface YumaOutput {
  readonly active: readonly boolean[];
  /** RAO. */
  readonly emission: readonly bigint[];
  readonly serverEmission: readonly bigint[];
  readonly validatorEmission: readonly bigint[];
  /** Empty where the version stores none (from v3.3.8 on), like trust and pruning scores. */
  readonly rank: Uint16Array;
  readonly trust: Uint16Array;
  readonly consensus: Uint16Array;
  readonly incentive: Uint16Array;
  readonly dividends: Uint16Array;
  readonly validatorTrust: Uint16Array;
  readonly pruningScores: Uint16Array;
  /** Share of the whole stake; empty before v1.2. */
  readonly stakeWeight: Uint16Array;
  readonly validatorPermit: readonly boolean[];
  /** u16 rows. */
  readonly bonds: readonly Row[];
}

/** 13. E = I + D, normalised; without any earnings the validators share by (active) stake. */
export function shareEmission(
  incentive: readonly bigint[],
  dividends: readonly bigint[],
  { stake, activeStake }: Standing,
): Shares {
  const combined = incentive.map((share, uid) => share + dividends[uid]);
  const total = sum(combined);
  const byStake = sum(activeStake) === 0n ? stake : activeStake;
  const normCombinedEmission = total === 0n ? byStake : normalise(combined);
  return {
    normServerEmission: normaliseBy(incentive, total),
    normValidatorEmission: total === 0n ? byStake : normaliseBy(dividends, total),
    normCombinedEmission,
    pruningScores: normCombinedEmission,
  };
}

/** What the steps of an epoch hand to its storage. */
export interface Results {
  readonly trust: readonly bigint[];
  readonly consensus: readonly bigint[];
  readonly incentive: readonly bigint[];
  readonly dividends: readonly bigint[];
  readonly validatorTrust: readonly bigint[];
}

/** 14–16. Emission in whole RAO, shares as u16, bonds of the uids that hold a permit from now on. */
export function store(
  state: YumaState,
  seats: Standing,
  results: Results,
  shares: Shares,
  bonds: SparseMatrix,
  emission: bigint,
  options: YumaOptions,
): YumaOutput {
  const { storesRanks, storesStake } = options;
  const unstored = new Uint16Array(0);
  const paid = (part: readonly bigint[]) => part.map((share) => raoOf(share, emission));
  return {
    active: seats.inactive.map((inactive) => !inactive),
    emission: paid(shares.normCombinedEmission),
    serverEmission: paid(shares.normServerEmission),
    validatorEmission: paid(shares.normValidatorEmission),
    rank: storesRanks ? toU16s(results.incentive) : unstored,
    trust: storesRanks ? toU16s(results.trust) : unstored,
    consensus: toU16s(results.consensus),
    incentive: toU16s(results.incentive),
    dividends: toU16s(results.dividends),
    validatorTrust: toU16s(results.validatorTrust),
    pruningScores: storesRanks ? maxUpscaleToU16(shares.pruningScores) : unstored,
    stakeWeight: storesStake ? toU16s(seats.stake) : unstored,
    validatorPermit: seats.newValidatorPermits,
    bonds: storeBonds(state, seats.newValidatorPermits, bonds, options.clearsIdleBonds),
  };
}

/** 14. floor(share · emission); what flooring leaves is not minted. */
const raoOf = (share: bigint, emission: bigint): bigint =>
  I96F32.floor(I96F32.mul(I32F32.convert(share, I96F32), I96F32.fromInt(emission)));

/** 16. Rows with a new permit are written, rows that lost theirs emptied; the others stay unless cleared too. */
function storeBonds(
  state: YumaState,
  permits: readonly boolean[],
  bonds: SparseMatrix,
  clearsIdle: boolean,
): Row[] {
  return bonds.map(({ targets, bits }, uid) => {
    if (permits[uid]) return rowOf(targets.map((column, k) => [column, toU16(bits[k])] as const));
    return clearsIdle || state.validatorPermit[uid] ? rowOf([]) : state.bonds[uid];
  });
}
