import { shared } from '../../sim/copy.ts';
import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { pow } from '../../sim/math/elementary.ts';
import type { Block, Usd } from '../../sim/units.ts';
import { type PricePath, pricePath } from './pricePath.ts';

/** What a path of the price is made of. */
export const pathSettings = [
  'market.price',
  'market.driftPerDay',
  'market.shockDay',
  'market.shockSize',
  'market.shockLasts',
] as const;

/**
 * The price of a TAO: a path that no agent moves and, where `market.computeElasticity` is above 0, the
 * compute deployed over that of the first look, to this power.
 */
export class PriceLoop {
  private path: PricePath;
  /** What the path was made of. */
  private settings: Hyperparameters;
  private readonly seed: string;
  private readonly elasticity: number;
  private readonly first: Usd;
  private ratio = 1;
  private baseCompute: number | null = null;

  constructor(hyperparameters: Hyperparameters, seed: string, start: Block) {
    // A function of the block: what it remembers it would work out again.
    this.path = shared(pricePath(hyperparameters, seed, start));
    this.settings = hyperparameters;
    this.seed = seed;
    this.elasticity = hyperparameters['market.computeElasticity'];
    this.first = hyperparameters['market.startPrice'];
  }

  /** A path whose settings have changed begins anew at `block`, at the price that the old one has come to. */
  revise(hyperparameters: Hyperparameters, block: Block): void {
    if (pathSettings.every((name) => hyperparameters[name] === this.settings[name])) return;
    const reached = { ...hyperparameters, 'market.startPrice': this.path(block) };
    this.path = shared(pricePath(reached, this.seed, block));
    this.settings = hyperparameters;
  }

  /** US dollars that a TAO is worth at a block. */
  at(block: Block): Usd {
    return this.path(block) * this.ratio;
  }

  /** The price over that of the start, to which the price of hashes is calibrated. */
  over(block: Block): number {
    return this.at(block) / this.first;
  }

  /** Lets the price follow the compute deployed, TFLOP/s. */
  follow(compute: number): void {
    if (this.elasticity === 0) return;
    this.baseCompute ??= compute;
    const least = 1e-6 * this.baseCompute;
    this.ratio = this.baseCompute > 0 ? pow(Math.max(compute, least) / this.baseCompute, this.elasticity) : 1;
  }
}
