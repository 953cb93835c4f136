import { retentionFigure } from './retention.ts';

/** F7: the validators' share of the emission. */
export const retentionEmission = retentionFigure({
  id: 'F7',
  name: 'retention-emission',
  title: 'When the honest side keeps its share, by the validators’ part of the emission',
  figures: ['validator_emission_0', 'validator_emission_25', 'weights_stddev_40'],
  nameOf: ({ validatorEmission }) =>
    `validators get ${validatorEmission === 0 ? 'nothing' : validatorEmission === 0.25 ? 'a quarter' : 'half'}`,
  claim: {
    what: 'at s_H 0.60 the required utility falls as the validators’ part rises',
    holds: ([none, quarter, half]) => none! > quarter! && quarter! > half!,
  },
  text: [
    'Dividends follow bonds, and bonds follow clipped weights times stake, so they favour the larger stake more than incentive does. The chain itself always pays validators half, so only that setting could be run in its arithmetic.',
  ],
  seconds: 15,
});
