import { shared } from '../../sim/copy.ts';
import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { pow } from '../../sim/math/elementary.ts';
import type { Block, Usd } from '../../sim/units.ts';
import { type PricePath, pricePath } from './pricePath.ts';

/**
 * The price of a TAO: a path that no agent moves and, where `market.computeElasticity` is above 0, the
 * compute deployed over that of the first look, to this power.
 */
export class PriceLoop {
  private readonly path: PricePath;
  private readonly elasticity: number;
  private readonly first: Usd;
  private ratio = 1;
  private baseCompute: number | null = null;

  constructor(hyperparameters: Hyperparameters, seed: string, start: Block) {
    // A function of the block: what it remembers it would work out again.
    this.path = shared(pricePath(hyperparameters, seed, start));
    this.elasticity = hyperparameters['market.computeElasticity'];
    this.first = hyperparameters['market.startPrice'];
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
