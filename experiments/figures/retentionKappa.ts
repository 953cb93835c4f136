import { type Check, unpublished } from './check.ts';
import { keptAt } from './retention/keptAt.ts';
import { settingOf } from './retention/published.ts';
import { requiredUtility } from './retention/requiredUtility.ts';
import { retentionMaps } from './retention/retentionMap.ts';
import { publishedTeams, teamDraws, twoTeams } from './retention/twoTeams.ts';
import { type RetentionPlan, retentionFigure } from './retention.ts';

/** F5: the majority that consensus asks for. */
export const retentionKappaPlan: RetentionPlan = {
  id: 'F5',
  name: 'retention-kappa',
  title: 'When the honest side keeps its share, by the majority that consensus asks for',
  figures: ['kappa_40', 'weights_stddev_40', 'kappa_60'],
  nameOf: ({ kappa }) => `kappa ${kappa.toFixed(1).slice(1)}`,
  claim: {
    what: 'at s_H 0.60 a kappa of 0.4 asks least, 0.5 more, and at 0.6 nothing suffices',
    holds: ([low, middle, high]) => low! < middle! && high === null,
  },
  text: [
    'A kappa above the honest stake leaves the honest side without a majority: its weights are clipped to what the cabal says of its servers, and no utility suffices. Only in the corner `w_H` = `w_C` = 1, where each side ranks only its own servers and neither reaches kappa, does it keep its share: the chain then pays by stake. That is not a retention line, neither in the published drawing nor here.',
    '**The knife edge.** At kappa = 0.6 and `s_H` = 0.60 the honest side holds exactly kappa. The chain floors every validator’s share of the stake to 2^-32, so the shares sum to a little less than kappa and the side is no majority: published and ours say none. If exactly kappa were enough, as exact real numbers would have it, the honest side would be protected; the last check gives what it would then need. We follow the chain.',
  ],
  more: knifeEdge,
  seconds: 20,
};

export const retentionKappa = retentionFigure(retentionKappaPlan);

/** The other tie rule at kappa = s_H = 0.6. */
function knifeEdge(): Check[] {
  const rule = { ...settingOf('kappa_60'), exactlyKappa: 'enough' as const };
  const teams = twoTeams(teamDraws(publishedTeams), 0.6, rule.weightDeviation);
  const { utility } = requiredUtility(retentionMaps(teams, [rule]).maps[0]);
  const lost = keptAt(teams, 0.98, 1, settingOf('kappa_60'));
  return [
    unpublished(
      'kappa 0.6, s_H 0.6, if exactly kappa were a majority: required w_H',
      utility ?? 'none suffices',
      'the tie rule decides: the chain’s floored shares fall short',
    ),
    unpublished('kappa 0.6, s_H 0.6, by the chain’s rule: kept at w_H 0.98 against w_C 1', lost),
  ];
}
