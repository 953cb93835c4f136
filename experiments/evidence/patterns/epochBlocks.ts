import { meanOf, medianOf } from './middle.ts';
import type { EpochLook } from './subnetWatch.ts';

/**
 * Epochs of a block. Neighbouring epochs are alike (in the second half of subnet 31's record disagreement correlates at 0.17 from one
 * to the next, at −0.05 over ten), so that blocks of ten, not epochs, are what a test counts.
 */
export const blockEpochs = 10;

/** What is held against the record, a number for each block of epochs; blocks without one are left out. */
export interface Trait {
  readonly name: string;
  readonly unit: string;
  of(looks: readonly EpochLook[]): number | null;
}

const present = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null);

export const disagreement: Trait = {
  name: 'disagreement of validators, mean over pairs',
  unit: 'total variation',
  of: (looks) => meanOf(present(looks.map((look) => look.disagreement))),
};

export const middleDisagreement: Trait = {
  name: 'disagreement of validators, median over pairs',
  unit: 'total variation',
  of: (looks) => meanOf(present(looks.map((look) => look.middleDisagreement))),
};

export const rowChange: Trait = {
  name: 'change of a row that changes, median',
  unit: 'total variation',
  of: (looks) => medianOf(looks.flatMap(({ changes }) => changes.map(({ distance }) => distance))),
};

export const changedRows: Trait = {
  name: 'rows that change in an epoch, of all',
  unit: 'share',
  of: (looks) => {
    const rows = looks.reduce((sum, { validators }) => sum + validators.length, 0);
    return rows > 0 ? looks.reduce((sum, { changes }) => sum + changes.length, 0) / rows : null;
  },
};

export const paidGini: Trait = {
  name: 'Gini of incentive over paid uids',
  unit: '',
  of: (looks) => meanOf(looks.map((look) => look.paidGini)),
};

/** A trait of each whole block of the looks, in order. */
export const traitBlocks = (trait: Trait, looks: readonly EpochLook[]): number[] =>
  present(
    Array.from({ length: Math.floor(looks.length / blockEpochs) }, (_, k) =>
      trait.of(looks.slice(k * blockEpochs, (k + 1) * blockEpochs)),
    ),
  );
