import type { Headline } from '../../analysis/models/repetition.ts';
import type { Ladder } from './ladder.ts';

/** What a page says in signs: a measure of a condition, beside the first one or as it is. */
export interface Signed extends Pick<Headline, 'condition' | 'measure' | 'of'> {
  /** What it does where the number lies above 0, and below, as the end of a sentence. */
  readonly above: string;
  readonly below: string;
}

/** What a study is asked again on fresh seeds, and which of its assumptions are varied. */
export interface AskedAgain {
  /** Numbers of its answer besides the verdicts of its plan, as a sentence calls them, with their unit. */
  readonly headlines: readonly (Headline & { readonly words: string; readonly unit: string })[];
  readonly ladders?: readonly Ladder[];
  readonly signs?: readonly Signed[];
}

const mean = 'mean' as const;
const difference = 'difference' as const;

const governanceWays = [
  ['senate', 'the senate'],
  ['review', 'the review'],
  ['stake', 'a vote by stake'],
  ['heads', 'a vote of heads'],
  ['shared-validator', 'a vote in the shared validator'],
  ['owner', 'one owner'],
] as const;

const captureWays = [
  ['owner', 'a bribe of the owner'],
  ['lock-18', 'taking the owner’s place by 18 %'],
  ['lock-10', 'taking it by 10 %'],
  ['senate', 'an attack on the senate'],
  ['review', 'an attack on the review'],
  ['stake', 'an attack on a vote by stake'],
  ['heads', 'an attack on a vote of heads'],
  ['shared-validator', 'an attack on the shared validator’s members'],
] as const;

