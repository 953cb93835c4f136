import { clampedI64F64 } from '../math/saturating.ts';
import { alphaForTao, checkPool, type Pool } from '../pools/constantProduct.ts';
import { decay } from '../subnets/conviction.ts';
import type { AlphaRao, Blocks, Share, TaoRao } from '../units.ts';
import { checkRatio, type Ratio, ratio } from './weightedGame.ts';

/** When locked alpha takes a subnet from its owner. */
export interface TakeoverRule {
  /** Part of the alpha outside the pool that conviction must reach. */
  readonly share: Ratio;
  /** `all`: the conviction of all hotkeys together; `own`: that of the one that takes over. */
  readonly counts: 'all' | 'own';
  /** More than the part, or at least the part. */
  readonly isStrict: boolean;
}

/** A year, after which a subnet may be taken: 7200 · 365 + 1800 blocks. */
export const takeoverAge: Blocks = 2_629_800;
/** Blocks in which conviction grows to 1 − 1/e of what is locked (MaturityRate at its default): half in 90 days. */
export const maturityRate: Blocks = 934_866;

/** Takeover rules of the chain (staking/lock.rs, change_subnet_owner_if_needed()). */
export const takeoverRules = {
  /** Spec 425 to 446: 10 · conviction of all ≥ alpha. */
  'joint-10': { share: ratio(1, 10), counts: 'all', isStrict: false },
  /** From spec 447, 14 August 2026: 100 · own conviction > 18 · alpha. */
  'alone-18': { share: ratio(18, 100), counts: 'own', isStrict: true },
} as const satisfies Record<string, TakeoverRule>;

/** What a challenger meets, all as of the block in which it is decided; by default no lock and no new alpha. */
export interface Defence {
  /** Conviction of all hotkeys but the challenger's, RAO of alpha. */
  readonly others: AlphaRao;
  /** The largest among them. */
  readonly leader: AlphaRao;
  /** Alpha that the subnet issues outside its pool until then. */
  readonly issued: AlphaRao;
}

const undefended: Defence = { others: 0n, leader: 0n, issued: 0n };

/**
 * The least alpha that a challenger must buy and lock for good, so that `age` blocks later it takes the subnet; null: no lock matures enough by
 * then. What it buys leaves the pool, so the alpha outside, of which it needs a part, grows with the purchase. `outside`: alpha outside the
 * pool now (SubnetAlphaOut; without protocol and burned alpha, where they are known). `age` of Infinity: all has matured. Throws a RangeError
 * at a share that is none or at negative amounts.
 */
export function alphaToTake(
  outside: AlphaRao,
  rule: TakeoverRule,
  age: Blocks,
  defence: Defence = undefended,
): AlphaRao | null {
  checkRatio('share', rule.share);
  for (const [key, value] of Object.entries({ outside, ...defence }))
    if (value < 0n)
      throw new RangeError(`${key} must not be negative; received ${value}: give RAO of alpha, 0 for none`);
  const { above, below } = rule.share;
  const grown = maturedPart(age);
  // mass · grown + others ≥ share · (outside + issued + mass), all times below · one.
  const gain = grown * below - above * one;
  const counted = rule.counts === 'all' ? defence.others : 0n;
  const missing = above * one * (outside + defence.issued) - counted * below * one;
  if (grown === 0n || (missing > 0n && gain <= 0n)) return null;
  const forShare = missing < 0n ? 0n : leastWith(missing, gain, rule.isStrict);
  const forLead = leastWith(defence.leader * one, grown, true);
  return forShare > forLead ? forShare : forLead;
}

const { one, sub } = clampedI64F64;

/** Part of a lasting lock that is conviction after `age` blocks, I64F64 bits. */
const maturedPart = (age: Blocks): bigint =>
  age === Number.POSITIVE_INFINITY ? one : sub(one, decay(age, maturityRate));

/** The least whole x with x · gain ≥ missing, or more than it. */
function leastWith(missing: bigint, gain: bigint, isStrict: boolean): bigint {
  if (gain <= 0n) return 0n;
  return isStrict ? missing / gain + 1n : (missing + gain - 1n) / gain;
}

/** What it costs to buy alpha out of a pool. */
export interface Purchase {
  readonly alpha: AlphaRao;
  readonly tao: TaoRao;
  /** The same at the price before the purchase. */
  readonly atPrice: TaoRao;
  /** tao / atPrice − 1. */
  readonly slippage: Share;
}

/**
 * What `alpha` costs in one purchase without a fee; null: the pool does not have as much above its least reserve. Throws a RangeError at a pool
 * with an empty side and at amounts that are no u64.
 */
