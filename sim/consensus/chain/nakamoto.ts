import { exp, I65F63, log2 } from '../../math/fixed.ts';
import type { Row } from '../../row.ts';
import { u32Max } from '../../units.ts';

/**
 * One step of the Nakamoto consensus in the chain's own fixed point, bit for bit: commune-ai/subspace 634796d
 * (the pallet of late 2022) step.rs, mechanism_step(). The float64 text for studies is `../nakamoto.ts`.
 * Reals are I65F63 bits, stakes and bonds whole RAO.
 */

/** One row of bonds: RAO bonded to each target. */
export interface BondRow {
  readonly targets: Uint16Array;
  readonly values: BigUint64Array;
}

/** What a step reads of a network. All arrays are [uid]; the length of `stake` is n. */
export interface NakamotoState {
  readonly block: number;
  /** RAO. */
  readonly stake: BigUint64Array;
  readonly lastUpdate: ArrayLike<number>;
  /** Grows with the logarithm of stake until the neuron sets weights. */
  readonly priority: BigUint64Array;
  /** u32 shares of 4294967295. */
  readonly weights: readonly Row[];
  readonly bonds: readonly BondRow[];
  /** Uids replaced since the last step: the bonds towards them are void. */
  readonly replaced: ReadonlySet<number>;
}

/** Hyperparameters of a step, as the chain stores them: kappa and selfOwnership are inverses (2 = one half). */
export interface ChainNakamotoParameters {
  readonly rho: number;
  readonly kappa: number;
  readonly selfOwnership: number;
  /** Blocks. */
  readonly activityCutoff: number;
  /** Part of a bond kept, parts per million. */
  readonly bondsMovingAverage: number;
}

/** Every traced intermediate. [uid] unless said. */
export interface NakamotoSteps {
  /** Over the active stake; raw RAO as I65F63 if no active neuron holds any. */
  readonly stakeNormalized: readonly bigint[];
  readonly ranks: readonly bigint[];
  readonly trust: readonly bigint[];
  readonly bonds: readonly BondRow[];
  readonly bondTotals: readonly bigint[];
  readonly totalBondsPurchased: bigint;
  readonly incentive: readonly bigint[];
  readonly consensus: readonly bigint[];
  readonly dividends: readonly bigint[];
  readonly emission: readonly bigint[];
}

/** What a step leaves in storage; the shares are floor(x · (2^64 − 1)). */
export interface NakamotoOutput {
  readonly active: readonly boolean[];
  readonly priority: BigUint64Array;
  readonly stake: BigUint64Array;
  readonly rank: BigUint64Array;
  readonly trust: BigUint64Array;
  readonly consensus: BigUint64Array;
  readonly incentive: BigUint64Array;
  readonly dividends: BigUint64Array;
  readonly emission: readonly bigint[];
  readonly bonds: readonly BondRow[];
  readonly totalEmission: bigint;
  readonly totalBondsPurchased: bigint;
}

const { one, mul, div, fromInt, fromRatio, floor } = I65F63;

/** [uid] dense RAO by target; null without any bond. */
type Ledger = (BigUint64Array | null)[];

/** The passes of a step over all pairs of a neuron and a target: over rows here, or the kernel's. */
export interface ChainNakamotoPairs {
  /**
   * 1 and 3: of every bond `retained` is kept, of the emission `part` buys new ones.
   */
  spread(stakeNormalized: readonly bigint[], retained: bigint, part: bigint): Spread;
  /** 6. [uid] what its bonds earn of the `shared` part of the incentive, after `spread`. */
  income(incentive: readonly bigint[], shared: bigint): readonly bigint[];
}

/** [uid] rank and trust before their normalisation, and RAO bonded to each. */
export interface Spread {
  readonly rank: readonly bigint[];
  readonly trust: readonly bigint[];
  readonly bondTotals: readonly bigint[];
  readonly totalBondsPurchased: bigint;
}

/** Runs one step; `emission` is the RAO it may mint. Pure. Throws a RangeError where exp overflows. */
export function nakamotoStepChain(
  state: NakamotoState,
  parameters: ChainNakamotoParameters,
  emission: bigint,
): { readonly steps: NakamotoSteps; readonly output: NakamotoOutput } {
  const active = activeWithin(state, parameters.activityCutoff);
  const priority = raisePriority(state);
  const pairs = rowPairs(state, active, emission);
  const shares = nakamotoShares(state.stake, active, parameters, emission, pairs);
  const steps = { ...shares, bonds: pairs.bonds() };
  return { steps, output: store(state, steps, active, priority) }; // 8
}

