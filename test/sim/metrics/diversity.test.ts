import { describe, expect, it } from 'vitest';
import { familyOf, type ModelFamilies } from '../../../agents/scoring/modelFamilies.ts';
import { rowLosses } from '../../../agents/scoring/rowLosses.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { effectiveModels, type Models } from '../../../sim/metrics/effectiveModels.ts';
import { noiseKey } from '../../../sim/noise.ts';

const uids = Array.from({ length: 12 }, (_, uid) => uid);
const equal = uids.map(() => 1);
const alone: Models = { modelOf: (uid) => uid, familyCorrelation: 0 };
const inFamilies = (count: number, familyCorrelation: number): Models => ({
  modelOf: (uid) => uid,
  familyOf: (uid) => uid % count,
  familyCorrelation,
});

/** (Σ s)² / Σᵢⱼ sᵢ sⱼ ρᵢⱼ pair by pair, from the correlations alone. */
function byPairs(shares: readonly number[], rho: (one: number, other: number) => number): number {
  let total = 0;
  let shared = 0;
  for (const one of uids) {
    total += shares[one];
    for (const other of uids) shared += shares[one] * shares[other] * (one === other ? 1 : rho(one, other));
  }
  return total ** 2 / shared;
}

describe('the effective number of independent models', () => {
  it('is how many there are where errors are independent and shares are equal', () => {
    expect(effectiveModels(uids, equal, alone)).toBeCloseTo(12, 12);
  });

  it('is n / (1 + (n − 1) ρ) within one family (Clemen & Winkler 1985)', () => {
    for (const rho of [0, 0.2, 0.5, 0.9, 1])
      expect(effectiveModels(uids, equal, inFamilies(1, rho))).toBeCloseTo(12 / (1 + 11 * rho), 12);
  });

  it('counts sybils of one model once, and shares by their squares', () => {
    expect(effectiveModels(uids, equal, { ...alone, modelOf: (uid) => uid % 3 })).toBeCloseTo(3, 12);
    const shares = uids.map((uid) => (uid < 2 ? 3 : 0));
    expect(effectiveModels(uids, shares, alone)).toBeCloseTo(2, 12);
    expect(
      effectiveModels(
        uids,
        uids.map(() => 0),
        alone,
      ),
    ).toBe(null);
  });

  it('is the sum over all pairs, whatever the shares, families and sybils', () => {
    const shares = uids.map((uid) => 1 + ((7 * uid) % 5));
    const models = { ...inFamilies(3, 0.4), modelOf: (uid: number) => (uid === 9 ? 3 : uid) };
    const rho = (one: number, other: number) =>
      models.modelOf(one) === models.modelOf(other) ? 1 : one % 3 === other % 3 ? 0.4 : 0;
    expect(effectiveModels(uids, shares, models)).toBeCloseTo(byPairs(shares, rho), 10);
  });
});

const rows = 8192;

/** Normals behind the losses of one forward, [miner][row], from their ranks; `rho` 0: nothing is common to all. */
function errorsOf(serials: readonly number[], families: ModelFamilies): Float64Array[] {
  const losses = new Float64Array(serials.length * rows);
  const sweep = noiseKey('planted errors', 1, 1);
  rowLosses({ sweep, number: 0, serials, losses: serials.map(() => 3) }, { rows, rho: 0, families }, losses);
  return serials.map((_, miner) => standardised(losses.subarray(miner * rows, (miner + 1) * rows)));
}

/** Blom's normal scores, standardised. */
function standardised(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, row) => row).sort((one, other) => values[one] - values[other]);
  const scores = new Float64Array(values.length);
  for (const [rank, row] of order.entries()) scores[row] = normalScore((rank + 0.625) / (rows + 0.25));
  const square = scores.reduce((sum, score) => sum + score * score, 0) / rows;
  return scores.map((score) => score / Math.sqrt(square));
}

/** Standard normal quantile by Newton from an error function series: a second way beside the laboratory's own. */
function normalScore(p: number): number {
  let z = 0;
  for (let round = 0; round < 40; round++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const step = (cumulative(z) - p) / density;
    z -= Math.max(-1, Math.min(1, step));
  }
  return z;
}

function cumulative(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-16 && k < 400; k++) sum += term *= (z * z) / (2 * k + 1);
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

describe('diversity held against errors that are drawn', () => {
  const cases = [
    { count: 1, correlation: 0.3, miners: 10 },
    { count: 1, correlation: 0.8, miners: 20 },
    { count: 4, correlation: 0.5, miners: 24 },
    { count: 8, correlation: 1, miners: 24 },
  ];

  it.each(cases)(
    '$miners models of $count families with $correlation within err like as many independent ones as it says, within 5 %',
    ({ count, correlation, miners }) => {
      const families = { count, correlation, key: noiseKey('whose family', 0, 0) };
      const serials = Array.from({ length: miners }, (_, k) => 100 + k);
      const shares = serials.map((_, k) => 1 + (k % 3));
      const errors = errorsOf(serials, families);
      const total = shares.reduce((sum, share) => sum + share, 0);
      let variance = 0;
      for (let row = 0; row < rows; row++) {
        const average = errors.reduce((sum, error, k) => sum + (shares[k] * error[row]) / total, 0);
        variance += (average * average) / rows;
      }
      const told = effectiveModels(
        serials.map((_, k) => k),
        shares,
        {
          modelOf: (k) => serials[k],
          familyOf: (k) => familyOf(families, serials[k]),
          familyCorrelation: correlation,
        },
      )!;
      // The mean square of 8,192 draws is known to 1.6 % (one standard error).
      expect(Math.abs(told * variance - 1)).toBeLessThan(0.05);
    },
  );
});

describe('diversity in a world', () => {
  const world: TrialPlan = {
    ruleset: 'finney-2023',
    scenario: 'nakamoto-256',
    arithmetic: 'float64',
    set: {},
    warmUpDays: 0.2,
    days: 1.2,
    seed: '1',
  };
  const { measures } = runTrial(world);
  const sybils = runTrial({ ...world, set: { 'scenario.sybilShare': 0.2 } }).measures;
  const families = runTrial({ ...world, set: { 'scenario.modelFamilies': 2 } }).measures;

  it('falls where sybils answer with one model', () => {
    expect(measures.diversity!).toBeGreaterThan(150);
    expect(sybils.diversity!).toBeLessThan(measures.diversity! / 2);
  });

  it('falls to a few where models come from two families, which costs the client and nobody else', () => {
    expect(families.diversity!).toBeGreaterThan(3);
    expect(families.diversity!).toBeLessThan(5);
    expect(families.clientLoss!).toBeGreaterThan(measures.clientLoss! + 0.02);
    const { diversity, clientLoss, clientGainPerTao, ...others } = families;
    expect(measures).toMatchObject(others);
  });
});
