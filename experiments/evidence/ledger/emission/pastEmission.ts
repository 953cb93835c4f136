import { level } from '../priceFigures.ts';
import type { NamedDraft } from './emissionDraft.ts';
import type { EmissionFigures } from './emissionFigures.ts';

const page = 'the release page of spec 440, 27 July 2026';
const [augustDay, septemberDay] = ['2026-08-07', '2026-09-30'];
const metagraphed =
  'JSONbored/metagraphed@30a4d61b: what block 8,791,253 paid to each subnet, TAO into pools and TAO that bought alpha';
const correlates =
  'pkoellinger/bittensor-subnet-price-correlates, 128 subnets at block 9,184,186: mean 40 %, median 26 %, all in 15 %';
const pageAssumes = [
  'The page took prices of its day, every switch on, and no burns.',
  'Its bar was at 61 % of the sum; the chain went to rank 32 on 3 August.',
];
const misses =
  'The miss is of the switches (42 of 127 subnets were off) and the burns as well as of the gate: the page’s own rule gives 20.5 effective subnets and 55.0 % at the prices of 7 August. With burns and switches as they were, a bar at rank 64 would have given 22.1 and 52.1 %.';

interface Promise {
  readonly question: string;
  readonly unit: string;
  readonly value: number;
  /** Half of the last digit that the page gives. */
  readonly rounding: number;
  readonly before: number;
  readonly place: 'effective' | 'top8' | 'rankOf80' | 'below32';
}

const promises: Readonly<Record<string, Promise>> = {
  'gate-promise-effective': {
    question: `How many effective subnets (1 over the sum of squared shares) does a block’s TAO feed on ${augustDay}, under the gate?`,
    unit: 'subnets',
    value: 22,
    rounding: 0.5,
    before: 50,
    place: 'effective',
  },
  'gate-promise-top8': {
    question: `Which share of a block’s TAO do the eight largest subnets get on ${augustDay}, under the gate?`,
    unit: 'share',
    value: 0.527,
    rounding: 0.0005,
    before: 0.328,
    place: 'top8',
  },
  'gate-promise-rank-of-80': {
    question: `How many of the largest subnets together get 80 % of a block’s TAO on ${augustDay}, under the gate?`,
    unit: 'subnets',
    value: 23,
    rounding: 0.5,
    before: 64,
    place: 'rankOf80',
  },
  'gate-promise-below-bar': {
    question: `Which share of a block’s TAO do subnets below the bar (rank 32 of that day) get on ${augustDay}, under the gate?`,
    unit: 'share',
    value: 0.125,
    rounding: 0.0005,
    before: 0.384,
    place: 'below32',
  },
};

/** B4, B5 and B9: what was said of the gate, of burns and of taking a subnet, and what the record shows. */
export const pastEmission = (figures: EmissionFigures): NamedDraft[] => [
  ...Object.entries(promises).map(([name, promise]): NamedDraft => [name, promised(promise, figures)]),
  ...weekAheadDrafts(figures),
  ...burnDrafts(figures),
  takeoverDraft(figures),
];

function promised({ question, unit, value, rounding, before, place }: Promise, { days }: EmissionFigures) {
  const found = days[augustDay].paid![place];
  return {
    question,
    by: page,
    what: 'the page’s own reckoning; the laboratory computes the outcome from what the block paid',
    decides:
      'Hit: the outcome rounds to the number that the page gives. The page gives no interval: its rounding is taken as one.',
    assumes: pageAssumes,
    forecast: {
      unit,
      scale: 'plain' as const,
      value,
      low: value - rounding,
      high: value + rounding,
      level,
    },
    noChange: { value: before, because: 'what the page gives for the day before the gate' },
    due: augustDay,
    computed: { outcome: `days.${augustDay}.paid.${place}` },
    outcome: { value: found, day: augustDay, source: metagraphed },
    note: misses,
  };
}