/** Steps 2 to 7, over pairs that know the bonds and weights. */
export function nakamotoShares(
  stake: BigUint64Array,
  active: readonly boolean[],
  parameters: ChainNakamotoParameters,
  emission: bigint,
  pairs: ChainNakamotoPairs,
): Omit<NakamotoSteps, 'bonds'> {
  const retained = fromRatio(parameters.bondsMovingAverage, 1_000_000);
  const { stakeNormalized, activeShare } = normaliseStake(stake, active); // 2
  const spread = pairs.spread(stakeNormalized, retained, one - retained); // 1, 3
  const { bondTotals, totalBondsPurchased } = spread;
  const { ranks, trust, ranked } = normaliseRanks(spread, activeShare); // 4
  const { consensus, incentive } = reachConsensus(ranks, trust, ranked, parameters); // 5
  const ownership = fromRatio(1, parameters.selfOwnership);
  const income = pairs.income(incentive, one - ownership); // 6
  const dividends = payDividends(incentive, income, bondTotals, ownership); // 7
  const paid = dividends.map((share) => floor(share * emission));
  return {
    stakeNormalized,
    ranks,
    trust,
    bondTotals,
    totalBondsPurchased,
    incentive,
    consensus,
    dividends,
    emission: paid,
  };
}

/** The passes over rows: the readable text, and the kernel's reference. */
function rowPairs(
  state: NakamotoState,
  active: readonly boolean[],
  emission: bigint,
): ChainNakamotoPairs & { bonds(): BondRow[] } {
  let ledger: Ledger = [];
  let totals: readonly bigint[] = [];
  return {
    spread(stakeNormalized, retained, part) {
      const { ledger: decayed, bondTotals } = decayBonds(state, retained); // 1
      const { rank, trust, purchases } = spreadWeights(state.weights, active, stakeNormalized, (share) =>
        mul(part, share * emission),
      ); // 3
      const totalBondsPurchased = addBonds(purchases, decayed, bondTotals);
      ledger = decayed;
      totals = bondTotals;
      return { rank, trust, bondTotals, totalBondsPurchased };
    },
    income: (incentive, shared) => ledger.map((bonds) => bondIncome(bonds, incentive, totals, shared)),
    bonds: () => ledger.map(sparseRow),
  };
}

/** 1. Weights set within the cutoff. */
export const activeWithin = (state: Pick<NakamotoState, 'block' | 'lastUpdate'>, cutoff: number): boolean[] =>
  Array.from(state.lastUpdate, (updated) => state.block - updated < cutoff);

/** 1. priority += floor(log2(stake + 1)). */
const raisePriority = ({ priority, stake }: NakamotoState): BigUint64Array =>
  priority.map((before, uid) => before + floor(log2(I65F63, fromInt(stake[uid] + 1n))));

/** 1. b ← floor(a b) for every bond but those towards a replaced uid. */
function decayBonds(state: NakamotoState, retained: bigint): { ledger: Ledger; bondTotals: bigint[] } {
  const n = state.stake.length;
  const bondTotals = new Array<bigint>(n).fill(0n);
  const ledger = state.bonds.map(({ targets, values }) => {
    if (targets.length === 0) return null;
    const row = new BigUint64Array(n);
    targets.forEach((target, k) => {
      if (state.replaced.has(target)) return;
      row[target] = floor(retained * values[k]);
      bondTotals[target] += row[target];
    });
    return row;
  });
  return { ledger, bondTotals };
}

/** 2. Every stake over the active stake; without any it stays raw, and no neuron acts. */
function normaliseStake(stake: BigUint64Array, active: readonly boolean[]) {
  const raw = Array.from(stake, (rao) => fromInt(rao));
  const total = raw.reduce((sum, bits, uid) => (active[uid] ? sum + bits : sum), 0n);
  if (total === 0n) return { stakeNormalized: raw, activeShare: 0n };
  const stakeNormalized = raw.map((bits) => div(bits, total));
  const activeShare = stakeNormalized.reduce((sum, bits, uid) => (active[uid] ? sum + bits : sum), 0n);
  return { stakeNormalized, activeShare };
}

interface Purchases {
  readonly rank: bigint[];
  readonly trust: bigint[];
  /** [uid] RAO bought: pairs of target and amount. */
  readonly purchases: readonly (readonly [target: number, rao: bigint])[][];
}

/**
 * 3. R_j += s_i w_ij, T_j += s_i, bonds bought for (1 − a) s_i w_ij emission. A self weight counts for nothing;
 * the presence of an entry is trust, even of a zero one.
 */
function spreadWeights(
  weights: readonly Row[],
  active: readonly boolean[],
  stake: readonly bigint[],
  bondBits: (share: bigint) => bigint,
): Purchases {
  const rank = stake.map(() => 0n);
  const trust = stake.map(() => 0n);
  const purchases = weights.map(({ targets, values }, uid) => {
    const bought: [number, bigint][] = [];
    if (!active[uid] || stake[uid] === 0n) return bought;
    for (let k = 0; k < targets.length; k++) {
      const target = targets[k];
      if (target === uid) continue;
      const increment = mul(stake[uid], fromRatio(values[k], u32Max));
      rank[target] += increment;
      trust[target] += stake[uid];
      bought.push([target, floor(bondBits(increment))]);
    }
    return bought;
  });
  return { rank, trust, purchases };
}