/** By study. What counts as repeated is written in `experiments/analysis/models/repetition.ts`. */
export const askedAgain: Readonly<Record<string, AskedAgain>> = {
  subnetworks: {
    headlines: [
      {
        condition: 'price',
        measure: 'worstDomainLoss',
        of: difference,
        words: 'the worst served domain under price beside one network',
        unit: 'nats',
      },
      {
        condition: 'gate',
        measure: 'clientLoss',
        of: difference,
        attack: 'paid-by-share',
        words: 'the mean client behind the gate, were miners paid by the share',
        unit: 'nats',
      },
      {
        condition: 'price',
        measure: 'clientLoss',
        of: difference,
        attack: 'alike-talents',
        words: 'the mean client under price, if miners differed less',
        unit: 'nats',
      },
    ],
  },
  bridged: {
    headlines: [
      {
        condition: 'ahead-50',
        measure: 'daysToPay',
        of: difference,
        words: 'the wait for first pay behind a gate by pay',
        unit: 'days',
      },
      {
        condition: 'rule-2023',
        measure: 'daysToPay',
        of: difference,
        words: 'the same under the requirement of 2023',
        unit: 'days',
      },
      {
        condition: 'ahead-50',
        measure: 'goodLeftOut',
        of: difference,
        words: 'good newcomers left out',
        unit: 'a day',
      },
    ],
  },
  stakers: {
    headlines: [
      {
        condition: 'shared-9',
        measure: 'fundIncome',
        of: mean,
        words: 'the DAO’s income at 9 %',
        unit: 'TAO a day',
      },
      {
        condition: 'shared-9',
        measure: 'sharedPremium',
        of: mean,
        words: 'what stakers of the shared validator get more',
        unit: 'points a year',
      },
      {
        condition: 'first-9',
        measure: 'fundIncome',
        of: mean,
        words: 'the DAO’s income where all trust its validator most, at 9 %',
        unit: 'TAO a day',
      },
    ],
    ladders: [
      {
        setting: 'sensitivity',
        words: 'log-odds of a validator for each unit of the logarithm of its net yield',
        values: [0, 1, 2, 8, 16],
      },
    ],
    signs: [
      {
        condition: 'shared-9',
        measure: 'hhi',
        of: difference,
        above: 'a take of 9 % concentrates stake',
        below: 'a take of 9 % spreads stake',
      },
      {
        condition: 'shared-9',
        measure: 'fundIncome',
        of: difference,
        above: 'the DAO earns more at 9 % than at 18 %',
        below: 'the DAO earns less at 9 % than at 18 %',
      },
    ],
  },
  governance: {
    headlines: [
      {
        condition: 'stake',
        measure: 'clientExcess',
        of: difference,
        attack: 'income-only',
        words: 'a vote by stake where holders look only at income',
        unit: 'nats',
      },
      {
        condition: 'owner',
        measure: 'fromMedian',
        of: mean,
        words: 'how far from the median holder one owner ends',
        unit: 'doublings',
      },
    ],
    ladders: [
      {
        setting: 'worth',
        words: 'part of a wish that is the worth of the stake',
        values: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1],
      },
      { setting: 'misjudgement', words: 'error of judgement, doublings', values: [0, 0.5, 2, 3] },
    ],
    signs: governanceWays.map(([condition, words]) => ({
      condition,
      measure: 'clientExcess',
      of: difference,
      above: `${words} harms the client`,
      below: `${words} helps the client`,
    })),
  },
  capture: {
    headlines: [
      {
        condition: 'shared-validator',
        measure: 'profit',
        of: mean,
        words: 'what a harmful month leaves where a shared validator’s members vote',
        unit: 'TAO',
      },
      {
        condition: 'lock-18',
        measure: 'profit',
        of: mean,
        words: 'what taking the owner’s place by 18 % leaves',
        unit: 'TAO',
      },
      {
        condition: 'lock-18',
        measure: 'buyCapital',
        of: mean,
        words: 'TAO that taking it asks for',
        unit: 'TAO',
      },
    ],
    ladders: [
      {
        setting: 'rentable',
        words: 'part of the alpha outside that can be rented',
        values: [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.4, 0.5, 0.6, 0.8, 1],
      },
      { setting: 'rent', words: 'rent a year, of the value', values: [0, 0.3, 1, 2, 5, 10] },
      { setting: 'diverted', words: 'part of the miners’ pay that it diverts', values: [0.05, 0.1, 0.25, 1] },
      {
        setting: 'harmDays',
        words: 'days until the setting is undone',
        values: [3, 7, 90, 180, 365, 730, 1460],
      },
      {
        setting: 'elasticity',
        words: 'part of the alpha outside that holders sell for each e-fold of the price',
        values: [0, 0.1, 0.4, 0.8],
      },
      { setting: 'exit', words: 'part that others sell when the harm shows', values: [0, 0.1, 0.4, 0.7] },
      {
        setting: 'ownPart',
        words: 'part of a validator’s stake that is its own',
        values: [0, 0.05, 0.1, 0.4, 0.7, 1],
      },
      { setting: 'leastBribe', words: 'least bribe of a holder, TAO', values: [0, 1, 30, 100, 300, 1000] },
    ],
    signs: captureWays.map(([condition, words]) => ({
      condition,
      measure: 'profit',
      of: mean,
      above: `${words} pays`,
      below: `${words} loses`,
    })),
  },
  gate: {
    headlines: [
      {
        condition: 'rank-32',
        measure: 'matched',
        of: mean,
        words: 'emission that matches demand with the bar at rank 32',
        unit: 'share',
      },
      {
        condition: 'quantile-61',
        measure: 'matched',
        of: mean,
        words: 'the same at 61 % of the sum',
        unit: 'share',
      },
      {
        condition: 'rank-32',
        measure: 'leadKept',
        of: mean,
        words: 'what is left of a lead at rank 32',
        unit: '',
      },
    ],
    ladders: [
      {
        setting: 'clientFraction',
        words: 'share of subnets that have clients',
        values: [0.1, 0.2, 0.4, 0.5, 0.7, 1],
      },
    ],
    signs: [
      {
        condition: 'no-gate',
        measure: 'matched',
        of: difference,
        above: 'no gate matches demand better than the bar at rank 32',
        below: 'the bar at rank 32 matches demand better than no gate',
      },
      {
        condition: 'quantile-61',
        measure: 'matched',
        of: difference,
        above: 'the bar at 61 % matches demand better than the bar at rank 32',
        below: 'the bar at rank 32 matches demand better than that at 61 %',
      },
    ],
  },
  'entry-price': {
    headlines: [
      {
        condition: 'swings',
        measure: 'bias',
        of: mean,
        words: 'the bias where demand doubles or halves daily',
        unit: '%',
      },
      {
        condition: 'thin',
        measure: 'bias',
        of: mean,
        words: 'the bias where half as many want in',
        unit: '%',
      },
    ],
  },
};
