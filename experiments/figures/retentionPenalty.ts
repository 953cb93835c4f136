import { type RetentionPlan, retentionFigure } from './retention.ts';

/** F6: bonds bought with weights that consensus has clipped. */
export const retentionPenaltyPlan: RetentionPlan = {
  id: 'F6',
  name: 'retention-penalty',
  title: 'When the honest side keeps its share, by the bonds penalty',
  figures: ['bonds_penalty_0', 'bonds_penalty_50', 'weights_stddev_40'],
  nameOf: ({ bondsPenalty }) => `penalty ${bondsPenalty === 0.5 ? '.5' : bondsPenalty}`,
  claim: {
    what: 'at s_H 0.60 the required utility falls as the bonds penalty rises',
    holds: ([none, half, full]) => none! > half! && half! > full!,
  },
  text: [
    'The penalty is how far a weight is clipped before it buys bonds. Without it a cabal still buys bonds in its own servers with weights far above consensus, and collects dividends for them.',
  ],
  seconds: 20,
};

export const retentionPenalty = retentionFigure(retentionPenaltyPlan);