/** The lab's own rule, from what was known a week before. */
function weekAheadDrafts({ weekAhead, days }: EmissionFigures): NamedDraft[] {
  const draft = (name: 'effective' | 'top8', question: string, unit: string): NamedDraft => [
    `gate-week-ahead-${name}`,
    {
      question,
      what: 'agents/gate/gateRules.ts: shares by the chain’s rules at rank 32 from prices, burns and switches of 31 July',
      decides: 'Hit: the outcome lies in the interval.',
      assumes: [
        'Burns and switches stay as they are on 31 July.',
        'Prices walk at random for a week, with the spread of 11 April to 31 July: 15 % a week.',
        'The bar at rank 32 was announced for 3 August.',
      ],
      forecast: { unit, scale: 'plain', ...weekAhead[name], level },
      noChange: { value: days['2026-07-31'].paid![name], because: 'what a block paid on 31 July' },
      due: augustDay,
      computed: {
        value: `weekAhead.${name}.value`,
        low: `weekAhead.${name}.low`,
        high: `weekAhead.${name}.high`,
        noChange: `days.2026-07-31.paid.${name}`,
        outcome: `days.${augustDay}.paid.${name}`,
      },
      outcome: { value: days[augustDay].paid![name], day: augustDay, source: metagraphed },
      note: 'Single prices moved far more than a walk does: that of subnet 90 rose a hundredfold in the week.',
    },
  ];
  return [
    draft('effective', `How many effective subnets does a block’s TAO feed on ${augustDay}?`, 'subnets'),
    draft('top8', `Which share of a block’s TAO do the eight largest subnets get on ${augustDay}?`, 'share'),
  ];
}

/** B5: a penalty on burns, and burns that stay. */
function burnDrafts({ days }: EmissionFigures): NamedDraft[] {
  const before = days[augustDay].withheld;
  const draft = (
    name: 'mean' | 'all',
    question: string,
    [found, high]: readonly [number, number],
  ): NamedDraft => [
    `burn-penalty-${name}`,
    {
      question,
      what: 'sim/coinbase/productShares.ts: a subnet’s TAO falls by the share that its owner withholds, so an owner who cares for it withholds nothing',
      decides: 'Hit: the outcome lies in the interval.',
      assumes: [
        'Owners care for the TAO that their subnet is paid, know the rule, and answer within 54 days.',
        'The penalty counts from 22 June, but for the days between spec 444 and 445 in August.',
      ],
      forecast: { unit: 'share', scale: 'plain', value: 0, low: 0, high, level },
      noChange: { value: before[name], because: 'the same share on 7 August' },
      due: septemberDay,
      computed: { noChange: `days.${augustDay}.withheld.${name}` },
      outcome: { value: found, day: septemberDay, source: correlates },
      note: 'Owners did not act as an owner would who cares for the TAO of his subnet: the mean hardly moved. Half of those who withheld all stopped. The looks at the two days are of different sources.',
    },
  ];
  return [
    draft(
      'mean',
      `What is the mean share of miners’ pay that owners withhold on ${septemberDay}, over all subnets?`,
      [0.4, 0.1],
    ),
    draft(
      'all',
      `In which share of subnets do owners withhold all pay of miners on ${septemberDay}?`,
      [0.15, 0.05],
    ),
  ];
}

/** B9: a cost that was said to be the most. */
function takeoverDraft({ takeover }: EmissionFigures): NamedDraft {
  return [
    'takeover-of-subnet-1',
    {
      question: `What does it cost to take subnet 1 by 18 % alone at its pool of ${augustDay}, once the lock has matured?`,
      by: 'an estimate of autumn 2026, said to be an upper bound',
      what: 'the price of 18 % of the alpha outside the pool, on the curve of the pool',
      decides: 'Hit: the cost by the rule is at most the number.',
      assumes: [
        'Pool of 25,836 TAO and 3.110 M alpha, 2.495 M alpha outside, none of it locked.',
        'All alpha is bought out of the pool.',
      ],
      forecast: {
        unit: 'TAO',
        scale: 'plain',
        value: takeover.reckoned,
        low: 0,
        high: takeover.reckoned,
        level,
      },
      noChange: { value: takeover.joint!, because: 'the rule before, 10 % of all together' },
      due: augustDay,
      computed: {
        value: 'takeover.reckoned',
        high: 'takeover.reckoned',
        noChange: 'takeover.joint',
        outcome: 'takeover.alone',
      },
      outcome: {
        value: takeover.alone,
        day: augustDay,
        source:
          'sim/governance/captureCost.ts, the rule of spec 447, at the pool of block 8,791,253; no subnet was taken',
      },
      note: 'What is bought adds to the alpha that counts, so the rule asks for 18/82 of what is outside, and not for 18 %. The outcome is computed, and not observed.',
    },
  ];
}
