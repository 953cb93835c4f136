import { retentionFigure } from './retention.ts';

/** F4: the more validators disagree by chance, the more useful the honest side must be. */
export const retentionDeviation = retentionFigure({
  id: 'F4',
  name: 'retention-deviation',
  title: 'When the honest side keeps its share, by how much validators disagree',
  figures: ['weights_stddev_0', 'weights_stddev_20', 'weights_stddev_40'],
  nameOf: ({ weightDeviation }) => `deviation ${decimals(weightDeviation)}`,
  claim: {
    what: 'at s_H 0.60 the required utility rises with the deviation of weights',
    holds: ([none, some, most]) => none! < some! && some! < most!,
  },
  text: [
    'Without noise the required utility equals the stake. With noise the majority’s weights scatter around their mean, consensus clips the upper half of them, and the honest side loses more than a cabal that can give itself exactly what consensus allows.',
  ],
  seconds: 20,
});

const decimals = (value: number): string => (value === 0 ? '0' : value.toFixed(1));
