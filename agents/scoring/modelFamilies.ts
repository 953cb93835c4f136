import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { type NoiseKey, noiseKey, noiseOf } from '../../sim/noise.ts';
import type { Serial, Share } from '../../sim/units.ts';

/**
 * Families of models: miners that start from one published model are wrong together on the same rows, beyond what a text makes hard for
 * all. Kim et al. 2025 (arXiv 2506.07962) find errors of models of one maker or architecture to agree more than those of others.
 */
export interface ModelFamilies {
  readonly count: number;
  /** Correlation of the normals behind the own errors of two models of one family. */
  readonly correlation: Share;
  /** Names the luck by which a miner belongs to a family. */
  readonly key: NoiseKey;
}

/** The families of a world; undefined where every model is its own. */
export function modelFamiliesOf(hyperparameters: Hyperparameters, seed: string): ModelFamilies | undefined {
  const count = hyperparameters['scenario.modelFamilies'];
  if (count === 0) return undefined;
  const key = noiseKey(`${seed} families`, 0, 0);
  return { count, correlation: hyperparameters['scenario.familyCorrelation'], key };
}

/** The family of the model that answers with this voice: equally likely each, the same whoever asks. */
export const familyOf = ({ count, key }: ModelFamilies, voice: Serial): number => noiseOf(key, voice) % count;
