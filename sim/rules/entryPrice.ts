import { type BurnPriceRule, decayedBurnAfter, decayFactor, raisedBurn } from '../burnPrice.ts';
import { type ChainState, registeredLately } from '../chainState.ts';
import { adjustFinney } from '../difficulty.ts';
import {
  type BurnHyperparameters,
  exactInteger,
  type HyperparametersOf,
  type SubnetHyperparameters,
} from '../hyperparameters/registry.ts';
import type { Refusal, Rules } from '../rules.ts';
import type { SubnetVersion } from './subnetVersions.ts';

type Interval = Exclude<SubnetHyperparameters, BurnHyperparameters>;
type SlowInterval = Exclude<Interval, HyperparametersOf<'finney-2023'>>;

/** How the price of entry moves, and when no candidate may enter at it. */
export interface EntryPrice<Known extends SubnetHyperparameters = SubnetHyperparameters>
  extends Pick<Rules<Known>, 'nextAdjustment' | 'adjust' | 'entered'> {
  /** Brings the price to the present block. */
  arrive(world: ChainState<Known>): void;
  full(world: ChainState<Known>): Refusal | null;
}

const prices: Readonly<Record<SubnetVersion['entry'], () => EntryPrice>> = {
  interval: () => intervalPrice<Interval>(() => ({})),
  slowInterval: () =>
    intervalPrice<SlowInterval>(({ adjustmentAlpha }) => ({
      adjustmentAlpha: exactInteger('adjustmentAlpha', adjustmentAlpha),
    })),
  continuous: continuousPrice,
};

export const entryPrice = ({ entry }: SubnetVersion): EntryPrice => prices[entry]();

/** How slowly prices follow; absent: at once. */
type Slowness = { readonly adjustmentAlpha?: bigint };

/** subtensor v0.0.1 to v3.3.13: two prices, adjusted at the end of every interval. */
function intervalPrice<Known extends Interval>(
  slowness: (hyperparameters: Known) => Slowness,
): EntryPrice<Known> {
  return {
    arrive: () => {},
    entered: () => {},
    // An interval that was cut short while it ran is over at the next block.
    nextAdjustment: ({ block, gate, hyperparameters }) =>
      Math.max(block + 1, gate.lastAdjustment + hyperparameters.adjustmentInterval),
    adjust: (world) => adjustInterval(world, slowness(world.hyperparameters)),
    full: (world) => {
      const { gate, hyperparameters } = world;
      if (registeredLately(world) >= hyperparameters.maxRegistrationsPerBlock) return 'block full';
      const inInterval = gate.worked + gate.burned;
      return inInterval >= 3 * hyperparameters.targetRegistrationsPerInterval ? 'interval full' : null;
    },
  };
}

function adjustInterval({ gate, hyperparameters, block }: ChainState<Interval>, slowness: Slowness): void {
  const next = adjustFinney(gate, {
    target: hyperparameters.targetRegistrationsPerInterval,
    minDifficulty: exactInteger('minDifficulty', hyperparameters.minDifficulty),
    maxDifficulty: exactInteger('maxDifficulty', hyperparameters.maxDifficulty),
    minBurn: BigInt(hyperparameters.minBurn),
    maxBurn: BigInt(hyperparameters.maxBurn),
    ...slowness,
  });
  gate.difficulty = next.difficulty;
  gate.burn = next.burn;
  gate.worked = 0;
  gate.burned = 0;
  gate.lastAdjustment = block;
}

/**
 * Since v3.3.14 the burn decays with every block and jumps with every registration. No candidate looks between two
 * events, so the blocks between are stepped, each with its floor, when the next one is reached.
 */
function continuousPrice(): EntryPrice<BurnHyperparameters> {
  const rules = new WeakMap<BurnHyperparameters, BurnPriceRule>();
  const ruleOf = (hyperparameters: BurnHyperparameters): BurnPriceRule => {
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

const burnRuleOf = (hyperparameters: BurnHyperparameters): BurnPriceRule => ({
  decayFactor: decayFactor(hyperparameters.burnHalfLife),
  // A float64 times a power of two is exact: U64F64 of the same number.
  increase: BigInt(hyperparameters.burnIncreaseMult * 2 ** 64),
  minBurn: BigInt(hyperparameters.minBurn),
  maxBurn: BigInt(hyperparameters.maxBurn),
});
