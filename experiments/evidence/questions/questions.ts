import { adhocStudy } from '../../input/factorWords.ts';
import type { Study } from '../../plan/study.ts';

/** What owners of subnets turn most, each between its value in force and one that owners have set. */
const knobs: readonly string[] = [
  'minBurn=0.0005 TAO, 0.05 TAO',
  'commitRevealWeightsEnabled=false,true',
  'immunityPeriod=5000,14400',
  'activityCutoffFactorMilli=1000,13889',
  'maxBurn=0.2 TAO, 100 TAO',
  'liquidAlphaOn=false,true',
  'yuma3On=false,true',
  'burnHalfLife=360,1440',
];

/** Every two of them, as a person would write them. */
export const questions: readonly (readonly [string, string])[] = knobs.flatMap((one, k) =>
  knobs.slice(k + 1).map((other) => [one, other] as const),
);

/** The world they are asked of: small, and a few days long. */
export const asked = {
  scenario: 'modern-subnet',
  decide: ['servedQuality=0.005'],
  seeds: 6,
  warmUp: 1,
  days: 3,
} as const;

/** The plan of a question. */
export const studyOf = (words: readonly string[]): Promise<Study> => adhocStudy(words, asked);
