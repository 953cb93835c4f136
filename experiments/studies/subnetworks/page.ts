import { meanOfCondition } from '../../analysis/models/comparison.ts';
import { type ModelRow, rowsUnder } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { seriesChart } from '../../report/charts/series.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import type { ChartBlock, PageSection } from '../../report/pageSection.ts';
import { estimate } from '../../statistics/estimate.ts';
import { estimateText } from '../../statistics/format.ts';
import { besideOne, gateBesidePrice, subnetworksAnswer, subnetworksYardsticks } from './answer.ts';

export const subnetworksPage: ModelPage = {
  answer: subnetworksAnswer,
  yardsticks: subnetworksYardsticks,
  sure,
  sections: (rows, study): PageSection[] => [
    { heading: 'Shares by rank, loss by domain', blocks: [rankChart(rows, study)] },
  ],
  drawsPaths: true,
  limits: [
    'What miners are paid in decides most. Here they are paid in their network’s alpha, as on the chain, so buyers set the pay and the rule hardly does. Where pay follows the share of the inflation itself (“paid-by-share”), the gate starves the domains below its bar.',
    'What buyers go by decides next. Where they follow rising prices instead of clients’ use (“momentum”), prices gather on one network and all rules of alpha fail alike.',
    'One network against many is a draw of two effects: free slots let a wanted domain pick from more miners, fixed slots make each of them richer. Where miners differ less (“alike-talents”), many networks win; how pay goes with the score matters too.',
    'The gain of the worst served domain is owed to ignorance: one vector gives nothing to a domain that half of the stake does not know, and prices fall slowly. Where all know every domain (“all-know”) no such gain is shown.',
    'How much of the spread of prices is clients’ value, and how much an error that all share, cannot be told from prices. Half and half is assumed.',
    'What a network of all domains costs the consensus is left out, and so are registration fees, owners and the making of new networks.',
  ],
  assumptions: [
    'Demand of domains is lognormal (spread of ln 1), a fifth of them has no clients, and demand drifts with a half-life of a year. No source; attacks take equal and heavier demand.',
    'All people err alike by a factor of spread 1 and each by another one, know four domains of five, and believe that a domain without clients is used 0.3 times as much as the median one. No source.',
    'The two spreads are set so that prices spread about as on Finney. At 128 domains the model’s prices come to 33 effective domains (23 to 40 over six seeds), the record to 44 on 7 August 2026 and 51 in April; gate and burns to 16 (13 to 18) against 17, their eight largest to 59 % against 60 %: the model is somewhat too concentrated.',
    'A miner spends its pay on its model: size goes with the money, median 90 million parameters at the mean pay (assumption A12), talent spread 0.8 of which half is alike in all domains.',
    'All miners together are paid the same in every condition. A client asks the two best scored of the 16 simulated slots of its domain, or runs 10 million parameters itself.',
    'Each of 64 validators scores 8 networks, or the one with all their uids; it asks 20 at a time, and a sweep takes as long as in the laboratory’s model of validators (assumption A41).',
    'Pools are as deep together as those of April 2026. Half of the alpha issued is sold, buyers close 7 % of their gap and bring 30,000 TAO a week. No source.',
  ],
  method: [
    'Shares are the chain’s own functions in its integers: the epoch of root (v1.1.1), shares by moving price (v2.0.11), by averaged net flow (v3.4.5), and behind the gate with its bar at a quarter of the ranks, as 32 of 128 (spec 440 on). Where all domains are alike and known they give equal shares; with one domain, one network and many are the same to the last digit (both are tests).',
    'Loss is (8.8e13 / N)^0.076 nats (Kaplan et al. 2020, as the validators of 2022 had it); scores come from the table of Finney’s pair synergy. Votes in one network are clipped at the stake-weighted median.',
    'The market moves in weeks: averages of prices and flows get the weight that 50,400 blocks of the chain’s rule have, TAO and alpha enter by the chain’s terms of emission, trades run on its constant product. Miners are judged and move day by day.',
  ],
};

/** What decides the answer, with intervals. */
function sure(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const beside = (condition: string, measure: string, attack: string | null = null) =>
    besideOne(rows, study, condition, measure, attack);
  const of = (name: string, measure: string) => estimateText(meanOfCondition(rows, study, name, measure));
  const alpha = (measure: string, attack: string | null = null) =>
    ['price', 'flow', 'gate'].map((name) => `${name} ${beside(name, measure, attack)}`).join(', ');
  const [planned, byShare] = [null, 'paid-by-share'].map((attack) =>
    gateBesidePrice(rows, study, study.decides, attack),
  );
  const worst = 'worstDomainLoss';
  return [
    `The gate beside price, seed by seed: ${planned} nats; were miners paid by the share and not in alpha, ${byShare} nats.`,
    `The worst served domain beside one network: ${alpha(worst)}, root ${beside('root', worst)} nats; were every domain known to all, ${alpha(worst, 'all-know')} nats.`,
    `The mean client beside one network if miners differed less: ${alpha(study.decides, 'alike-talents')} nats; if buyers followed rising prices: ${alpha(study.decides, 'momentum')} nats.`,
    `Effective domains by share of the inflation: one network ${of('one', 'effectiveNetworks')}, root ${of('root', 'effectiveNetworks')}, price ${of('price', 'effectiveNetworks')}, flow ${of('flow', 'effectiveNetworks')}, gate ${of('gate', 'effectiveNetworks')}; by miners’ pay the gate’s are ${of('gate', 'effectiveByPay')}.`,
  ];
}

/** Shares of the inflation from the largest on, and losses from the most wanted domain on, by condition. */
function rankChart(rows: readonly ModelRow[], study: ModelStudy): ChartBlock {
  const panel = (path: string, title: string, unit: string) => ({
    title,
    unit,
    lines: study.conditions.map(({ name }) => {
      const paths = rowsUnder(rows, name).flatMap((row) => (row.path?.[path] ? [row.path[path]] : []));
      return {
        label: name,
        points: (paths[0] ?? []).map((_, k) => ({
          day: k + 1,
          estimate: estimate(paths.map((one) => one[k])),
        })),
      };
    }),
  });
  return {
    kind: 'chart',
    name: 'by-rank',
    caption: `Left: shares of the inflation, the largest first. Right: a client’s loss, the most wanted domain first; the last fifth has no clients. Mean over ${study.seeds} seeds with its 95 % interval.`,
    spec: seriesChart(
      'Who gets the inflation, and what clients get',
      'mean over seeds, 95 % intervals shaded',
      [
        panel('sharesByRank', 'share of the inflation', 'share'),
        panel('lossByRank', 'loss of a client', 'nats'),
      ],
      [],
      'rank',
    ),
  };
}
