import type { Measure } from '../measure.ts';
import { kaplanMeier, medianLife } from '../survival.ts';

export const halfLife: Measure<null> = {
  name: 'halfLife',
  family: 'entry',
  unit: 'blocks',
  better: 'none',
  definition:
    'age at which half of the newcomers are evicted (Kaplan–Meier median); null if the run ends before',
  start: () => null,
  finish: (_, { lives }) => medianLife(kaplanMeier(lives.survival)),
};