/** 3. Adds what was bought to the bonds and their totals. Returns Σ of it. */
function addBonds(purchases: Purchases['purchases'], ledger: Ledger, bondTotals: bigint[]): bigint {
  let total = 0n;
  purchases.forEach((bought, uid) => {
    for (const [target, rao] of bought) {
      ledger[uid] ??= new BigUint64Array(ledger.length);
      ledger[uid][target] += rao;
      bondTotals[target] += rao;
      total += rao;
    }
  });
  return total;
}

const sumOf = (vector: readonly bigint[]) => vector.reduce((sum, bits) => sum + bits, 0n);

/** 4. R / ΣR, T / A; left as they are if either sum is zero, and then nothing is paid. */
function normaliseRanks({ rank, trust }: Spread, activeShare: bigint) {
  const totalRank = sumOf(rank);
  const ranked = totalRank > 0n && sumOf(trust) > 0n;
  if (!ranked) return { ranks: rank, trust, ranked };
  return {
    ranks: rank.map((bits) => div(bits, totalRank)),
    trust: trust.map((bits) => div(bits, activeShare)),
    ranked,
  };
}

/** 5. C = 1 / (1 + exp(−rho (T − kappa))), I = R C normalised. */
function reachConsensus(
  ranks: readonly bigint[],
  trust: readonly bigint[],
  ranked: boolean,
  { rho, kappa }: ChainNakamotoParameters,
) {
  if (!ranked) return { consensus: ranks.map(() => 0n), incentive: ranks.map(() => 0n) };
  const shift = fromRatio(1, kappa);
  const slope = fromInt(rho);
  // Most uids share one trust (all validators list them, or none does): the sigmoid is worth remembering.
  const known = new Map<bigint, bigint>();
  const consensus = trust.map((bits) => {
    const agreed = known.get(bits) ?? div(one, one + exp(I65F63, -mul(bits - shift, slope)));
    known.set(bits, agreed);
    return agreed;
  });
  const scaled = ranks.map((bits, uid) => mul(bits, consensus[uid]));
  const total = sumOf(scaled);
  return { consensus, incentive: total > 0n ? scaled.map((bits) => div(bits, total)) : scaled };
}

/** 6–7. A neuron keeps part of its incentive, the holders of its bonds get the rest; normalised. */
function payDividends(
  incentive: readonly bigint[],
  income: readonly bigint[],
  bondTotals: readonly bigint[],
  ownership: bigint,
): bigint[] {
  const raw = incentive.map((bits, uid) => {
    const rest = bondTotals[uid] === 0n ? mul(bits, one - ownership) : 0n;
    return mul(bits, ownership) + rest + income[uid];
  });
  const total = sumOf(raw);
  return total === 0n ? raw : raw.map((bits) => div(bits, total));
}

/** 6. Σ_j I_j · ((1 − ownership) · b_ij / Σ_k b_kj). */
function bondIncome(
  bonds: BigUint64Array | null,
  incentive: readonly bigint[],
  bondTotals: readonly bigint[],
  shared: bigint,
): bigint {
  let income = 0n;
  bonds?.forEach((rao, target) => {
    if (rao === 0n || bondTotals[target] === 0n) return;
    income += mul(incentive[target], mul(shared, fromRatio(rao, bondTotals[target])));
  });
  return income;
}

/** Bonds above zero, targets ascending. */
function sparseRow(bonds: BigUint64Array | null): BondRow {
  const targets = bonds === null ? [] : [...bonds.keys()].filter((target) => bonds[target] > 0n);
  return {
    targets: Uint16Array.from(targets),
    values: BigUint64Array.from(targets, (target) => bonds![target]),
  };
}

const u64Max = 2n ** 64n - 1n;
/** floor(x · (2^64 − 1)). */
const toU64s = (vector: readonly bigint[]) => BigUint64Array.from(vector, (bits) => floor(bits * u64Max));

/** 8. Everything earned is staked on the neuron itself. */
function store(
  state: NakamotoState,
  steps: NakamotoSteps,
  active: readonly boolean[],
  priority: BigUint64Array,
): NakamotoOutput {
  return {
    active,
    priority,
    stake: state.stake.map((rao, uid) => rao + steps.emission[uid]),
    rank: toU64s(steps.ranks),
    trust: toU64s(steps.trust),
    consensus: toU64s(steps.consensus),
    incentive: toU64s(steps.incentive),
    dividends: toU64s(steps.dividends),
    emission: steps.emission,
    bonds: steps.bonds,
    totalEmission: sumOf(steps.emission),
    totalBondsPurchased: steps.totalBondsPurchased,
  };
}
