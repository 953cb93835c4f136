import type { Measure } from '../measure.ts';
import { kaplanMeier, medianLife } from '../survival.ts';

export const halfLife: Measure<null> = {
  name: 'halfLife',
  family: 'entry',
  unit: 'blocks',
  better: 'none',
  mayNotCome: true,
  definition:
    'age at which half of the newcomers of every quality are evicted (Kaplan–Meier median); null if the run ends before',
  start: () => null,
  finish: (_, { lives }) => medianLife(kaplanMeier(lives.survival)),
};
