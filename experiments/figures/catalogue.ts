import { cabalDecay } from './cabalDecay.ts';
import { emissionContours } from './emissionContours.ts';
import type { Figure } from './figure.ts';
import { retentionDeviation } from './retentionDeviation.ts';
import { retentionEmission } from './retentionEmission.ts';
import { retentionKappa } from './retentionKappa.ts';
import { retentionPenalty } from './retentionPenalty.ts';

/** Figures that `reproduce` knows, in the order of their ids: a new one is a file and a line here. */
export const figures: readonly Figure[] = [
  cabalDecay,
  retentionDeviation,
  retentionKappa,
  retentionPenalty,
  retentionEmission,
  emissionContours,
];
