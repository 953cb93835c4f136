import { type BurnPriceRule, decayedBurnAfter, decayFactor, raisedBurn } from '../burnPrice.ts';
import { type ChainState, registeredLately } from '../chainState.ts';
import { adjustFinney } from '../difficulty.ts';
import { exactInteger, type Hyperparameters } from '../hyperparameters/registry.ts';
import type { Refusal, Rules } from '../rules.ts';
import type { SubnetVersion } from './subnetVersions.ts';

/** How the price of entry moves, and when nobody is let in for it. */
export interface EntryPrice extends Pick<Rules, 'nextAdjustment' | 'adjust' | 'entered'> {
  /** Brings the price to the present block. */
  arrive(world: ChainState): void;
  full(world: ChainState): Refusal | null;
}

export const entryPrice = ({ entry }: SubnetVersion): EntryPrice =>
  entry === 'continuous' ? continuousPrice() : intervalPrice(entry === 'slowInterval');

/** subtensor v0.0.1 to v3.3.13: two prices, adjusted at the end of every interval. */
function intervalPrice(slowly: boolean): EntryPrice {
  return {
    arrive: () => {},
    entered: () => {},
    nextAdjustment: ({ gate, hyperparameters }) => gate.lastAdjustment + hyperparameters.adjustmentInterval,
    adjust: (world) => adjustInterval(world, slowly),
    full: (world) => {
      const { gate, hyperparameters } = world;
      if (registeredLately(world) >= hyperparameters.maxRegistrationsPerBlock) return 'block full';
      const inInterval = gate.worked + gate.burned;
      return inInterval >= 3 * hyperparameters.targetRegistrationsPerInterval ? 'interval full' : null;
    },
  };
}

function adjustInterval({ gate, hyperparameters, block }: ChainState, slowly: boolean): void {
  const next = adjustFinney(gate, {
    target: hyperparameters.targetRegistrationsPerInterval,
    minDifficulty: exactInteger('minDifficulty', hyperparameters.minDifficulty),
    maxDifficulty: exactInteger('maxDifficulty', hyperparameters.maxDifficulty),
    minBurn: BigInt(hyperparameters.minBurn),
    maxBurn: BigInt(hyperparameters.maxBurn),
    ...(slowly && {
      adjustmentAlpha: exactInteger('adjustmentAlpha', hyperparameters.adjustmentAlpha),
    }),
  });
  gate.difficulty = next.difficulty;
  gate.burn = next.burn;
  gate.worked = 0;
  gate.burned = 0;
  gate.lastAdjustment = block;
}

/**
 * Since v3.3.14 the burn decays with every block and jumps with every registration. Nobody looks between two
 * events, so the blocks between are stepped, each with its floor, when the next one is reached.
 */
function continuousPrice(): EntryPrice {
  const rules = new WeakMap<Hyperparameters, BurnPriceRule>();
  const ruleOf = (hyperparameters: Hyperparameters): BurnPriceRule => {
    let rule = rules.get(hyperparameters);
    if (rule === undefined) rules.set(hyperparameters, (rule = burnRuleOf(hyperparameters)));
    return rule;
  };
  return {
    nextAdjustment: () => Number.POSITIVE_INFINITY,
    adjust: () => {},
    full: () => null,
    arrive: ({ block, gate, hyperparameters }) => {
      if (block <= gate.pricedAt) return;
      gate.burn = decayedBurnAfter(gate.burn, block - gate.pricedAt, ruleOf(hyperparameters));
      gate.pricedAt = block;
    },
    entered: ({ gate, hyperparameters }) => {
      gate.burn = raisedBurn(gate.burn, ruleOf(hyperparameters));
    },
  };
}

const burnRuleOf = (hyperparameters: Hyperparameters): BurnPriceRule => ({
  decayFactor: decayFactor(hyperparameters.burnHalfLife),
  // A float64 times a power of two is exact: U64F64 of the same number.
  increase: BigInt(hyperparameters.burnIncreaseMult * 2 ** 64),
  minBurn: BigInt(hyperparameters.minBurn),
  maxBurn: BigInt(hyperparameters.maxBurn),
});
