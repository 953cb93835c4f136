import { exp, ln } from '../math/elementary.ts';
import type { Blocks } from '../units.ts';
import type { PriceRule } from './priceRule.ts';
import { require } from './refuse.ts';

/** The two settings of the price of entry (subtensor v3.3.14-401 on, `sim/burnPrice.ts` in the chain's own bits). */
export interface BurnRule {
  /** Blocks after which a price without registrations is halved. */
  readonly halfLife: Blocks;
  /** Factor of one registration, above 1. */
  readonly multiplier: number;
}

/**
 * Registrations of `blocks` blocks at which the price is again where it was: multiplier^n · 2^(−blocks / halfLife) = 1. In the long run it is also
 * their mean, whatever the noise and whether or not the price comes to rest, as long as it touches neither bound: ln(price) gains
 * n ln(multiplier) − blocks ln 2 / halfLife, and what stays bounded gains nothing on average.
 */
export function hiddenTarget(rule: BurnRule, blocks: Blocks): number {
  checkBurnRule(rule);
  return (blocks * Math.LN2) / (rule.halfLife * ln(rule.multiplier));
}

/** Half-life whose hidden target is `registrations` in `blocks` blocks; not rounded. */
export function halfLifeFor(registrations: number, blocks: Blocks, multiplier: number): Blocks {
  checkBurnRule({ halfLife: 1, multiplier });
  const isAim = registrations > 0 && Number.isFinite(registrations);
  require(isAim, 'registrations', registrations, 'a positive finite number', 'a price that only falls has no aim');
  return (blocks * Math.LN2) / (registrations * ln(multiplier));
}

/** The burn rule as one that answers every `blocks` blocks to the registrations in them. Throws a `RangeError` for a price that cannot rise or fall. */
export function burnRule(rule: BurnRule, blocks: Blocks): PriceRule {
  const restsAt = hiddenTarget(rule, blocks);
  const perRegistration = ln(rule.multiplier);
  return {
    name: 'burn rule',
    restsAt,
    factor: (registrations) => exp((registrations - restsAt) * perRegistration),
  };
}

/**
 * Slope at rest of the map of ln(price) where buyers answer to a price that is `stale` blocks old, with elasticity −d ln n / d ln price of demand:
 * 1 − elasticity · stale · ln 2 / halfLife. The multiplier is not in it. Below −1 the price swings between two values, and further on is chaotic.
 */
export const burnSlope = (halfLife: Blocks, stale: Blocks, elasticity: number): number =>
  1 - (elasticity * stale * Math.LN2) / halfLife;

/** Blocks of staleness above which the price of entry no longer comes to rest: 2 halfLife / (elasticity ln 2). */
export const stalestAtRest = (halfLife: Blocks, elasticity: number): Blocks =>
  (2 * halfLife) / (elasticity * Math.LN2);

function checkBurnRule({ halfLife, multiplier }: BurnRule): void {
  const isLife = halfLife > 0 && Number.isFinite(halfLife);
  require(isLife, 'burnHalfLife', halfLife, 'a positive finite number of blocks', 'the chain takes 1 … 36,100');
  const isRise = multiplier > 1 && Number.isFinite(multiplier);
  require(isRise, 'burnIncreaseMult', multiplier, 'a finite factor above 1', 'at 1 no number of registrations holds the price');
}
