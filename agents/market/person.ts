import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { stream } from '../../sim/random.ts';
import type { Parameters, Serial } from '../../sim/units.ts';
import type { Condition } from '../condition.ts';
import type { Miner } from '../miner.ts';

/** The operator of a miner: what it can bring, the same under every setting and price. */
export interface Person extends Condition {
  /** The model it would run if its device allowed, parameters. */
  readonly size: Parameters;
  /** Whether it can rent a GPU at all. */
  readonly hasGpus: boolean;
  /** What it pays for a device over the usual rent. */
  readonly rentFactor: number;
  /** Steps of training that its model has had; absent where no miner learns. */
  readonly steps?: number;
  /** Cheaper way by which it answers; absent: the usual one. */
  readonly way?: number;
  /** What its answers pretend, where miners deceive. */
  readonly disguise?: Miner['disguise'];
}

/** The person behind a hotkey: one stream, two draws. */
export function personOf(
  seed: string,
  serial: Serial,
  { size, misconfigured, failed, behind, disguise }: Pick<Miner, 'size' | 'disguise' | keyof Condition>,
  hyperparameters: Hyperparameters,
): Person {
  const draws = stream(seed, 'means', serial);
  const hasGpus = draws.next() < hyperparameters['market.gpuAccess'];
  const rentFactor = draws.lognormal(1, hyperparameters['market.rentSigma']);
  return {
    size,
    misconfigured,
    ...(failed && { failed }),
    ...(behind !== undefined && { behind }),
    hasGpus,
    rentFactor,
    ...(disguise !== undefined && { disguise }),
  };
}