export function purchaseOf(pool: Pool, alpha: AlphaRao): Purchase | null {
  checkSides(pool);
  const tao = leastPaid(pool, alpha);
  if (tao === null) return null;
  const atPrice = pool.dynamic ? (pool.tao * alpha) / pool.alphaIn : atPar(alpha);
  return { alpha, tao, atPrice, slippage: atPrice > 0n ? Number(tao) / Number(atPrice) - 1 : 0 };
}

/** In a stable subnet a RAO of one is worth a RAO of the other. */
const atPar = (rao: bigint): bigint => rao;

/** Throws a RangeError at a pool of which one side is empty. */
function checkSides(pool: Pool): void {
  checkPool(pool);
  for (const key of ['tao', 'alphaIn'] as const)
    if (pool.dynamic && pool[key] === 0n)
      throw new RangeError(
        `pool.${key} must be above 0; received 0: a pool with an empty side has no price, leave the subnet out`,
      );
}

/** The least TAO for which the pool gives `alpha`, by bisection over its own swap. */
function leastPaid(pool: Pool, alpha: AlphaRao): TaoRao | null {
  if (alpha === 0n) return 0n;
  if (!pool.dynamic) return atPar(alpha);
  if (alpha >= pool.alphaIn) return null;
  const buys = (paid: TaoRao): boolean => {
    const received = alphaForTao(pool, paid);
    return received === null || received >= alpha;
  };
  let [low, high] = [0n, 2n * ((pool.tao * alpha) / (pool.alphaIn - alpha) + 1n)];
  if (high > mostTao) return null;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (buys(middle)) high = middle;
    else low = middle;
  }
  return alphaForTao(pool, high) === null ? null : high;
}

/** RAO of all TAO there will be. */
const mostTao: TaoRao = 21_000_000_000_000_000n;

/** What it costs to take a subnet, or why it cannot be had from its pool. */
export type TakeoverCost = Purchase | 'conviction does not mature by then' | 'the pool has too little alpha';

/** The cost of taking a subnet from what its pool holds, `age` blocks before it is taken. Throws as `alphaToTake` and `purchaseOf` do. */
export function takeoverCost(
  pool: Pool,
  rule: TakeoverRule,
  age: Blocks,
  defence: Defence = undefended,
): TakeoverCost {
  checkSides(pool);
  const alpha = alphaToTake(pool.alphaOut, rule, age, defence);
  if (alpha === null) return 'conviction does not mature by then';
  return purchaseOf(pool, alpha) ?? 'the pool has too little alpha';
}

/**
 * Blocks until a lasting lock of `mass` takes a subnet whose alpha outside the pool, the mass among it, stays `outside`; null: never. Throws a
 * RangeError at amounts that are negative or a mass above `outside`.
 */
export function blocksToTake(mass: AlphaRao, outside: AlphaRao, rule: TakeoverRule): Blocks | null {
  if (mass < 0n || mass > outside)
    throw new RangeError(
      `mass must be 0 … ${outside}, the alpha outside the pool; received ${mass}: count what is locked in both`,
    );
  const { above, below } = rule.share;
  const [needed, locked] = [above * outside, below * mass];
  return needed < locked ? Math.ceil(-maturityRate * Math.log1p(-Number(needed) / Number(locked))) : null;
}

/**
 * Stake that must be had for a part of the votes. `bought` from those who have it: the part of `total`; `added` to it: total grows by it.
 * Throws a RangeError at a part that is not above 0 and at most 1, or all of it by adding.
 */
export function stakeToHold(total: TaoRao, share: Ratio, way: 'bought' | 'added'): TaoRao {
  checkRatio('share', share);
  const { above, below } = share;
  if (way === 'bought') return leastWith(total * above, below, false);
  if (above === below)
    throw new RangeError(`share must be below 1 to be reached by adding; received 1: buy out the others`);
  return leastWith(total * above, below - above, false);
}

/** The sum of the cheapest `seats` of what seats cost; null: fewer seats can be had. Throws a RangeError at a negative cost. */
export function cheapest(costs: readonly TaoRao[], seats: number): TaoRao | null {
  const negative = costs.findIndex((cost) => cost < 0n);
  if (negative >= 0)
    throw new RangeError(
      `costs[${negative}] must not be negative; received ${costs[negative]}: give RAO of TAO`,
    );
  if (seats > costs.length) return null;
  const ascending = [...costs].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return ascending.slice(0, seats).reduce((sum, cost) => sum + cost, 0n);
}
